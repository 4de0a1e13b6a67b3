// What axe-core does not look at, measured in the page itself: `audit.<name>()` gives a list of sentences, empty when all is well.

"use strict";

window.audit = (() => {
  const FIELDS = "input:not([type=hidden]), select, textarea";
  const OPERABLE = `a[href], button, summary, ${FIELDS}, [tabindex="0"]`;
  const HIDING = "rect(0px, 0px, 0px, 0px)";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const tag = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  /** Whether a reader can see it: laid out, not transparent, not clipped away for screen readers only. */
  const isSeen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let box = element; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.clipPath.startsWith("inset(50%") || style.clip === HIDING) return false;
    }
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };

  /** The name that a screen reader says, by the steps that this site uses. */
  const nameOf = (element) => {
    const labelled = element.getAttribute("aria-labelledby");
    if (labelled) return words(labelled.split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
    const label = element.getAttribute("aria-label");
    if (label) return words(label);
    if (element.labels?.length) return words([...element.labels].map((one) => one.textContent).join(" "));
    if (element.matches("img")) return words(element.alt);
    const copy = element.cloneNode(true);
    for (const hidden of all("[aria-hidden=true], script, style, template", copy)) hidden.remove();
    for (const image of all("img", copy)) image.replaceWith(image.alt);
    return words(copy.textContent) || words(element.title);
  };

  const page = () => {
    const found = [];
    if (document.documentElement.lang !== "nl") found.push(`lang is '${document.documentElement.lang}'`);
    if (!words(document.title)) found.push("the page has no title");
    const content = document.querySelector("meta[name=viewport]")?.content ?? "";
    if (/user-scalable|maximum-scale/.test(content)) found.push(`a reader cannot zoom: '${content}'`);
    for (const element of all("[lang]")) {
      if (!/^[a-z]{2}(-[A-Za-z]+)?$/.test(element.lang)) found.push(`lang is no language: ${tag(element)}`);
    }
    for (const element of all("[accesskey]")) found.push(`a key of the page's own: ${tag(element)}`);
    for (const element of all("[tabindex]")) if (element.tabIndex > 0) found.push(`its own place in the order: ${tag(element)}`);
    for (const element of all("audio, video, marquee, blink, iframe, object, embed")) found.push(`plays or frames something: ${tag(element)}`);
    for (const element of all("[draggable=true]")) found.push(`is dragged: ${tag(element)}`);
    return found;
  };

  const headings = () => {
    const found = [];
    const seen = all("h1, h2, h3, h4, h5, h6").filter(isSeen);
    const levels = seen.map((heading) => Number(heading.tagName[1]));
    if (levels[0] !== 1) found.push(`the first heading is ${seen[0] ? tag(seen[0]) : "missing"}`);
    if (levels.filter((level) => level === 1).length !== 1) found.push("there is not one h1");
    seen.forEach((heading, nth) => {
      if (nth && levels[nth] > levels[nth - 1] + 1) found.push(`a level is skipped before ${tag(heading)}`);
      if (!nameOf(heading)) found.push(`is empty: ${tag(heading)}`);
    });
    return found;
  };

  const landmarks = () => {
    const found = [];
    const roles = {
      banner: all("body > header"), main: all("main"),
      navigation: all("nav"), contentinfo: all("footer"), search: all("[role=search]"),
      region: all("[role=region], section[aria-label], section[aria-labelledby]"),
    };
    for (const role of ["banner", "main", "contentinfo"]) {
      const number = roles[role].filter(isSeen).length;
      if (number > 1 || (role === "main" && !number)) found.push(`${number} times ${role}`);
    }
    for (const [role, elements] of Object.entries(roles)) {
      const names = new Map();
      for (const element of elements.filter(isSeen)) {
        const name = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") ? nameOf(element) : "";
        if (["navigation", "region"].includes(role) && !name) found.push(`a ${role} has no name: ${tag(element)}`);
        if (names.has(name)) found.push(`two times ${role} '${name}': ${tag(element)} and ${tag(names.get(name))}`);
        names.set(name, element);
      }
    }
    const inside = "header, main, footer, .k-skip, [role=status], script, template, style";
    for (const child of document.body.children) {
      const walker = document.createTreeWalker(child, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (words(node.data) && !node.parentElement.closest(inside) && isSeen(node.parentElement)) found.push(`outside every landmark: ${tag(node.parentElement)}`);
      }
    }
    return found;
  };

  const links = () => {
    const found = [];
    const targets = new Map();
    for (const link of all("a[href]").filter(isSeen)) {
      const name = nameOf(link);
      const visible = words(link.innerText ?? "");
      const said = link.getAttribute("aria-label");
      if (!name) found.push(`has no name: ${tag(link)}`);
      if (/^(hier|klik hier|lees meer|meer|link)$/i.test(name)) found.push(`says nothing by itself: ${tag(link)}`);
      if (said && visible && !words(said).toLowerCase().includes(visible.toLowerCase())) found.push(`is called otherwise than it looks: ${tag(link)}`);
      const target = new URL(link.getAttribute("href"), document.baseURI).href;
      const place = link.closest("nav, header, footer, [role=region]");
      const near = `${words(link.closest("li, td, th, p, dd, h2, h3, h4")?.textContent)} ${place && nameOf(place)}`;
      const known = targets.get(name);
      if (known && known.target !== target && near === known.near) found.push(`'${name}' leads to ${target} and ${known.target}`);
      if (!known) targets.set(name, { target, near });
    }
    return found;
  };

  const images = () => {
    const found = [];
    for (const image of all("img")) if (!image.hasAttribute("alt")) found.push(`has no alternative: ${tag(image)}`);
    for (const image of all("svg")) {
      if (image.closest("[aria-hidden=true]") || !isSeen(image)) continue;
      const role = image.getAttribute("role");
      if (!role || !(image.hasAttribute("aria-label") || image.hasAttribute("aria-labelledby") || image.querySelector(":scope > title"))) found.push(`is neither named nor hidden: ${tag(image)}`);
    }
    return found;
  };

  const tables = () => {
    const found = [];
    for (const table of all("table")) {
      if (!table.caption && !table.matches("[aria-labelledby], [aria-label]")) found.push(`has no name: ${tag(table)}`);
      if (!table.querySelector("thead th[scope=col]")) found.push(`has no headers of columns: ${tag(table)}`);
      for (const row of table.tBodies[0]?.rows ?? []) {
        if (!row.querySelector("th[scope=row]")) { found.push(`has a row without a header: ${tag(row)}`); break; }
      }
      for (const cell of all("th:not([scope])", table)) found.push(`a header of nothing: ${tag(cell)}`);
    }
    return found;
  };

  const fields = () => {
    const found = [];
    for (const field of all(FIELDS).filter(isSeen)) {
      const visible = [...(field.labels ?? [])].some(isSeen);
      const said = nameOf(field);
      if (!said) found.push(`has no name: ${tag(field)}`);
      if (!visible && !field.hasAttribute("aria-label") && !field.labels?.length) found.push(`has no label: ${tag(field)}`);
      for (const attribute of ["aria-describedby", "aria-controls", "aria-labelledby", "aria-activedescendant"]) {
        for (const id of (field.getAttribute(attribute) ?? "").split(" ").filter(Boolean)) {
          if (!document.getElementById(id)) found.push(`${attribute} names '${id}', which is not there: ${tag(field)}`);
        }
      }
      if (/e-?mail|naam van u|uw naam|telefoon|adres van u/i.test(said) && (field.autocomplete || "off") === "off") found.push(`asks for who the reader is, without autocomplete: ${tag(field)}`);
    }
    return found;
  };

  /** 2.5.8: 24 by 24, or a circle of 24 around its middle that touches no other target, or a link in a sentence. */
  const targets = () => {
    const least = 24;
    const found = [];
    const boxes = all(`${OPERABLE}, label`).filter((element) => {
      if (element.matches("label")) return element.control && element.querySelector("input") && isSeen(element);
      if (element.matches("[tabindex='0']") && !element.matches("a, button, summary, input, select, textarea")) return false;
      return isSeen(element) && !(element.matches("input[type=checkbox], input[type=radio]") && element.closest("label"));
    }).map((element) => ({ element, rects: [...element.getClientRects()].filter((rect) => rect.width && rect.height) }));
    const middle = (rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2];
    for (const { element, rects } of boxes) {
      const [rect] = rects;
      if (!rect || rects.some((one) => one.width >= least - 0.5 && one.height >= least - 0.5)) continue;
      if (element.closest("svg")) continue;
      if (element.matches("a") && isInSentence(element)) continue;
      const [x, y] = middle(rect);
      const touches = boxes.find((other) => other.element !== element && !other.element.contains(element) && !element.contains(other.element) && other.rects.some((one) => {
        const small = one.width < least - 0.5 || one.height < least - 0.5;
        if (small) { const [otherX, otherY] = middle(one); return Math.hypot(otherX - x, otherY - y) < least - 0.5; }
        const dx = Math.max(one.left - x, 0, x - one.right), dy = Math.max(one.top - y, 0, y - one.bottom);
        return Math.hypot(dx, dy) < least / 2 - 0.5;
      }));
      if (touches) found.push(`${Math.round(rect.width)} x ${Math.round(rect.height)}: ${tag(element)} beside ${tag(touches.element)}`);
    }
    return found;
  };

  const isInSentence = (link) => {
    if (getComputedStyle(link).display !== "inline") return false;
    const block = link.closest("p, li, dd, dt, td, th, figcaption, div, label");
    const own = words(link.textContent).length;
    return words(block?.textContent).length > own + 3;
  };

  /** 2.2.2, 2.3.3 and reduced motion: nothing moves by itself, and nothing glides for who asks for that. */
  const motion = () => {
    const found = [];
    const moves = (time) => time.split(",").some((part) => parseFloat(part) > 0);
    for (const element of [document.documentElement, ...all("body *")]) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (moves(style.transitionDuration) && style.transitionProperty !== "none") found.push(`glides ${part ?? ""}: ${tag(element)}`);
        if (style.animationName !== "none" && moves(style.animationDuration)) found.push(`moves ${part ?? ""}: ${tag(element)}`);
        if (!part && style.scrollBehavior === "smooth") found.push(`scrolls slowly: ${tag(element)}`);
      }
    }
    return found;
  };

  /** 1.4.10: what scrolls sideways can be reached and has a name; the page itself does not. */
  const reflow = () => {
    const found = [];
    const root = document.scrollingElement;
    if (root.scrollWidth > innerWidth + 1) {
      const wide = all("body *").filter((element) => element.getBoundingClientRect().right > innerWidth + 1).slice(0, 4);
      found.push(`the page is ${root.scrollWidth} wide in ${innerWidth}: ${wide.map(tag).join(" ")}`);
    }
    for (const box of all("body *")) {
      const style = getComputedStyle(box);
      if (!/auto|scroll/.test(style.overflowX) || box.scrollWidth <= box.clientWidth + 1 || !isSeen(box) || box.matches(FIELDS)) continue;
      if (!all("table, svg", box).length) found.push(`scrolls sideways and is no table: ${tag(box)}`);
      if (box.tabIndex !== 0 || box.getAttribute("role") !== "region" || !nameOf(box)) found.push(`scrolls sideways but has no stop and name: ${tag(box)}`);
    }
    return found;
  };

  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && words(node.data));

  /** 1.4.4 and 1.4.12: no text is cut off by its box, and no two texts lie over each other. */
  const text = () => {
    const found = [];
    const pieces = [];
    for (const element of all("body *")) {
      if (element.closest("svg, script, style, template, noscript, option") || !isSeen(element)) continue;
      const style = getComputedStyle(element);
      const cuts = /hidden|clip/;
      if (cuts.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 || cuts.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1) {
        if (words(element.textContent)) found.push(`is cut off: ${tag(element)}`);
      }
      if (element.matches("button, select, input[type=search], input[type=text]") && element.scrollHeight > element.clientHeight + 2) found.push(`its text does not fit: ${tag(element)}`);
      if (!ownText(element)) continue;
      for (const node of element.childNodes) {
        if (node.nodeType !== 3 || !words(node.data)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) {
          const trim = rect.height * 0.2;
          if (rect.width > 1 && rect.height > 1) pieces.push({ element, node, top: rect.top + trim, bottom: rect.bottom - trim, left: rect.left + 1, right: rect.right - 1, words: words(node.data).slice(0, 40) });
        }
      }
    }
    pieces.sort((one, other) => one.top - other.top);
    for (let first = 0; first < pieces.length; first += 1) {
      const one = pieces[first];
      for (let next = first + 1; next < pieces.length && pieces[next].top < one.bottom; next += 1) {
        const other = pieces[next];
        if (other.node === one.node || isFloating(one.element) !== isFloating(other.element)) continue;
        if (one.left < other.right && other.left < one.right) found.push(`'${one.words}' lies over '${other.words}'`);
      }
    }
    return [...new Set(found)];
  };

  const isFloating = (element) => {
    for (let box = element; box; box = box.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(box).position)) return true;
    }
    return false;
  };

  const numbers = (colour) => {
    const parts = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return parts.length > 3 ? parts : [...parts, 1];
  };

  const light = (parts) => {
    const [r, g, b] = parts.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  /** The contrast of a colour, see-through or not, on a ground. */
  const contrast = (colour, under) => {
    const [below, above] = [numbers(under), numbers(colour)];
    const mixed = [0, 1, 2].map((part) => above[part] * above[3] + below[part] * (1 - above[3]));
    const [high, low] = [light(mixed), light(below)].sort((one, other) => other - one);
    return (high + 0.05) / (low + 0.05);
  };

  /** The colour behind an element: that of the nearest ancestor that has one. */
  const ground = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { backgroundColor } = getComputedStyle(box);
      if (numbers(backgroundColor)[3] > 0.99) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };

  /** 1.4.11, in both schemes: where one types or chooses shows by an edge of at least 3:1. */
  const edges = () => {
    const found = [];
    const { mdColorScheme } = document.body.dataset;
    for (const scheme of ["default", "slate"]) {
      document.body.dataset.mdColorScheme = scheme;
      for (const field of all("input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea").filter(isSeen)) {
        const style = getComputedStyle(field);
        const edge = style.borderTopStyle === "none" ? style.backgroundColor : style.borderTopColor;
        if (contrast(edge, ground(field)) < 3) found.push(`can hardly be seen (${scheme}): ${tag(field)}`);
      }
    }
    document.body.dataset.mdColorScheme = mdColorScheme;
    return found;
  };

  /** With colours that the reader forces: what can be pressed has an edge, what is chosen differs, what opens shows that. */
  const forced = () => {
    const found = [];
    const looks = (element) => {
      const { backgroundColor, borderStyle, textDecorationLine, outlineStyle } = getComputedStyle(element);
      return [backgroundColor, borderStyle, textDecorationLine, outlineStyle].join(" ");
    };
    for (const button of all("button").filter(isSeen)) {
      const style = getComputedStyle(button);
      if (style.borderTopStyle === "none" && !style.textDecorationLine.includes("underline")) found.push(`has no edge: ${tag(button)}`);
    }
    for (const summary of all("article summary").filter(isSeen)) {
      if (getComputedStyle(summary, "::after").backgroundColor === getComputedStyle(document.body).backgroundColor) found.push(`does not show that it opens: ${tag(summary)}`);
    }
    for (const chosen of all("a[aria-current], [aria-selected=true], [aria-pressed=true]").filter(isSeen)) {
      const rest = all(`${chosen.tagName}:not([aria-current], [aria-selected=true], [aria-pressed=true])`, chosen.closest("ul, ol, main")).filter(isSeen);
      if (rest.length && looks(chosen) === looks(rest[0])) found.push(`looks like what is not chosen: ${tag(chosen)}`);
    }
    return found;
  };

  return { page, headings, landmarks, links, images, tables, fields, targets, motion, reflow, text, edges, forced, nameOf, tag, contrast, ground, OPERABLE };
})();
