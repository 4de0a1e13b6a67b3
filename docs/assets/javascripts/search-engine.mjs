// The search engine: reads the index (made by hooks/kapstok/search.py) and ranks records for a query.
// Pure: no DOM.
//
// A query becomes slots, one for each word that counts. A slot has alternatives: lists of stems that
// must all be in a record, each with a factor (the word itself 1, a synonym less, a corrected word
// less). A record scores the best alternative of each slot; slots are added, and the sum counts for
// the share of the query that matched: any word may be missing, but every word that is there helps.

import { fold, stem, tokens } from "./stem.mjs";

const SCORE_MAX = 63;
const PREFIX = 0.7;
const SYNONYM = 0.45;
const JOINED = 0.9;
const SPLIT = 0.5;
const PART = 0.2;
const CORRECTED = 0.6;
const COMMON = 0.4;
const WHOLE_TITLE = 5;
const PARTICLES = new Set("aan af bij door in mee na om op over rond toe uit voor weg".split(" "));
const LINKS = ["", "s", "e", "en", "n", "er"];

/** Decode the index: its JSON and the bytes of its postings. Facet values of a record are positions in `facets[key]`. */
export function readIndex(data, bytes) {
  const words = data.words ? data.words.split(" ") : [];
  const lists = new Map();
  const forms = new Map();
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
  const counts = words.map(integer);
  const allNumbers = counts.map((count) => {
    const numbers = new Uint32Array(count);
    let number = 0;
    for (let index = 0; index < count; index += 1) {
      number += integer();
      numbers[index] = number;
    }
    return numbers;
  });
  words.forEach((word, index) => {
    const term = stem(word);
    lists.set(term, { numbers: allNumbers[index], scores: bytes.subarray(at, at + counts[index]) });
    forms.set(term, word);
    at += counts[index];
  });
  const keys = Object.keys(data.facets);
  const records = data.records.map(([kind, slug, title, summary, place, year, values], number) => ({
    number, kind, slug, title, summary, place, year,
    titleWords: key(title),
    facets: Object.fromEntries(keys.map((name, index) => [name, values[index].map((position) => data.facets[name][position][0])])),
  }));
  return {
    records,
    facets: data.facets,
    keys,
    lists,
    forms,
    terms: [...lists.keys()].sort(),
    stop: new Set(data.stop),
    common: new Set(data.common),
    synonyms: new Map(Object.entries(data.synonyms)),
    towns: new Map(data.towns.map(([name, slug, count]) => [key(name), { name, slug, count }])),
    places: new Set(data.towns.flatMap(([name]) => tokens(name))),
  };
}

const key = (text) => tokens(text).map(fold).join(" ");

/** The municipality that a query names, with its number of practices; undefined when it names none. */
export function townOf(index, text) {
  return index.towns.get(key(text));
}

/** The words of a query that count: without stop words, unless nothing else remains. */
export function querySlots(index, text) {
  const all = [...new Set(tokens(text))];
  const kept = all.filter((word) => !index.stop.has(word));
  const words = kept.length ? kept : all;
  const last = text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.at(-1);
  const long = words.length >= 4;
  const particles = all.filter((word) => PARTICLES.has(word));
  return words.map((word) => ({
    word,
    stem: stem(word),
    open: word === last && !/\s$/.test(text),
    weight: long && index.common.has(word) ? COMMON : 1,
    particles: particles.filter((particle) => particle !== word),
  }));
}

