// The fields of a practice against their types: what the model in hooks/kapstok/model.py finds, in the same order.

import { folded, lengthOf, nearest } from "./names.mjs";
import { suggestion } from "./rules.mjs";

const LONGEST = 20; // of a span of more years only the ends are written out
const isFields = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const shapeOf = (value) => (Array.isArray(value) ? "list" : isFields(value) ? "fields" : typeof value === "string" ? "value" : "other");
const trimmed = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

/** The problems of all fields of `data`, and `item`: the fields without a problem, as typed values.
    `problem` makes one (see rules.mjs), `personal` finds personal data in a text. */
export function checkedFields(data, facts, problem, personal) {
  const problems = [];
  const say = (...given) => { problems.push(problem(...given)); };
  const { fields, reserved } = facts.model;
  for (const name of reserved) if (Object.hasOwn(data, name)) say("onbekend-veld", [name], "", { hint: "remove", name });
  const own = Object.fromEntries(Object.entries(data).filter(([name]) => !reserved.includes(name)));
  const item = new Checker(facts, say, personal).fields(own, { fields }, []);
  return { problems, item };
}

const textOf = (value) => (typeof value === "string" ? value : "");

class Checker {
  constructor(facts, say, personal) {
    Object.assign(this, { facts, say, personal, failed: 0 });
  }

  wrong(rule, loc, value, values) {
    this.failed += 1;
    this.say(rule, loc, textOf(value), values);
    return undefined;
  }

  /** A value as its type has it, or undefined after saying what is wrong with it. */
  value(given, type, loc) {
    if (type.type === "list") return this.list(given, type, loc);
    if (given === null) return this.wrong("leeg-veld", loc, given, { what: "field" });
    if (type.type === "fields") return this.part(given, type, loc);
    if (type.type === "names") return this.names(given, type, loc);
    if (typeof given !== "string") {
      const wanted = type.type === "number" ? "number" : "text";
      return this.wrong("verkeerde-vorm", loc, given, { given: shapeOf(given), wanted, hint: wanted });
    }
    return this[type.type](given, type, loc);
  }

  text(given, type, loc) {
    const text = trimmed(given);
    const length = lengthOf(text);
    if (length < (type.least ?? 0)) return this.wrong("leeg-veld", loc, given, { what: "text", hint: "text" });
    if (length > (type.most ?? Infinity)) return this.wrong("te-lang", loc, given, { count: lengthOf(given), limit: type.most });
    if (type.pattern && !new RegExp(type.pattern, "u").test(text)) {
      const form = this.facts.forms.patterns[type.pattern] ?? "slug";
      return this.wrong("schrijfwijze", loc, given, { what: form, hint: form });
    }
    for (const rule of type.rules ?? []) {
      const found = rule === "personal" && this.personal(text);
      if (found) return this.wrong("persoonsgegevens", loc, given, { found, hint: "contact" });
      if (rule === "web" && !this.isWebAddress(text)) return this.wrong("webadres", loc, given);
    }
    return text;
  }

  isWebAddress(text) {
    const { blank, never, programs } = this.facts.web;
    const plain = text.replace(new RegExp(blank, "gu"), "").toLowerCase();
    return !programs.some((scheme) => plain.startsWith(scheme)) && !new RegExp(never, "u").test(text);
  }

  number(given, type, loc) {
    if (!new RegExp(`^(?:${this.facts.forms.whole})$`).test(given)) {
      return type.rules?.includes("year") ? this.wrong("jaartal", loc, given, yearHint(given, this.facts.forms.years)) : this.wrong("getal", loc, given);
    }
    const number = Number(given);
    if (number < type.least) return this.wrong("getal-grens", loc, given, { bound: "least", limit: type.least });
    if (number > type.most) return this.wrong("getal-grens", loc, given, { bound: "most", limit: type.most });
    return number;
  }

  flag(given, type, loc) {
    return this.facts.forms.flags.includes(given) ? given === "true" : this.wrong("keuze", loc, given, { hint: "bool" });
  }

