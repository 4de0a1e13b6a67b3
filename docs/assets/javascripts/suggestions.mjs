// What a field with names proposes while somebody types, from the facts of the form.

import { fit, fold, withoutPostcode } from "./place-names.mjs";

/** Suggestions by the name of the list: text to [{ value, label, note, town }]; `ownTowns()` gives the municipalities
    of the practice. A borough is proposed as a place in its municipality. */
export function suggestionsOf(facts, ownTowns) {
  const towns = Object.keys(facts.municipalities).map((name) => row(name, name, facts.former[name] && `nu ${facts.former[name]}`));
  const boroughs = Object.entries(facts.boroughs).flatMap(([name, found]) => found
    .filter((town) => town !== name)
    .map((town) => ({ ...row(town, name, `deelgemeente van ${town}`), place: name })));
  const places = [...towns, ...boroughs];
  const partners = facts.partners.flatMap(({ title, aliases }) => [row(title, title), ...aliases.map((alias) => row(title, alias, `is ${title}`))]);
  const records = (list) => list.map(({ id, title }) => row(id, title));
  return {
    municipalities: (typed) => best(places, withoutPostcode(typed)),
    partners: (typed) => best(partners, typed),
    subsidies: finder(records(facts.subsidies)),
    practices: finder(records(facts.practices)),
    target_groups: finder(records(facts.target_groups)),
    hangijzers: finder(records(facts.hangijzers)),
    sources: finder(records(facts.sources)),
    own_municipalities: (typed) => best(ownTowns().map((name) => row(name, name)), typed),
    inside: (town, typed) => best(boroughs.filter((borough) => borough.value === town).map(({ label }) => row(label, label)), typed),
  };
}

/** The words for the values of each list: the title of what a slug stands for. */
export function wordsOf(facts) {
  return Object.fromEntries(["subsidies", "practices", "target_groups", "hangijzers", "sources"].map((name) => {
    const titles = new Map(facts[name].map(({ id, title }) => [id, title]));
    return [name, (value) => titles.get(value) ?? value];
  }));
}

const finder = (rows) => (typed) => best(rows, typed);

function row(value, label, note = "") {
  return { value, label, note, folded: fold(label) };
}

/** Those that fit what was typed, best first, each value once. */
function best(rows, text) {
  const typed = fold(text);
  if (!typed) return [];
  const found = rows.map((option) => ({ option, rank: 2 * fit(option.folded, typed) + Boolean(option.note) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.option.folded.length - b.option.folded.length)
    .map(({ option }) => option);
  const seen = new Set();
  return found.filter(({ value, place }) => {
    const key = `${value}\n${place ?? ""}`;
    return !seen.has(key) && seen.add(key);
  });
}