/** What a slot may stand for: [{terms, factor}]. `corrections` collects words that were taken for another. */
function alternatives(index, slots, at, corrections) {
  const slot = slots[at];
  const found = [];
  const add = (terms, factor) => {
    if (terms.every((term) => index.lists.has(term))) found.push({ terms, factor });
  };
  const known = index.lists.has(slot.stem);
  add([slot.stem], 1);
  for (const target of phraseSynonyms(index, slots, at)) add(target.split(" "), SYNONYM);
  for (const joined of joins(slots, at)) {
    add([stem(joined)], JOINED);
    for (const target of index.synonyms.get(stem(joined)) ?? []) add(target.split(" "), SYNONYM);
  }
  const sure = found.length > 0;
  const beginnings = slot.open && slot.word.length >= 3 ? prefixed(index, fold(slot.word)) : [];
  for (const term of beginnings) {
    if (term !== slot.stem) add([term], (known ? 0.3 : PREFIX) * Math.min(1, 0.4 + slot.word.length / term.length / 1.7));
  }
  if (!sure) {
    const pieces = split(index, slot.word);
    for (const { terms, all } of pieces) {
      if (all) add(terms, SPLIT);
      for (const term of terms) {
        add([term], PART);
        for (const target of index.synonyms.get(term) ?? []) add(target.split(" "), PART * SYNONYM);
      }
    }
    if (!pieces.length && !beginnings.length && !index.places.has(slot.word)) {
      for (const { term, factor } of corrected(index, slot.word)) {
        if (index.lists.has(term)) add([term], factor);
        if (!corrections.has(slot.word)) corrections.set(slot.word, index.forms.get(term) ?? term);
        for (const target of index.synonyms.get(term) ?? []) add(target.split(" "), factor * SYNONYM);
      }
    }
  }
  return found;
}

/** Synonyms of the word, and of phrases of up to four adjacent words that it is part of. */
function phraseSynonyms(index, slots, at) {
  const found = [...(index.synonyms.get(slots[at].stem) ?? [])];
  for (let length = 2; length <= 4; length += 1) {
    for (let start = Math.max(0, at - length + 1); start <= at && start + length <= slots.length; start += 1) {
      const key = slots.slice(start, start + length).map((slot) => slot.stem).join(" ");
      found.push(...(index.synonyms.get(key) ?? []));
    }
  }
  return found;
}

/** The word written together with the one before or after it, or with a particle ("trekken … aan"). */
function joins(slots, at) {
  const found = slots[at].particles.map((particle) => particle + slots[at].word);
  if (at > 0) found.push(slots[at - 1].word + slots[at].word);
  if (at + 1 < slots.length) found.push(slots[at].word + slots[at + 1].word);
  return found;
}

function prefixed(index, prefix) {
  const { terms } = index;
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < prefix) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < terms.length && terms[at].startsWith(prefix); at += 1) found.push(terms[at]);
  return found;
}

/** An unknown compound in two parts that are known, or one long part of it. */
function split(index, word) {
  const found = [];
  const known = (part) => part.length >= 3 && (index.lists.has(stem(part)) || index.synonyms.has(stem(part)));
  for (let end = word.length - 3; end >= 3; end -= 1) {
    const left = word.slice(0, end);
    if (!known(left)) continue;
    for (const link of LINKS) {
      if (!word.startsWith(link, end) || (link === "s" && left.endsWith("s"))) continue;
      const right = word.slice(end + link.length);
      if (known(right)) found.push({ terms: [stem(left), stem(right)], all: true, sure: left.length + right.length });
    }
  }
  found.sort((a, b) => b.sure - a.sure);
  return found.slice(0, 2);
}

/** Stems and synonym keys within one typing error (two for long words), best first. */
function corrected(index, word) {
  const plain = fold(word);
  const own = stem(word);
  const most = plain.length >= 8 ? 2 : plain.length >= 4 ? 1 : 0;
  if (!most) return [];
  const found = [];
  const consider = (term, bonus) => {
    if (term.includes(" ") || Math.abs(term.length - own.length) > most + 1) return;
    const cost = Math.min(distance(own, term, most), distance(plain, fold(index.forms.get(term) ?? term), most));
    if (cost > most) return;
    const first = term[0] === plain[0] ? 0 : 0.5;
    found.push({ term, cost: cost + first, weight: bonus });
  };
  for (const term of index.terms) consider(term, index.lists.get(term).numbers.length);
  for (const key of index.synonyms.keys()) if (!index.lists.has(key)) consider(key, 0);
  found.sort((a, b) => a.cost - b.cost || b.weight - a.weight || (a.term < b.term ? -1 : 1));
  const best = found.filter(({ cost }) => cost <= found[0].cost + 0.5).slice(0, 3);
  return best.map(({ term }, rank) => ({ term, factor: CORRECTED * (rank ? 0.7 : 1) }));
}