  day(given, type, loc) {
    const [year, month, day] = given.split("-").map(Number);
    const real = new Date(Date.UTC(2000, month - 1, day));
    real.setUTCFullYear(year, month - 1, day);
    const exists = year > 0 && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
    return new RegExp(`^(?:${this.facts.forms.day})$`).test(given) && exists ? given : this.wrong("datum", loc, given);
  }

  choice(given, type, loc) {
    return type.choices.includes(given) ? given : this.wrong("keuze", loc, given, suggestion(given, type.choices));
  }

  list(given, type, loc) {
    const whole = given !== null && !Array.isArray(given) && type.single ? [given] : given;
    if (whole === null) return this.wrong("leeg-veld", loc, given, { what: "field" });
    if (!Array.isArray(whole)) return this.wrong("verkeerde-vorm", loc, given, { given: shapeOf(given), wanted: "list", hint: "list" });
    const failed = this.failed;
    const items = whole.map((item, index) => this.value(item, type.of, [...loc, index]));
    if (this.failed > failed) return undefined;
    const twice = type.unique ? items.find((item, index) => items.indexOf(item) < index) : undefined;
    if (twice !== undefined) return this.wrong("dubbele-waarde", loc, given, { found: twice });
    if (items.length < (type.least ?? 0)) return this.wrong("leeg-veld", loc, given, { what: "list", hint: "list" });
    if (items.length > (type.most ?? Infinity)) return this.wrong("te-veel-waarden", loc, given, { count: items.length, limit: type.most });
    return items;
  }

  names(given, type, loc) {
    if (!isFields(given)) return this.wrong("verkeerde-vorm", loc, given, { given: shapeOf(given), wanted: "fields", hint: "fields" });
    const failed = this.failed;
    const pairs = Object.entries(given).map(([name, value]) => [trimmed(name), this.value(value, type.of, [...loc, name])]);
    return this.failed > failed ? undefined : Object.fromEntries(pairs);
  }

  part(given, type, loc) {
    const whole = typeof given === "string" && type.single ? { [type.single]: given } : given;
    if (!isFields(whole)) return this.wrong("verkeerde-vorm", loc, given, { given: shapeOf(given), wanted: "fields", hint: "fields" });
    const failed = this.failed;
    const item = this.fields(whole, type, loc);
    if (this.failed > failed) return undefined;
    const { live } = this.facts.web;
    if (type.rules?.includes("live") && item.checked && !live.some((scheme) => item.url.toLowerCase().startsWith(scheme))) {
      return this.wrong("nagekeken-link", loc, given, { found: item.url });
    }
    return item;
  }

  fields(given, { fields }, loc) {
    const item = {};
    for (const [name, type] of Object.entries(fields)) {
      if (Object.hasOwn(given, name)) item[name] = this.value(given[name], type, [...loc, name]);
      else if (type.required) this.wrong("verplicht-veld", [...loc, name], "", { name });
    }
    for (const [name, value] of Object.entries(given)) {
      if (!Object.hasOwn(fields, name)) this.wrong("onbekend-veld", [...loc, name], value, { name, ...fieldHint(name, fields) });
    }
    return item;
  }
}

/** What to write for the years that a text names, those between the ends of a span too. */
function yearHint(given, pattern) {
  const years = new Set();
  for (const [, start, end] of given.matchAll(new RegExp(pattern, "gu"))) {
    const first = Number(start);
    const last = end ? Number(start.slice(0, 4 - end.length) + end) : first;
    const isSpan = first < last && last <= first + LONGEST;
    const own = isSpan ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [first, end?.length === 4 ? last : first];
    own.forEach((year) => years.add(year));
  }
  if (!years.size) return { hint: "digits" };
  const found = [...years].sort((a, b) => a - b);
  return found.length === 1 ? { hint: "near", near: String(found[0]) } : { hint: "apart", years: found.join(", ") };
}

/** The field that was meant: by its name, by its Dutch title, or all of them. */
function fieldHint(name, fields) {
  const near = nearest(name, Object.keys(fields));
  const titles = Object.fromEntries(Object.entries(fields).filter(([, { title }]) => title).map(([key, { title }]) => [folded(title), key]));
  const title = near ? "" : nearest(name, Object.keys(titles), 1);
  return near || title ? { hint: "near", near: near || titles[title] } : { hint: "list", fields: Object.keys(fields).join(", ") };
}
