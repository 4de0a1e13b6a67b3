// The search engine: fetches the files of the index (made by hooks/kapstok/search/) when it needs them,
// and ranks, filters and counts records for a query. It knows no page.
//
// A query becomes slots, one for each word that counts. A slot has alternatives: lists of stems that
// must all be in a record, each with a factor (the word itself 1, a synonym less, a corrected word
// less). A record scores the best alternative of each slot; slots are added, and the sum counts for
// the share of the query that matched: any word may be missing, but every word that is there helps.
// The name of a place is one slot, however many words it has.

import { fold, stem, tokens, words } from "./stem.mjs";

export { stem };

const SCORE_MAX = 15;
const PREFIX = 0.7;
const MOST_PREFIXED = 60;
const SYNONYM = 0.45;
const MOST_SYNONYMS = 12;
const JOINED = 0.9;
const SPLIT = 0.5;
const PART = 0.2;
const LONG_PART = 5;
const LONGEST_SPLIT = 40;
const CORRECTED = 0.6;
// An unknown compound of two known words is as likely as a name with one typing error and a bit.
const COMPOUND_COST = 1.5;
const COMMON = 0.4;
const STOP = 0.03;
// Municipalities whose name is an ordinary word too: inside a longer query they are taken for the word.
const AMBIGUOUS = new Set("as balen beernem boom geel halen halle ham herk heist hove laakdal landen lede lier mol nieuwpoort peer pelt ranst schilde stad temse tielt vorst zemst zwalm wingene vleteren".split(" "));
const PARTICLES = new Set("aan af bij door in mee na om op over rond toe uit voor weg".split(" "));
const SEPARABLE = /^(aan|af|bij|door|in|mee|na|om|op|over|rond|samen|toe|uit|voor|weg)ge(.{3,})$/;
const LINKS = ["", "s", "e", "en", "n", "er"];
const GROUP_KINDS = [["practice", "hangijzer"], ["partner"], ["subsidy"]];
const KINDS = GROUP_KINDS.flat();
const FIELDS = ["slug", "title", "summary", "place", "year", "theme"];

/** The words of a text without accents, to compare titles and names. */
const key = (text) => tokens(text).map(fold).join(" ");

/** The words of a name without accents: "Sint-Niklaas" and "sint niklaas" are one. */
const plainWords = (text) => words(text).map(fold).join(" ");

/** Variable-length integers from bytes. */
function reader(bytes) {
  let at = 0;
  const integer = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error("the index ends too soon");
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (count = bytes.length - at) => bytes.subarray(at, (at += count));
  return { integer, take };
}

/** The words of a front-coded text: a capital says how many letters are shared with the word before. */
export function unpackWords(text) {
  let previous = "";
  return (text.match(/[A-Z][^A-Z]*/g) ?? []).map((piece) => {
    previous = previous.slice(0, piece.charCodeAt(0) - 65) + piece.slice(1);
    return previous;
  });
}

/** The stems of words, from what makes them of the words. */
export function unpackStems(text, words) {
  return (text.match(/Z*[A-Y][^A-Z]*/g) ?? []).map((piece, at) => {
    const many = piece.lastIndexOf("Z") + 1;
    return words[at].slice(0, words[at].length - 25 * many - piece.charCodeAt(many) + 65) + piece.slice(many + 1);
  });
}

/** The part of an address that belongs to the name of a municipality. */
export function slugOf(name) {
  return name.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’]/g, "").replace(/[^a-z0-9]+/g, "-");
}

export class SearchIndex {
  /** Open the index in a folder. `read(name)` gives the bytes of one of its files, and may fail. */
  static async open(read) {
    return new SearchIndex(JSON.parse(new TextDecoder().decode(await read("index.json"))), read);
  }

