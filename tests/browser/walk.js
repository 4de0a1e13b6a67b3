// Follows the keyboard through a page: `walk.begin()`, Tab until `walk.isDone()`, then `walk.end()` gives what was wrong.
// It looks when a key comes up, so that the page has scrolled to the focus by then.

"use strict";

window.walk = (() => {
  const LEAST = 3;
  let stops = [];
  let found = [];
  let expected = [];
  let isDone = false;

  /** What a reader sees of an element: a hidden choice shows as its label, a link on the map as its dot. */
  const shown = (element) => {
    if (element.matches(".md-option")) return element.nextElementSibling;
    return element.ownerSVGElement ? element.querySelector("circle") : element;
  };

  const isFocusShown = (element) => {
    const part = shown(element);
    const style = getComputedStyle(part);
    if (!part.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (part.ownerSVGElement) return parseFloat(style.strokeWidth) >= 3 && audit.contrast(style.stroke, audit.ground(element.ownerSVGElement)) >= LEAST;
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && audit.contrast(style.outlineColor, audit.ground(part)) >= LEAST;
  };

  /** 2.4.11, and more: nothing of the page lies over what has the focus, and a line of it is in the window. */
  const hiddenBy = (element) => {
    const part = shown(element);
    const [rect] = part.getClientRects();
    if (!rect) return "is not shown";
    const seen = Math.min(rect.bottom, innerHeight) - Math.max(rect.top, 0);
    if (seen < Math.min(rect.height, 24) - 1) return "lies outside the window";
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
    const last = stops.at(-1);
    if (element === last) return;  // a date has several parts
    if (element === document.body || stops.includes(element)) {
      isDone = true;
      return;
    }
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
    /** How many stops there should be: of a group of choices there is one. `repeated`: a selector of what is left out. */
    begin(repeated, isWhole, isBackwards) {
      for (const element of document.querySelectorAll(repeated)) element.remove();
      for (const element of isWhole ? [] : document.querySelectorAll("body > header *, footer *")) if (element.matches(audit.OPERABLE)) element.tabIndex = -1;
      const start = document.createElement("span");
      start.tabIndex = -1;
      document.body[isBackwards ? "append" : "prepend"](start);
      start.focus();
      start.remove();
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
    end() {
      const reached = new Set(stops.map((element) => (element.type === "radio" ? element.name : element)));
      for (const element of expected) {
        if (!reached.has(element.type === "radio" ? element.name : element) && element.checkVisibility()) found.push(`is not reached: ${audit.tag(element)}`);
      }
      document.body.dataset.mdColorScheme = "slate";
      for (const element of stops) {
        element.focus({ preventScroll: true });
        if (document.activeElement === element && !isFocusShown(element)) found.push(`does not show the focus in the dark: ${audit.tag(element)}`);
      }
      if (!isDone) found.push("the keyboard does not leave the page again");
      return [...new Set(found)];
    },
  };
})();
