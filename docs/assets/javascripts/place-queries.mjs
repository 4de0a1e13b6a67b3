// The place that a query names: a municipality or a borough that the index of search does not explain, also with a typing error, or a province with one.
// Search fetches this, with the names of places, for the first query that may need it.

import { loadPlaces } from "./place-names.mjs";
import { fold, words } from "./stem.mjs";

const MOST_WORDS = 5;
const MOST_FOUND = 3;
const PROVINCE = "provincie";
// Boroughs whose name is an ordinary word too (tests/test_spelling.py asks a dictionary): inside a longer query they are taken for the word.
const ORDINARY = new Set("appels baal beek berg bevel burcht doel donk drongen gestel grazen handzame hees heffen heks herten jeuk kalken klerken kluizen kozen laar lauwe leest leut linden lot mater meer meeuwen melden muizen olmen paal perk proven reet ruien schaffen veulen voorde vorsen vorst vucht waarloos weelde werken wortel wulpen zeveren zolder".split(" "));

/** The words of a text without accents; "St." is "sint". */
const plain = (text) => words(text).map(fold).map((word) => (word === "st" ? "sint" : word));

/** Fetch the names of places; gives what finds those of a query. */
export async function openPlaces(file) {
  const names = namesOf(await loadPlaces(file));
  return (query, doubts, distance, provinces) => placeIn(names, query, doubts, distance, provinces);
}

/** The names of municipalities and boroughs: [{ name, way, place, parts, text }], `way` as in "deelgemeente", "" for the own name of a municipality; `parts` its words. */
function namesOf(places) {
  const ways = places.flatMap((place) => place.names.map(({ name, note }) => ({ name, place, way: note && note.slice(0, -name.length).trim() })));
  return ways.filter(({ name, place, way }) => way || name === place.name).map(withWords);
}

function withWords(one) {
  const parts = plain(one.name);
  return { ...one, parts, text: parts.join(" ") };
}

/**
 * The place in a query: { isExact, words, found }, or undefined.
 * `doubts`: the words that the index does not know, to { cost, taken }, what they are taken for and how many typing errors that is;
 * a name that is not nearer stays behind it. `provinces`: { name, title, slug, count }; the index finds those that are spelt right.
 * `found`: at most three of { name, way, today, slug, count }, `way` "provincie" for a province; `words`: those of the doubts that are
 * taken for it; `start` and `end`: where it stands in the words of the query; `word`: those joined.
 */
function placeIn(names, query, doubts, distance, provinces) {
  const windows = windowsOf(query, doubts).filter(({ parts, isWhole }) => isWhole || parts.length > 1 || !ORDINARY.has(parts[0]));
  const exact = windows.map((window) => ({ ...window, fits: names.filter(({ text }) => text === window.text) })).filter(({ fits }) => fits.length);
  const unknown = exact.find(({ doubtful }) => doubtful.length);
  if (unknown) return placeOf(unknown, unknown.fits, true);
  const every = [...names, ...provinces.map((one) => withWords({ name: one.name, way: PROVINCE, place: { ...one, name: one.title } }))];
  const near = windows.filter(({ doubtful }) => doubtful.length).map((window) => ({ ...window, ...nearest(every, window, distance) }));
  const best = near.filter(({ fits }) => fits.length).sort((a, b) => a.cost - b.cost)[0];
  if (best) return placeOf(best, best.fits, false);
  return exact.length ? placeOf(exact[0], exact[0].fits, true) : undefined;
}

/** The runs of at most five words of a query, the longest first. */
function windowsOf(query, doubts) {
  const written = words(query);
  const all = plain(query);
  const known = new Map([...doubts].map(([word, doubt]) => [fold(word), { word, ...doubt }]));
  const found = [];
  for (let length = Math.min(MOST_WORDS, all.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= all.length; start += 1) {
      const end = start + length;
      const parts = all.slice(start, end);
      found.push({ start, end, word: written.slice(start, end).join(""), parts, text: parts.join(" "), isWhole: length === all.length, doubtful: parts.flatMap((part) => known.get(part) ?? []) });
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
  return length >= (way && way !== PROVINCE ? 6 : 5) ? 1 : 0;
}

/** A name is nearer than the word that a doubtful word was taken for, or is that word. */
function isNearer(errors, { parts }, { word, cost, taken }, distance) {
  if (errors !== cost) return errors < cost;
  return parts.includes(fold(taken)) || distance(fold(word), fold(taken), errors) > errors;
}

/** What a window names. */
function placeOf({ start, end, word, doubtful }, fits, isExact) {
  const found = fits.slice(0, MOST_FOUND).map(({ name, way, place: { name: today, slug, count } }) => ({ name, way, today, slug, count }));
  return { isExact, start, end, word, words: new Set(doubtful.map(({ word }) => word)), found };
}