  constructor(data, read) {
    this.read = read;
    this.files = new Map();
    this.words = unpackWords(data.words);
    this.terms = unpackStems(data.stems, this.words);
    this.known = this.terms.length;
    this.numbers = new Map(this.terms.map((term, number) => [term, number]));
    this.starts = data.lists;
    this.rare = data.rare;
    this.lists = new Map();
    this.stop = new Set(data.stop.split(" "));
    this.common = new Set(data.common.split(" "));
    this.synonyms = readSynonyms(data.synonyms, this.terms);
    this.towns = new Map(data.towns.map(([name, count]) => [plainWords(name), { name, slug: slugOf(name), count }]));
    this.provinces = new Map(data.provinces.flatMap(([name, title, count]) => [name, title, name.replace("-", "")].map((called) => [
      plainWords(called), { name: called, title, slug: slugOf(name), count },
    ])));
    this.boroughs = new Map(data.boroughs.map((name) => [plainWords(name), { name }]));
    this.places = new Set(data.towns.flatMap(([name]) => tokens(name)));
    this.themes = data.themes.map(([id, title]) => ({ id, title }));
    this.shown = data.shown;
    this.ends = data.groups.map((_, at) => data.groups.slice(0, at + 1).reduce((sum, count) => sum + count, 0));
    this.size = this.ends.at(-1) ?? 0;
    this.hangijzers = new Set(data.hangijzers);
  }

  /**
   * The names of municipalities, provinces and boroughs of several words in some words, the longest first:
   * [{start, end, name, town, province, borough}].
   * A name of one word that is also another word counts alone only.
   */
  namesIn(parts) {
    const plain = parts.map(fold);
    const found = [];
    for (let length = Math.min(5, plain.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= plain.length; start += 1) {
        const end = start + length;
        const text = plain.slice(start, end).join(" ");
        const isWord = length === 1 && plain.length > 1 && (this.stop.has(text) || (this.numbers.has(stem(text)) && AMBIGUOUS.has(text)));
        const isTaken = found.some((other) => start < other.end && other.start < end);
        const [town, province, borough] = [this.towns, this.provinces, this.boroughs].map((known) => known.get(text));
        if (!isWord && !isTaken && (town || province || borough)) found.push({ start, end, name: (town ?? province ?? borough).name, town, province, borough });
      }
    }
    return found;
  }

  /** The stems of the name of a place of several words: with a hyphen it is one word in the index too, and "provincie Antwerpen" is "antwerpenprovincie". */
  nameTerms(name) {
    const pieces = name.replace(/^provincie (.*)/, "$1-provincie").split(" ").map((piece) => tokens(piece).at(-1));
    return pieces.filter((word) => !this.stop.has(word)).map(stem);
  }

  /** The numbers of the stems of the name of a place, as one word or else one by one; empty when the index lacks one. */
  termsOf(name) {
    const ways = [this.nameTerms(name), words(name).map(stem)].map((terms) => terms.map((term) => this.numbers.get(term)));
    return ways.find((terms) => !terms.includes(undefined)) ?? [];
  }

  /** How many words the longest phrase of a query has that, like a borough, is a synonym of a municipality; 0 when there is none. */
  namedLength(slots) {
    this.townStems ??= new Set([...this.towns.values()].flatMap(({ name }) => [words(name), tokens(name).slice(words(name).length)])
      .map((parts) => parts.map(stem).join(" ")));
    const isTown = (terms) => this.townStems.has(terms.map((term) => this.terms[term]).join(" "));
    const named = slots.flatMap((_, at) => phrases(slots, at)).filter((phrase) => this.synonyms.get(phrase)?.some(isTown));
    return Math.max(0, ...named.map((phrase) => phrase.split(" ").length));
  }

  /**
   * The plan of a query, and the place that it names besides the municipalities of the index (see place-queries.mjs).
   * `places` fetches what finds it, and is only asked for a word that the index does not know or for the name of a borough.
   */
  async planned(slots, query, town, places) {
    const plan = this.plan(slots, query);
    const isNamed = slots.some(({ isBorough }) => isBorough) || this.namedLength(slots) > (town ? words(town.name).length : 0);
    if (!places || !(isNamed || (plan.doubts.size && !town))) return { plan };
    const placeIn = await places();
    const place = placeIn?.(query, plan.doubts, distance, [...this.provinces.values()]);
    if (!place?.words.size) return { plan, place };
    const alternatives = place.found.flatMap(({ name, today }) => [
      { terms: this.termsOf(name), factor: CORRECTED, name },
      { terms: this.termsOf(today), factor: CORRECTED * SYNONYM, name: today },
    ]).filter(({ terms }) => terms.length);
    const joined = querySlots(this, query, place);
    return { plan: this.plan(joined, query, { words: new Set([...place.words, place.word]), alternatives }), place };
  }