/** Damerau-Levenshtein distance (insert, delete, replace, swap), or more than `most` when it is larger. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      current[j] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length];
}

/**
 * Rank the records for a query.
 * Gives `scores` (number to score, only records that match; null when the query has no words),
 * `matched` (the stems to mark in a text) and `corrections` (word to the word it was taken for).
 */
export function rank(index, text) {
  const slots = querySlots(index, text);
  const matched = new Set();
  const corrections = new Map();
  if (!slots.length) return { scores: null, matched, corrections };
  const total = index.records.length;
  const idf = (count) => Math.log(1 + (total - count + 0.5) / (count + 0.5));
  const sums = new Map();
  const hits = new Map();
  let whole = 0;
  slots.forEach((slot, at) => {
    whole += slot.weight;
    const best = new Map();
    for (const { terms, factor } of alternatives(index, slots, at, corrections)) {
      for (const term of terms) matched.add(term);
      for (const [number, score] of together(index, terms, idf)) {
        const value = factor * score;
        if (value > (best.get(number) ?? 0)) best.set(number, value);
      }
    }
    for (const [number, score] of best) {
      sums.set(number, (sums.get(number) ?? 0) + slot.weight * score);
      hits.set(number, (hits.get(number) ?? 0) + slot.weight);
    }
  });
  const scores = new Map();
  const asked = key(text);
  for (const [number, sum] of sums) {
    const isTitle = index.records[number].titleWords === asked;
    scores.set(number, ((sum * hits.get(number)) / whole) * (isTitle ? WHOLE_TITLE : 1));
  }
  return { scores, matched, corrections };
}

/** The records that hold every term, with the mean of their scores. */
function* together(index, terms, idf) {
  const [first, ...others] = terms.map((term) => index.lists.get(term));
  const rest = others.map((list) => ({ list, idf: idf(list.numbers.length) }));
  const firstIdf = idf(first.numbers.length);
  for (let at = 0; at < first.numbers.length; at += 1) {
    const number = first.numbers[at];
    let sum = (firstIdf * first.scores[at]) / SCORE_MAX;
    let all = true;
    for (const { list, idf: own } of rest) {
      const position = find(list.numbers, number);
      if (position < 0) {
        all = false;
        break;
      }
      sum += (own * list.scores[position]) / SCORE_MAX;
    }
    if (all) yield [number, sum / terms.length];
  }
}

function find(numbers, wanted) {
  let low = 0;
  let high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] === wanted) return middle;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * The records for a state: {query, kinds, chosen: {facet key: [value ids]}}.
 * Gives `results` (best first, or by title without a query), `counts` (facet key to value id to
 * number, each facet counted without its own choice), `matched`, `corrections`, `exact` (the first
 * result has the query for its title) and `town` (the municipality that the query names).
 */
export function search(index, { query, kinds, chosen }) {
  const { scores, matched, corrections } = rank(index, query);
  const inKinds = index.records.filter((record) => kinds.has(record.kind) && (!scores || scores.has(record.number)));
  const active = index.keys.filter((name) => chosen[name]?.length);
  const fits = (record, name) => record.facets[name].some((value) => chosen[name].includes(value));
  const counts = Object.fromEntries(index.keys.map((name) => [name, new Map()]));
  const results = [];
  for (const record of inKinds) {
    const misses = active.filter((name) => !fits(record, name));
    if (misses.length === 0) results.push(record);
    for (const name of index.keys) {
      if (misses.length === 0 || (misses.length === 1 && misses[0] === name)) {
        for (const value of record.facets[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
      }
    }
  }
  if (scores) results.sort((a, b) => scores.get(b.number) - scores.get(a.number) || a.number - b.number);
  const exact = Boolean(scores) && results[0]?.titleWords === key(query);
  return { results, counts, matched, corrections, exact, town: townOf(index, query) };
}
