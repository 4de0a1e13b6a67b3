// The links and headings of a Markdown text, as Python-Markdown (the renderer of the site) sees them: code, comments,
// escaped signs and images are none, a reference counts when it is defined. Emphasis, lists and tables make no difference here.

import { slugified } from "./names.mjs";

const ESCAPED = "\\`*_{}[]()>#+-.!";
const HIDDEN = 0xe000; // a sign that was escaped, as a character of private use
const CODE = "\uefff";
const COMMENT = /^ {0,3}<!--[^]*?--!?>/gm; // at the beginning of a line, over any number of blocks
const LIST = /^ {0,3}(?:[*+-]|\d+\.) +|^ {0,3}: {1,3}/;
const DEFINITION = /^ {0,3}\[([^[\]]*)\]: *(?:\n *)?(\S+) *(?:\n *)?(?:(["'])(?:.*)\3 *|\((?:.*)\) *)?$/gm;
const SETEXT = /^.*?\n([=-]+) *(?:\n|$)/;

/** The targets of the links of a text, in the order in which they stand. */
export function linksIn(text) {
  const defined = new Map();
  const blocks = blocksOf(text).map((block) => block.replace(DEFINITION, (_, id, target) => {
    defined.set(id.trim().toLowerCase(), target.replace(/^<+|>+$/g, ""));
    return "";
  }));
  return blocks.flatMap((block) => inlineLinks(hidden(block), defined).map((target) => decoded(shown(target).trim())));
}

/** The ids of the headings that have one (of the second to the fourth level); `reserved` are ids of the page itself. */
export function headingsIn(text, reserved) {
  const ids = [];
  for (const block of blocksOf(text)) {
    const hashes = block.match(/^(#{2,4})(?!#)([^]*?)#*$/);
    const line = block.match(SETEXT);
    const words = hashes?.[2] ?? (line?.[1].startsWith("-") ? block.slice(0, block.indexOf("\n")) : undefined);
    if (words === undefined) continue;
    const base = slugified(plain(words)) || "deel";
    let id = base;
    for (let count = 2; reserved.includes(id) || ids.includes(id); count += 1) id = `${base}-${count}`;
    ids.push(id);
  }
  return ids;
}

/** Paragraphs, headings and items without blocks of code; what is indented below an item is its own. */
function blocksOf(text) {
  const blocks = [];
  let inItem = false;
  const lines = text.replaceAll("\t", "    ").replace(/^ +$/gm, "");
  for (const whole of lines.replace(COMMENT, "\n\n").replace(/^(#{1,6}[^\n]*)$/gm, "\n$1\n").split(/\n{2,}/)) {
    let block = whole.replace(/^\n+|\n+$/g, "");
    if (!block) continue;
    if (inItem && block.startsWith("    ")) block = block.replace(/^ {4}/gm, "");
    else inItem = LIST.test(block);
    if (!block.startsWith("    ")) blocks.push(block);
  }
  return blocks;
}

/** Code, escaped signs and comments out of the way. */
function hidden(text) {
  return text
    .replace(/(?<!\\)(`+)([^]+?)(?<!`)\1(?!`)/g, CODE)
    .replace(/\\([^])/g, (whole, sign) => (ESCAPED.includes(sign) ? String.fromCharCode(HIDDEN + sign.charCodeAt(0)) : whole))
    .replace(/<!--(?:(?!<!--|-->)[^])*-->/g, "");
}

const shown = (text) => text.replace(/[\ue000-\ue07f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - HIDDEN));

/** A text with entities as its signs: a document that is never shown turns them. */
export function decoded(text) {
  return text.includes("&") ? new DOMParser().parseFromString(`<p>${text.replaceAll("<", "&lt;")}`, "text/html").body.textContent : text;
}

function inlineLinks(text, defined) {
  const found = [];
  const take = (start, end, target) => {
    found.push({ start, target });
    return `${text.slice(0, start)}${"\uefff".repeat(end - start)}${text.slice(end)}`;
  };
  const inside = [];
  for (const linkAt of [referenceAt, targetAt, shortReferenceAt]) {
    for (let start = 0; (start = text.indexOf("[", start)) >= 0; start += 1) {
      const link = text[start - 1] === "!" ? undefined : linkAt(text, start, defined);
      if (!link) continue;
      inside.push({ start, text: link.text });
      text = take(start, link.end, link.target);
    }
  }
  for (const match of text.matchAll(/<([A-Za-z][A-Za-z0-9+.-]*:\/\/[^<>]*)>/g)) found.push({ start: match.index, target: match[1] });
  for (const match of text.matchAll(/<a\b[^>]*?\shref=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))[^>]*>/gi)) {
    found.push({ start: match.index, target: match[1] ?? match[2] ?? match[3] });
  }
  for (const link of inside) {
    found.push(...inlineLinks(link.text, defined).map((target, index) => ({ start: link.start + (index + 1) / 1000, target })));
  }
  return found.sort((one, other) => one.start - other.start).map(({ target }) => target);
}

/** The words between brackets and where they end, brackets inside them counted. */
function wordsAt(text, start) {
  let open = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "[") open += 1;
    if (text[at] === "]") open -= 1;
    if (!open) return { text: text.slice(start + 1, at), end: at + 1 };
  }
  return undefined;
}

/** `[words][id]` or `[words][]`. */
function referenceAt(text, start, defined) {
  const words = wordsAt(text, start);
  const id = words && text.slice(words.end).match(/^\s?\[([^\]]*)\]/);
  const target = id && defined.get((id[1] || words.text).toLowerCase().replace(/\s+/g, " "));
  return target === undefined || !id ? undefined : { text: words.text, end: words.end + id[0].length, target };
}

/** `[id]`. */
function shortReferenceAt(text, start, defined) {
  const words = wordsAt(text, start);
  const target = words && defined.get(words.text.toLowerCase().replace(/\s+/g, " "));
  return target === undefined ? undefined : { ...words, target };
}

/** `[words](target "title")`; brackets in the target are counted, those in a title are not. */
function targetAt(text, start) {
  const words = wordsAt(text, start);
  if (!words) return undefined;
  const rest = text.slice(words.end);
  const pointed = rest.match(/^\(\s*<([^<>]*)>\s*(?:(?:'[^']*'|"[^"]*")\s*)?\)/);
  if (pointed) return { text: words.text, end: words.end + pointed[0].length, target: pointed[1] };
  const titled = rest.match(/^\(\s*([^()"']*(?:\([^()"']*\)[^()"']*)*)(?:"[^"]*"|'[^']*')\s*\)/);
  if (titled) return { text: words.text, end: words.end + titled[0].length, target: titled[1] };
  if (!rest.startsWith("(")) return undefined;
  let open = 0;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === "(") open += 1;
    if (rest[at] === ")") open -= 1;
    if (!open) return { text: words.text, end: words.end + at + 1, target: rest.slice(1, at) };
  }
  return undefined;
}

/** The words of a heading without its signs. */
function plain(words) {
  const links = words.replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1");
  return decoded(links.replace(/<[^>]*>/g, "").replace(/[*`\\]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, ""));
}