  /** A file of the index, made ready by `decode`; fetched once. */
  file(name, decode) {
    if (!this.files.has(name)) {
      const loading = this.read(name).then((bytes) => decode(new Uint8Array(bytes)));
      loading.catch(() => this.files.delete(name));
      this.files.set(name, loading);
    }
    return this.files.get(name);
  }

  kindOf(number) {
    if (this.hangijzers.has(number)) return "hangijzer";
    return GROUP_KINDS[this.ends.findIndex((end) => number < end)][0];
  }

  /** Fetch the posting lists of some stems, by number. */
  async fetchLists(terms) {
    const wanted = new Set();
    for (const term of terms) if (!this.lists.has(term)) wanted.add(last(this.starts, term));
    await Promise.all([...wanted].map((at) => this.file(`lists-${at}.bin`, (bytes) => this.readLists(at, bytes))));
  }

  readLists(at, bytes) {
    const numbers = Array.from({ length: (this.starts[at + 1] ?? this.known) - this.starts[at] }, (_, place) => this.starts[at] + place);
    this.unpackLists(numbers, bytes);
  }

  unpackLists(terms, bytes) {
    const { integer, take } = reader(bytes);
    const counts = terms.map(() => integer());
    const rows = counts.map((count) => {
      let number = 0;
      return Uint32Array.from({ length: count }, () => (number += integer()));
    });
    const scores = take();
    let from = 0;
    rows.forEach((numbers, place) => {
      const idf = Math.log(1 + (this.size - numbers.length + 0.5) / (numbers.length + 0.5)) / SCORE_MAX;
      const weights = Float32Array.from(numbers, (_, row) => ((scores[(from + row) >> 1] >> (((from + row) & 1) * 4)) & 15) * idf);
      this.lists.set(terms[place], { numbers, weights });
      from += numbers.length;
    });
  }

  /** Fetch the words beyond the most frequent ones that a query may mean: unknown words, alone or joined, and what the last word begins. */
  async fetchRare(slots) {
    const wanted = new Set();
    const want = (term) => { if (!this.numbers.has(term)) wanted.add(lastText(this.rare, term)); };
    slots.forEach((slot, at) => {
      const particle = slot.word.match(SEPARABLE);
      want(slot.stem);
      if (slot.name) this.nameTerms(slot.name).forEach(want);
      for (const joined of joins(slots, at)) want(stem(joined));
      if (particle) want(stem(particle[1] + particle[2]));
      const prefix = fold(slot.word);
      if (!slot.open || prefix.length < 3 || this.frequent(prefix).length >= MOST_PREFIXED) return;
      let file = lastText(this.rare, prefix);
      do wanted.add(file); while (this.rare[++file]?.startsWith(prefix));
    });
    await Promise.all([...wanted].map((at) => this.file(`rare-${at}.bin`, (bytes) => this.readRare(bytes))));
  }

  readRare(bytes) {
    const { integer, take } = reader(bytes);
    const words = unpackWords(new TextDecoder().decode(take(integer())));
    const first = this.terms.length;
    this.unpackLists(words.map((_, place) => first + place), take());
    this.words.push(...words);
    this.terms.push(...words.map(stem));
    words.forEach((_, place) => this.numbers.set(this.terms[first + place], first + place));
  }

  /** What results show, in the order of the numbers: {kind, slug, title, summary, place, year, theme: {id, title}}. */
  async rows(numbers) {
    const files = [...new Set(numbers.map((number) => Math.floor(number / this.shown)))];
    const found = new Map();
    await Promise.all(files.map(async (at) => {
      found.set(at, await this.file(`records-${at}.json`, (bytes) => JSON.parse(new TextDecoder().decode(bytes))));
    }));
    return numbers.map((number) => {
      const row = found.get(Math.floor(number / this.shown))[number % this.shown];
      const record = Object.fromEntries(FIELDS.map((name, at) => [name, row[at]]));
      return { ...record, number, kind: this.kindOf(number), theme: this.themes[record.theme] };
    });
  }

