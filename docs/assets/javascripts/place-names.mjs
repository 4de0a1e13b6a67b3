// Names as readers type them, and the municipalities that they may mean.

/** A name in small letters, without accents and signs; "St. Niklaas" is "sint niklaas". */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()
    .replace(/^st (?=.)/, "sint ");
}

/** A text without what may be a postcode: that is no part of a name. */
export const withoutPostcode = (text) => text.replace(/[0-9]/g, "");

/** How well a folded name fits what was typed (folded): 0 it begins so, 1 a word does, 2 it holds it, -1 not at all. */
export function fit(name, typed) {
  const at = name.indexOf(typed);
  if (at <= 0) return at;
  return name.includes(` ${typed}`) ? 1 : 2;
}

// The names besides its own that a municipality goes by, in the order of the file.
const WAYS = ["deelgemeente ", "vroeger ", ""];

/** Fetch the file of names: a list of { name, slug, count, names: [{ name, folded, note }] }, by name. */
export async function loadPlaces(file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return (await answer.json()).map(([name, slug, count, ...others]) => ({
    name,
    slug,
    count,
    names: [
      { name, folded: fold(name), note: "" },
      ...others.flatMap((list, way) => (list ? list.split("|") : []).map((other) => ({ name: other, folded: fold(other), note: WAYS[way] + other }))),
    ],
  }));
}

/** The places whose name differs by one typing error from what was typed, two in a long name; at most three. */
export function nearPlaces(places, text, distance) {
  const typed = fold(text);
  const most = typed.length >= 8 ? 2 : 1;
  const cost = ({ names }) => Math.min(...names.map(({ folded }) => distance(typed, folded, most)));
  const found = places.map((place) => ({ place, cost: cost(place) })).filter((one) => one.cost <= most);
  return found.sort((a, b) => a.cost - b.cost).slice(0, 3).map(({ place }) => place);
}

/** The places that fit what was typed, best first: { place, note, exact }; the note says by which other name. */
export function placesFor(places, text) {
  const typed = fold(text);
  if (!typed) return [];
  const found = [];
  for (const place of places) {
    let best;
    place.names.forEach(({ folded, note }, index) => {
      const quality = fit(folded, typed);
      const rank = 2 * quality + (index > 0);
      if (quality >= 0 && !(best?.rank <= rank)) best = { place, note, rank, exact: folded === typed };
    });
    if (best) found.push(best);
  }
  return found.sort((a, b) => a.rank - b.rank);
}
