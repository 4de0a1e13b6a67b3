// The place that a query names: a municipality or a borough that the index of search does not explain, also with a typing error.
// Search fetches this, with the names of places, for the first query that may need it.

import { loadPlaces } from "./place-names.mjs";
import { fold, words } from "./stem.mjs";

const MOST_WORDS = 5;
const MOST_FOUND = 3;
// Boroughs whose name is an ordinary word too: inside a longer query they are taken for the word.
const ORDINARY = new Set("baal beek berg bevel boekhout burcht doel donk drongen gestel grazen hamme handzame haren hees heffen heks jeuk kalken kanne kluizen laar laken leerbeek leest leut lot meer melden middelburg muizen paal perk reet ruien schaffen veulen voorde vorsen vorst vucht waarloos weelde welle werken wortel zeveren zolder".split(" "));

/** The words of a text without accents; "St." is "sint". */
const plain = (text) => words(text).map(fold).map((word) => (word === "st" ? "sint" : word));

/** Fetch the names of places; gives what finds those of a query. */
export async function openPlaces(file) {
  const names = namesOf(await loadPlaces(file));
  return (query, doubts, distance) => placeIn(names, query, doubts, distance);
}

/** The names of municipalities and boroughs: [{ name, way, place, parts, text }], `way` as in "deelgemeente", "" for the own name of a municipality; `parts` its words. */
function namesOf(places) {
  const ways = places.flatMap((place) => place.names.map(({ name, note }) => ({ name, place, way: note && note.slice(0, -name.length).trim() })));
  return ways.filter(({ name, place, way }) => way || name === place.name).map((one) => {
    const parts = plain(one.name);
    return { ...one, parts, text: parts.join(" ") };
  });
}

/**
 * The place in a query: { isExact, words, found }, or undefined.
 * `doubts`: the words that the index does not know, to { cost, taken }, what they are taken for and how many typing errors that is;
 * a name that is not nearer stays behind it.
 * `found`: at most three of { name, way, today, slug, count }; `words`: those of the doubts that are taken for it.
 */
function placeIn(names, query, doubts, distance) {
  const windows = windowsOf(query, doubts).filter(({ parts, isWhole }) => isWhole || parts.length > 1 || !ORDINARY.has(parts[0]));
  const exact = windows.map((window) => ({ ...window, fits: names.filter(({ text }) => text === window.text) })).filter(({ fits }) => fits.length);
  const unknown = exact.find(({ doubtful }) => doubtful.length);
  if (unknown) return placeOf(unknown, unknown.fits, true);
  const near = windows.filter(({ doubtful }) => doubtful.length).map((window) => ({ ...window, ...nearest(names, window, distance) }));
  const best = near.filter(({ fits }) => fits.length).sort((a, b) => a.cost - b.cost)[0];
  if (best) return placeOf(best, best.fits, false);
  return exact.length ? placeOf(exact[0], exact[0].fits, true) : undefined;
}

/** The runs of at most five words of a query, the longest first. */
function windowsOf(query, doubts) {
  const all = plain(query);
  const known = new Map([...doubts].map(([word, doubt]) => [fold(word), { word, ...doubt }]));
  const found = [];
  for (let length = Math.min(MOST_WORDS, all.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= all.length; start += 1) {
      const parts = all.slice(start, start + length);
      found.push({ parts, text: parts.join(" "), isWhole: length === all.length, doubtful: parts.flatMap((part) => known.get(part) ?? []) });
    }
  }
  return found;
}

/** The names that differ least from a window by typing errors, and by how many: only those nearer than what its words are taken for. */
function nearest(names, { parts, text, doubtful }, distance) {
  const rival = doubtful.reduce((least, doubt) => (doubt.cost < least.cost ? doubt : least));
  const sure = parts.filter((part) => !doubtful.some(({ word }) => fold(word) === part));
  const found = [];
  let cost = 2;
  for (const name of names) {
    const most = Math.min(cost, mostErrors(text, name.way));
    if (!most || name.text[0] !== text[0] || !sure.every((part) => name.parts.includes(part))) continue;
    const errors = distance(text, name.text, most);
    if (errors > most || !isNearer(errors, name, rival, distance)) continue;
    if (errors < cost) found.length = 0;
    cost = errors;
    found.push(name);
  }
  const isTown = found.some(({ way }) => !way);
  return { cost, fits: found.filter(({ way }) => !way || !isTown) };
}

/** How many typing errors a name of some length may hold: fewer in a borough, for of those there are many. */
function mostErrors({ length }, way) {
  if (length >= 8) return 2;
  return length >= (way ? 6 : 5) ? 1 : 0;
}

/** A name is nearer than the word that a doubtful word was taken for, or is that word. */
function isNearer(errors, { parts }, { word, cost, taken }, distance) {
  if (errors !== cost) return errors < cost;
  return parts.includes(fold(taken)) || distance(fold(word), fold(taken), errors) > errors;
}

/** What a window names. */
function placeOf({ doubtful }, fits, isExact) {
  const found = fits.slice(0, MOST_FOUND).map(({ name, way, place: { name: today, slug, count } }) => ({ name, way, today, slug, count }));
  return { isExact, words: new Set(doubtful.map(({ word }) => word)), found };
}
