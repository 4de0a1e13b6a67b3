// Follows the keyboard through a page: `walk.begin()`, Tab until `walk.isDone()`, then `walk.end()` gives what was wrong.
// It looks when a key comes up, so that the page has scrolled to the focus by then.

"use strict";

window.walk = (() => {
  const LEAST = 3;
  let stops = [];
  let found = [];
  let expected = [];
  let isDone = false;

  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);

  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const contrast = (one, other) => {
    const [high, low] = [light(numbers(one)), light(numbers(other))].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };

  /** The colour behind an element: that of the nearest ancestor that has one. */
  const ground = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { backgroundColor } = getComputedStyle(box);
      if ((numbers(backgroundColor)[3] ?? 1) > 0.99) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };

  /** What a reader sees of an element: a hidden choice shows as its label, a link on the map as its dot. */
  const shown = (element) => {
    if (element.matches(".md-option")) return element.nextElementSibling;
    return element.ownerSVGElement ? element.querySelector("circle") : element;
  };

  const isFocusShown = (element) => {
    const part = shown(element);
    const style = getComputedStyle(part);
    if (!part.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (part.ownerSVGElement) return parseFloat(style.strokeWidth) >= 3 && contrast(style.stroke, ground(element.ownerSVGElement)) >= LEAST;
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && contrast(style.outlineColor, ground(part)) >= LEAST;
  };

  /** 2.4.11, and more: nothing of the page lies over what has the focus, and its beginning or end is in the window. */
  const hiddenBy = (element) => {
    const part = shown(element);
    const [rect] = part.getClientRects();
    if (!rect) return "is not shown";
    const seen = Math.min(rect.bottom, innerHeight) - Math.max(rect.top, 0);
    if (seen < Math.min(rect.height, innerHeight / 3) - 1) return "lies outside the window";
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]]) {
      const over = document.elementFromPoint(rect.left + rect.width * x, rect.top + rect.height * y);
      if (!over || part.contains(over) || over.contains(part) || part.ownerSVGElement?.contains(over)) continue;
      return `lies under ${audit.tag(over)}`;
    }
    return "";
  };

  const look = (event) => {
    if (event.key !== "Tab" || isDone) return;
    const element = document.activeElement;
    if (element === document.body || stops.includes(element)) {
      isDone = true;
      return;
    }
    const last = stops.at(-1);
    const way = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    if (last && !(last.compareDocumentPosition(element) & way)) found.push(`comes out of order: ${audit.tag(element)} after ${audit.tag(last)}`);
    stops.push(element);
    if (!isFocusShown(element)) found.push(`does not show the focus: ${audit.tag(element)}`);
    const how = hiddenBy(element);
    if (how) found.push(`${how}: ${audit.tag(element)}`);
    if (!audit.nameOf(element)) found.push(`is a stop without a name: ${audit.tag(element)}`);
  };

  addEventListener("keyup", look, true);

  return {
    /** How many stops there should be: of a group of choices there is one. */
    begin() {
      document.activeElement.blur();
      getSelection().removeAllRanges();
      scrollTo(0, 0);
      [stops, found, isDone] = [[], [], false];
      const groups = new Set();
      expected = [...document.querySelectorAll(audit.OPERABLE)].filter((element) => {
        if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
        const isAnother = element.type === "radio" && groups.has(element.name);
        if (element.type === "radio") groups.add(element.name);
        return !isAnother;
      });
      return expected.length;
    },
    isDone: () => isDone,
    /** Everything that was wrong; the other scheme is looked at here, once for all stops. */
    end(scheme = "slate") {
      const reached = new Set(stops.map((element) => (element.type === "radio" ? element.name : element)));
      for (const element of expected) {
        if (!reached.has(element.type === "radio" ? element.name : element) && element.checkVisibility()) found.push(`is not reached: ${audit.tag(element)}`);
      }
      document.body.dataset.mdColorScheme = scheme;
      for (const element of stops) {
        element.focus({ preventScroll: true });
        if (document.activeElement === element && !isFocusShown(element)) found.push(`does not show the focus in the dark: ${audit.tag(element)}`);
      }
      if (!isDone) found.push("the keyboard does not leave the page again");
      return [...new Set(found)];
    },
  };
})();
