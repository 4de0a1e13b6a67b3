// The search engine: reads the index (made by hooks/kapstok/search.py) and ranks records for a query.
// Pure: no DOM. A query word becomes a list of alternatives, each with a factor; a record scores the
// best alternative of each word, the words are added, and the sum counts for as many words as matched.

import { stem, tokens } from "./stem.mjs";

const K_MAX = 63;

/** Decode the JSON of the index. Facet values of a record are positions in `facets[key]`. */
export function readIndex(data) {
  const terms = data.terms.split(" ");
  const bytes = Uint8Array.from(atob(data.postings), (letter) => letter.charCodeAt(0));
  const lists = new Map();
  let at = 0;
  const integer = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  for (const term of terms) {
    const count = integer();
    const numbers = new Uint32Array(count);
    const scores = new Uint8Array(count);
    let number = 0;
    for (let index = 0; index < count; index += 1) {
      number += integer();
      numbers[index] = number;
      scores[index] = bytes[at];
      at += 1;
    }
    lists.set(term, { numbers, scores });
  }
  const keys = Object.keys(data.facets);
  const records = data.records.map(([kind, slug, title, summary, place, year, values], number) => ({
    number, kind, slug, title, summary, place, year,
    facets: Object.fromEntries(keys.map((key, index) => [key, values[index].map((position) => data.facets[key][position][0])])),
  }));
  return { records, facets: data.facets, keys, terms, lists, stop: new Set(data.stop) };
}

/** The words of a query that count: without stop words, unless nothing else remains. */
export function queryWords(index, text) {
  const all = [...new Set(tokens(text))];
  const kept = all.filter((word) => !index.stop.has(word));
  const words = kept.length ? kept : all;
  const last = tokens(text.trimEnd()).at(-1);
  return words.map((word) => ({ word, open: word === last && !/\s$/.test(text) }));
}

/** What a word may stand for in the index: [term, factor]. Compounds, synonyms and spelling belong here. */
export function alternatives(index, { word, open }) {
  const own = stem(word);
  const found = [];
  if (index.lists.has(own)) found.push([own, 1]);
  const joined = word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  if (open && joined.length >= 3) {
    for (let at = lowerBound(index.terms, joined); at < index.terms.length && index.terms[at].startsWith(joined); at += 1) {
      const term = index.terms[at];
      if (term !== own) found.push([term, 0.3 + (0.4 * joined.length) / term.length]);
    }
  }
  return found;
}

function lowerBound(terms, prefix) {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rank the records for a query.
 * Gives `scores` (number to score, only records that match; null when the query has no words) and
 * `matched` (the stems and beginnings to mark in a text).
 */
export function rank(index, text) {
  const words = queryWords(index, text);
  if (!words.length) return { scores: null, matched: new Set() };
  const total = index.records.length;
  const sums = new Map();
  const hits = new Map();
  const matched = new Set();
  for (const word of words) {
    const best = new Map();
    for (const [term, factor] of alternatives(index, word)) {
      const { numbers, scores } = index.lists.get(term);
      const idf = Math.log(1 + (total - numbers.length + 0.5) / (numbers.length + 0.5));
      matched.add(term);
      for (let at = 0; at < numbers.length; at += 1) {
        const score = (factor * idf * scores[at]) / K_MAX;
        if (score > (best.get(numbers[at]) ?? 0)) best.set(numbers[at], score);
      }
    }
    for (const [number, score] of best) {
      sums.set(number, (sums.get(number) ?? 0) + score);
      hits.set(number, (hits.get(number) ?? 0) + 1);
    }
  }
  const scores = new Map();
  for (const [number, sum] of sums) scores.set(number, (sum * hits.get(number)) / words.length);
  return { scores, matched };
}

/**
 * The records for a state: {query, kinds, chosen: {facet key: [value ids]}}.
 * Gives `results` (best first, or by title without a query), `counts` (facet key to value id to
 * number, each facet counted without its own choice) and `matched`.
 */
export function search(index, { query, kinds, chosen }) {
  const { scores, matched } = rank(index, query);
  const inKinds = index.records.filter((record) => kinds.has(record.kind) && (!scores || scores.has(record.number)));
  const active = index.keys.filter((key) => chosen[key]?.length);
  const fits = (record, key) => record.facets[key].some((value) => chosen[key].includes(value));
  const counts = Object.fromEntries(index.keys.map((key) => [key, new Map()]));
  const results = [];
  for (const record of inKinds) {
    const misses = active.filter((key) => !fits(record, key));
    if (misses.length === 0) results.push(record);
    for (const key of index.keys) {
      if (misses.length === 0 || (misses.length === 1 && misses[0] === key)) {
        for (const value of record.facets[key]) counts[key].set(value, (counts[key].get(value) ?? 0) + 1);
      }
    }
  }
  if (scores) results.sort((a, b) => scores.get(b.number) - scores.get(a.number) || a.number - b.number);
  return { results, counts, matched };
}
