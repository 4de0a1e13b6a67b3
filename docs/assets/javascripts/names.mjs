// Names that people type: folding, slugs and the nearest known name; the twin of hooks/kapstok/names.py.

const WHITE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const BLANKS = new RegExp(`[${WHITE}]+`, "gu");
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "gu");
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/gu;
const SIGNS = {
  "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-",
  "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l",
};
const MOST_QUOTED = 60;

/** A text without white space around it. */
export const stripped = (text) => text.replace(ENDS, "");

/** How many characters a person counts: not half ones, as `length` does. */
export const lengthOf = (text) => [...text].length;

/** A text has a character that does something instead of being shown. */
export const hasControl = (text) => text.search(CONTROL) >= 0;

/** A value as its author typed it, between quotes, shortened when long. */
export function quoted(value) {
  const text = [...stripped(String(value).replace(CONTROL, "\ufffd")).replace(BLANKS, " ")];
  return `'${text.length <= MOST_QUOTED ? text.join("") : `${text.slice(0, MOST_QUOTED - 1).join("")}…`}'`;
}

/** A name in lower case, without accents, with single spaces and plain quotes. */
export function folded(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[’‘ʼ“”„–—øßæœđł]/gu, (sign) => SIGNS[sign]);
  return stripped(plain.replace(/\p{M}/gu, "")).replace(BLANKS, " ");
}

/** A name as a part of an address: "Sint-Gillis-Waas" gives "sint-gillis-waas". */
export function slugified(name) {
  return folded(name).replaceAll("'", "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

const bareNames = new Map();

/** A name without legal form, punctuation and spaces, letter by letter; remembered, for known names come again and again. */
function bare(name) {
  const letters = bareNames.get(name) ?? lettersOf(name);
  bareNames.set(name, letters);
  return letters;
}

function lettersOf(name) {
  const own = folded(name).replace(/(?<![\p{L}\p{N}_])(?:vzw|nv|bv)(?![\p{L}\p{N}_])/gu, "");
  return [...own.replace(/[^\p{L}\p{N}]+/gu, "")];
}

/** How many typing errors still count as the same name. */
export function allowedDistance(name) {
  const { length } = bare(name);
  return length < 5 ? 0 : length < 9 ? 1 : 2;
}

/** The known name that differs least, or "" when all differ by more than `distance` typing errors (a third of the
    length when it is not given). */
export function nearest(name, known, distance) {
  const own = bare(name);
  const limit = distance ?? Math.max(1, Math.floor(own.length / 3));
  let best = { cost: limit + 1, name: "" };
  for (const candidate of [...new Set(known)].sort()) {
    const cost = typingErrors(own, bare(candidate), limit);
    if (cost < best.cost) best = { cost, name: candidate };
  }
  return best.name;
}

/** Insertions, deletions, replacements and swaps of neighbours from one word to another; more than `limit` is not counted. */
function typingErrors(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = [];
  let last = other.map((_, index) => index);
  last.push(other.length);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2] + 1);
      line.push(cost);
    }
    if (Math.min(...line) > limit) return limit + 1;
    before = last;
    last = line;
  }
  return last[other.length];
}
