// The address that is proposed for a new practice.

import { slugified } from "./names.mjs";

const MOST = 60; // a longer address is cut between two words

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
