// Names as parts of an address: the twin of `slugified` in names.py, and the proposal for a new practice.

const FOLD = {
  "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-",
  "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l",
};
const MOST = 60; // a longer address is cut between two words

/** "Sint-Gillis-Waas" gives "sint-gillis-waas". */
export function slugified(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[’‘ʼ“”„–—øßæœđł]/g, (sign) => FOLD[sign]);
  return plain.replace(/\p{M}/gu, "").replace(/'/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/** The first free address for a title, if need be with the municipality or a number behind it. */
export function proposedSlug(title, town, taken) {
  const base = cut(slugified(title));
  if (!base) return "";
  const withTown = town && !base.endsWith(slugified(town)) ? `${base}-${slugified(town)}` : base;
  const free = [base, withTown].find((slug) => !taken.has(slug));
  if (free) return free;
  let number = 2;
  while (taken.has(`${withTown}-${number}`)) number += 1;
  return `${withTown}-${number}`;
}

function cut(slug) {
  return slug.length <= MOST ? slug : slug.slice(0, MOST + 1).replace(/-[^-]*$/, "").slice(0, MOST);
}