  /** The values of all records in one facet: those of record n stand in `values` from `begins[n]` to `begins[n + 1]`. */
  async column(name) {
    if (name === "soort") {
      const values = Uint8Array.from({ length: this.size }, (_, number) => KINDS.indexOf(this.kindOf(number)));
      return { begins: Uint32Array.from({ length: this.size + 1 }, (_, number) => number), values };
    }
    return this.file(`facet-${name}.bin`, (bytes) => {
      const { integer } = reader(bytes);
      const begins = new Uint32Array(this.size + 1);
      for (let number = 0; number < this.size; number += 1) begins[number + 1] = begins[number] + integer();
      return { begins, values: Uint16Array.from({ length: begins[this.size] }, integer) };
    });
  }

  /** What the values of a long facet are called: a list, by position, of [id, title, number of records in each group, other ids]. */
  async valuesOf(name) {
    return this.file(`values-${name}.json`, (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  }

  /** The columns of some facets: Map of key to column. */
  async columns(keys) {
    return new Map(await Promise.all([...keys].map(async (name) => [name, await this.column(name)])));
  }

  /** The key of every record by which an order sorts, or null. */
  async orderKeys(order) {
    if (order === "nieuwste") {
      const years = await this.file("years.bin", (bytes) => Uint16Array.from({ length: this.size }, reader(bytes).integer));
      return (number) => -years[number];
    }
    if (order !== "gemeente") return null;
    const { begins, values } = await this.column("gemeente");
    return (number) => (begins[number] < begins[number + 1] ? values[begins[number]] : Infinity);
  }

  /**
   * Find the records of a state.
   * `kinds`: what this page looks for; `counted`: the facets whose counts are wanted; `chosen`: Map of facet key to
   * positions of values; `order`: "" (best, by title without a query), "nieuwste", "titel" or "gemeente";
   * `most(isFirst, kind)`: how many rows are wanted of a group; `places`: fetches what finds names of places (see `planned`).
   * Gives `groups`, each {kinds, numbers, ofKind, rows}, best first, `ofKind` how many of each kind; `counts`, Map of facet key to a
   * list of numbers by position, each facet counted without its own choice; `matched`, the stems to mark; `corrections`, word to the
   * word it was taken for; `split`, the words of which only parts were found; `town` and `province`, those that the query names,
   * or `place`, what else it names or probably means (see place-queries.mjs).
   */
  async search({ query, kinds, chosen, counted = [], order = "", most = () => 20, places }) {
    const loading = Promise.all([this.columns(new Set([...counted, ...chosen.keys()])), this.orderKeys(order)]);
    loading.catch(() => {});
    const slots = querySlots(this, query);
    if (this.rare.length) await this.fetchRare(slots);
    const names = this.namesIn(words(query));
    const town = names.find((name) => name.town)?.town;
    const province = names.find((name) => name.province)?.province;
    const { plan, place } = await this.planned(slots, query, town, places);
    await this.fetchLists([...plan.terms, ...plan.stops]);
    const [columns, orderKey] = await loading;
    const scores = this.score(plan);
    const { passed, counts } = this.filter({ scores, kinds, columns, chosen });
    const compare = comparison(order, scores, orderKey);
    let groups = GROUP_KINDS.map((own, at) => ({
      kinds: own,
      numbers: passed.filter((number) => number < this.ends[at] && number >= (this.ends[at - 1] ?? 0)).sort(compare),
    })).filter(({ numbers }) => numbers.length);
    for (const group of groups) group.ofKind = group.kinds.map((kind) => group.numbers.filter((number) => this.kindOf(number) === kind).length);
    const asked = key(query);
    const isCalled = ({ title }) => key(title) === asked;
    const beginsSo = ({ title }) => asked.includes(" ") && key(title).startsWith(asked);
    await Promise.all(groups.map(async (group, at) => {
      const wanted = most(at === 0, group.kinds[0]);
      const rows = await this.rows(group.numbers.slice(0, wanted));
      if (scores && !order) {
        const place = [isCalled, beginsSo].map((fits) => rows.findIndex(fits)).find((found) => found >= 0) ?? -1;
        group.fit = place < 0 ? 0 : isCalled(rows[place]) ? 2 : 1;
        if (place > 0) {
          rows.unshift(...rows.splice(place, 1));
          group.numbers.unshift(...group.numbers.splice(place, 1));
        }
      }
      group.rows = rows;
    }));
    if (scores && !order) groups.sort((one, other) => other.fit - one.fit);
    for (const { rows } of groups) for (const row of rows) row.why = this.why(plan, row.number);
    const named = plan.slots.flatMap(({ alternatives }) => alternatives.flatMap(({ name = "" }) => words(name).map(stem)));
    const matched = new Set([...plan.terms.map((term) => this.terms[term]), ...named]);
    return { groups, counts, matched, corrections: plan.corrections, split: plan.split, town: place?.isExact ? undefined : town, province, place };
  }

  /** The records of the kinds that match the query and every facet, and the honest counts of the values. */
  filter({ scores, kinds, columns, chosen }) {
    const names = [...columns.keys()];
    const own = names.map((name) => columns.get(name));
    const wanted = names.map((name) => (chosen.get(name)?.length ? new Set(chosen.get(name)) : null));
    const tallies = own.map(({ values }) => new Uint32Array(values.reduce((most, value) => Math.max(most, value + 1), 0)));
    const passed = [];
    for (let number = 0; number < this.size; number += 1) {
      if ((scores && !scores[number]) || !kinds.has(this.kindOf(number))) continue;
      let misses = 0;
      let missed = -1;
      for (let at = 0; at < own.length && misses < 2; at += 1) {
        if (!wanted[at]) continue;
        const { begins, values } = own[at];
        let has = false;
        for (let from = begins[number]; from < begins[number + 1]; from += 1) has ||= wanted[at].has(values[from]);
        if (!has) {
          misses += 1;
          missed = at;
        }
      }
      if (misses > 1) continue;
      if (!misses) passed.push(number);
      for (let at = misses ? missed : 0; at < (misses ? missed + 1 : own.length); at += 1) {
        const { begins, values } = own[at];
        for (let from = begins[number]; from < begins[number + 1]; from += 1) tallies[at][values[from]] += 1;
      }
    }
    return { passed, counts: new Map(names.map((name, at) => [name, tallies[at]])) };
  }

  /** Scores by number (0: no match), or null when the query holds no word. */
  score({ slots, stops }) {
    if (!slots.length) return null;
    const sums = new Float32Array(this.size);
    const hits = new Float32Array(this.size);
    const best = new Float32Array(this.size);
    let whole = 0;
    for (const { weight, alternatives } of slots) {
      whole += weight;
      const touched = [];
      const offer = (number, value) => {
        if (!best[number]) touched.push(number);
        if (value > best[number]) best[number] = value;
      };
      for (const { terms, factor } of alternatives) together(terms.map((term) => this.lists.get(term)), factor, offer);
      for (const number of touched) {
        sums[number] += weight * best[number];
        hits[number] += weight;
        best[number] = 0;
      }
    }
    for (const term of stops) {
      const { numbers, weights } = this.lists.get(term);
      whole += STOP;
      numbers.forEach((number, at) => {
        if (!hits[number]) return;
        sums[number] += STOP * weights[at];
        hits[number] += STOP;
      });
    }
    return sums.map((sum, number) => (sum * hits[number]) / whole);
  }

  /** The words or names by which a record was found, the best alternative of each slot. */
  why({ slots }, number) {
    const holds = (term) => {
      const { numbers } = this.lists.get(term);
      return numbers[last(numbers, number)] === number;
    };
    const found = slots.map(({ alternatives }) => alternatives.filter(({ terms }) => terms.every(holds)).sort((a, b) => b.factor - a.factor)[0]);
    return [...new Set(found.flatMap((one) => one?.name ?? one?.terms.map((term) => this.words[term]) ?? []))];
  }

  /**
   * What a query asks of the index: `slots` with their alternatives, all their `terms`, the `corrections`, the words that were
   * `split`, and the `doubts`, unknown word to {cost, taken}, the word that it was taken for and how far that is.
   * `place`: {words, alternatives}, words that are taken for the name of a place.
   */
  plan(slots, query, place) {
    const corrections = new Map();
    const split = [];
    const doubts = new Map();
    const planned = slots.map((slot, at) => ({
      weight: slot.weight,
      alternatives: place?.words.has(slot.word) ? place.alternatives : this.alternatives(slots, at, corrections, split, doubts),
    }));
    const terms = [...new Set(planned.flatMap(({ alternatives }) => alternatives.flatMap((one) => one.terms)))];
    const dropped = slots.length ? [...new Set(words(query))].filter((word) => this.stop.has(word) && !slots.some((slot) => slot.word === word)) : [];
    const stops = dropped.map((word) => this.numbers.get(stem(word))).filter((term) => term !== undefined);
    return { slots: planned, terms, stops, corrections, split, doubts };
  }

  /** What a slot may stand for: [{terms, factor, name}], with the name of a place of several words. `corrections` collects words that were taken for another, `split` those of which only parts are known, `doubts` those that are not known. */
  alternatives(slots, at, corrections, split, doubts) {
    const slot = slots[at];
    const found = [];
    const add = (term, factor) => {
      if (this.numbers.has(term)) found.push({ terms: [this.numbers.get(term)], factor });
    };
    const addSynonyms = (own, factor) => {
      for (const terms of this.synonyms.get(own) ?? []) found.push({ terms, factor });
    };
    const known = this.numbers.has(slot.stem);
    add(slot.stem, 1);
    if (slot.name) this.addAll(found, this.nameTerms(slot.name), 1, slot.name);
    for (const phrase of phrases(slots, at)) addSynonyms(phrase, SYNONYM);
    for (const joined of joins(slots, at)) {
      add(stem(joined), JOINED);
      addSynonyms(stem(joined), SYNONYM);
    }
    if (slot.name) return found;
    const particle = slot.word.match(SEPARABLE);
    if (particle) add(stem(particle[1] + particle[2]), JOINED);
    const sure = found.length > 0;
    const beginnings = slot.open && slot.word.length >= 3 ? this.prefixed(fold(slot.word)) : [];
    for (const term of beginnings) {
      if (term !== slot.stem) add(term, (known ? 0.3 : PREFIX) * Math.min(1, 0.4 + slot.word.length / term.length / 1.7));
    }
    if (sure) {
      if (slot.word.length >= 9) for (const parts of this.split(slot.word, 4)) this.addAll(found, parts, SPLIT / 2);
      return found;
    }
    if (this.places.has(slot.word) && !beginnings.length) doubts.set(slot.word, { cost: Infinity, taken: "" });
    if (this.places.has(slot.word) || this.stop.has(slot.word)) return found;
    const pieces = this.split(slot.word);
    if (!pieces.length && !beginnings.length) for (const part of this.partsOf(slot.word)) add(part, PART);
    for (const parts of pieces) {
      this.addAll(found, parts, SPLIT);
      for (const part of parts) {
        add(part, PART);
        addSynonyms(part, PART * SYNONYM);
      }
    }
    if (found.length && !beginnings.length) split.push(slot.word);
    if (!beginnings.length) doubts.set(slot.word, { cost: pieces.length ? COMPOUND_COST : Infinity, taken: "" });
    if (!pieces.length && !beginnings.length) {
      for (const { term, factor, cost } of this.corrected(slot.word)) {
        add(term, factor);
        addSynonyms(term, factor * SYNONYM);
        if (split.at(-1) === slot.word) split.pop();
        if (corrections.has(slot.word)) continue;
        corrections.set(slot.word, this.words[this.numbers.get(term)] ?? term);
        doubts.set(slot.word, { cost, taken: corrections.get(slot.word) });
      }
    }
    return found;
  }

  addAll(found, parts, factor, name) {
    if (parts.every((part) => this.numbers.has(part))) found.push({ terms: parts.map((part) => this.numbers.get(part)), factor, name });
  }

  /** The frequent stems that begin with a prefix. */
  frequent(prefix) {
    let low = 0;
    let high = this.known;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.terms[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.known && this.terms[end].startsWith(prefix)) end += 1;
    return this.terms.slice(low, end);
  }

  /** The stems that begin with a prefix, the shortest when there are many; rare ones only where frequent ones are few. */
  prefixed(prefix) {
    const found = this.frequent(prefix);
    const rare = found.length < MOST_PREFIXED ? this.terms.slice(this.known).filter((term) => term.startsWith(prefix)) : [];
    return found.concat(rare).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MOST_PREFIXED);
  }

  /** A stem of the words that every reader has, whatever was typed before. */
  isFrequent(term) {
    return this.numbers.get(term) < this.known;
  }

  /** An unknown compound in two parts that are known; at most two ways. */
  split(word, shortest = 3) {
    if (word.length > LONGEST_SPLIT) return [];
    const found = [];
    const known = (part) => part.length >= shortest && (this.isFrequent(stem(part)) || this.synonyms.has(stem(part)));
    for (let end = word.length - 3; end >= 3; end -= 1) {
      const left = word.slice(0, end);
      if (!known(left)) continue;
      for (const link of LINKS) {
        if (!word.startsWith(link, end) || (link === "s" && left.endsWith("s"))) continue;
        const right = word.slice(end + link.length);
        if (known(right)) found.push({ parts: [stem(left), stem(right)], letters: left.length + right.length });
      }
    }
    found.sort((a, b) => b.letters - a.letters);
    return found.slice(0, 2).map(({ parts }) => parts);
  }

  /** The longest known word at the end and at the beginning of an unknown compound. */
  partsOf(word) {
    if (word.length > LONGEST_SPLIT) return [];
    const ends = Array.from({ length: Math.max(0, word.length - LONG_PART + 1) }, (_, at) => at);
    const known = (part) => part.length >= LONG_PART && part.length < word.length && this.isFrequent(stem(part));
    const tail = ends.map((at) => word.slice(at)).find(known);
    const head = ends.map((at) => word.slice(0, word.length - at)).find(known);
    return [tail, head].filter(Boolean).map(stem);
  }

  /** Stems and synonym keys within one typing error (two for long words), best first; another number is no typing error. */
  corrected(word) {
    const plain = fold(word);
    const own = stem(word);
    const most = plain.length >= 8 ? 2 : plain.length >= 4 ? 1 : 0;
    if (!most || /^\d+$/.test(plain)) return [];
    const [plainLetters, ownLetters] = [lettersOf(plain), lettersOf(own)];
    const found = [];
    const consider = (term, written, letters) => {
      let cost = most + 1;
      if (differing(letters[1], ownLetters) <= 2 * most) cost = distance(own, term, most);
      if (differing(letters[0], plainLetters) <= 2 * most) cost = Math.min(cost, distance(plain, fold(written), most));
      if (cost <= most) found.push({ term, cost: cost + (term[0] === plain[0] ? 0 : 0.5) });
    };
    this.letters ??= this.words.slice(0, this.known).map((written, number) => [lettersOf(fold(written)), lettersOf(this.terms[number])]);
    for (let number = 0; number < this.known; number += 1) consider(this.terms[number], this.words[number], this.letters[number]);
    for (const other of this.synonyms.keys()) {
      if (!this.numbers.has(other) && !other.includes(" ")) {
        consider(other, other, [lettersOf(other), lettersOf(other)]);
      }
    }
    found.sort((a, b) => a.cost - b.cost || this.numbers.has(b.term) - this.numbers.has(a.term) || (a.term < b.term ? -1 : 1));
    const best = found.filter(({ cost }) => cost <= found[0].cost + 0.5).slice(0, 3);
    return best.map(({ term, cost }, place) => ({ term, cost, factor: CORRECTED * (place ? 0.7 : 1) }));
  }
}

/** The lines of synonyms (see hooks/kapstok/synonyms.py): stems with a space between them to the lists of stem numbers that they also find. */
export function readSynonyms(text, terms) {
  const found = new Map();
  const words = (term) => term.split("+").map((part) => (part[0] === "_" ? part.slice(1) : terms[parseInt(part, 36)])).join(" ");
  for (const line of text ? text.split("\n") : []) {
    const [left, right] = line.split(">");
    const equal = left.split("=");
    const targets = [...equal, ...(right ? right.split(",") : [])]
      .filter((target) => !target.includes("_")).map((target) => [target, target.split("+").map((part) => parseInt(part, 36))]);
    for (const own of equal) {
      const name = words(own);
      const list = found.get(name) ?? new Map();
      for (const [target, numbers] of targets) if (target !== own && list.size < MOST_SYNONYMS) list.set(target, numbers);
      if (list.size) found.set(name, list);
    }
  }
  return new Map([...found].map(([name, list]) => [name, [...list.values()]]));
}

/** The words of a query that count, and its names of places: without stop words, unless nothing else remains. `meant`: the words {start, end} that are one name more. */
export function querySlots(index, text, meant) {
  const all = words(text);
  const places = [...(meant ? [meant] : []), ...index.namesIn(all)].filter(({ start, end }) => end - start > 1);
  const units = new Map(all.map((word, at) => {
    const place = places.find(({ start, end }) => start <= at && at < end);
    const parts = place ? all.slice(place.start, place.end) : [word];
    return [parts.join(" "), { parts, place }];
  }));
  const kept = [...units].filter(([written]) => !index.stop.has(written));
  const counting = kept.length ? kept : [...units];
  const long = counting.length >= 4;
  const particles = [...units.keys()].filter((word) => PARTICLES.has(word));
  return counting.map(([, { parts, place }]) => {
    const word = parts.join("");
    const own = place?.borough ? index.nameTerms(place.name).join(" ") : parts.map(stem).join(" ");
    return {
      word,
      stem: own,
      name: place?.name,
      isBorough: Boolean(place?.borough),
      open: word === all.at(-1) && !/\s$/.test(text),
      weight: long && index.common.has(own) ? COMMON : 1,
      particles: particles.filter((particle) => particle !== word),
    };
  });
}

/** The stem of a slot, and every phrase of up to four adjacent words that it is part of. */
function phrases(slots, at) {
  const found = [slots[at].stem];
  for (let length = 2; length <= 4; length += 1) {
    for (let start = Math.max(0, at - length + 1); start <= at && start + length <= slots.length; start += 1) {
      found.push(slots.slice(start, start + length).map((slot) => slot.stem).join(" "));
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

/** Offer every record that all lists hold, with the mean of its weights. */
function together([first, ...others], factor, offer) {
  for (let at = 0; at < first.numbers.length; at += 1) {
    const number = first.numbers[at];
    let sum = first.weights[at];
    let all = true;
    for (const { numbers, weights } of others) {
      const position = last(numbers, number);
      if (numbers[position] !== number) {
        all = false;
        break;
      }
      sum += weights[position];
    }
    if (all) offer(number, (factor * sum) / (others.length + 1));
  }
}

/** The order of results: by score or by a key of the record, else by number, which is by title. */
function comparison(order, scores, orderKey) {
  if (orderKey) return (a, b) => (orderKey(a) === orderKey(b) ? a - b : orderKey(a) - orderKey(b));
  return scores && order !== "titel" ? (a, b) => scores[b] - scores[a] || a - b : (a, b) => a - b;
}

/** The file that may hold a stem, when each begins with one of some rising stems. */
function lastText(starts, term) {
  return Math.max(0, starts.findLastIndex((start) => start <= term));
}

/** The position of the last of some rising numbers that is not larger, 0 when all are. */
function last(numbers, wanted) {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle] <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Which letters a word holds, a bit for each of a to z. */
function lettersOf(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) - 97 & 31);
  return bits;
}

/** How many letters one word holds and the other does not; a typing error makes at most two. */
function differing(a, b) {
  let bits = a ^ b;
  let count = 0;
  for (; bits; bits &= bits - 1) count += 1;
  return count;
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

