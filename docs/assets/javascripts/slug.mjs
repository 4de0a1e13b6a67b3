// The address that is proposed for a new practice: the twin of hooks/kapstok/file_name.py, and free.

import { slugified } from "./names.mjs";

const LONGEST = 50;

/** The title, shortened at a whole word, and the municipality when it is one and not named yet; with a number behind it
    when that is taken. */
export function proposedSlug(title, towns, taken) {
  const slug = withTown(slugified(title), towns.length === 1 ? slugified(towns[0]) : "");
  if (!slug || !taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

function withTown(title, town) {
  const room = LONGEST - town.length;
  const [first, ...words] = title.split("-");
  let slug = first.slice(0, room);
  for (const word of words) {
    if (slug.length + word.length + 1 > room) break;
    slug += `-${word}`;
  }
  if (!town || `-${slug}-`.includes(`-${town}-`)) return slug;
  return slug ? `${slug}-${town}` : town;
}
