// What a practice refers to, and what belongs together; as hooks/kapstok/references.py and place_references.py.

import { History, LISTS } from "./history.mjs";
import { allowedDistance, folded, nearest, quoted } from "./names.mjs";
import { filled, suggestion } from "./rules.mjs";

const OR = " of ";
const UNKNOWN = {
  theme: "onbekend-thema",
  target_group: "onbekende-doelgroep",
  subsidy: "onbekende-subsidie",
  hangijzer: "onbekend-hangijzer",
  practice: "onbekende-praktijk",
};

const idsOf = (list) => list.map(({ id }) => id);

/** The problems of the references of a practice. `item` holds its fields without a problem; `folder` and `slug` say
    where the file is. */
export function referenceProblems(item, { folder, slug }, facts, problem) {
  const finder = new Finder(facts, problem);
  const [first] = item.theme ?? [];
  finder.themes(item.theme ?? []);
  const theme = facts.themes.find(({ id, sections }) => id === first && sections);
  if (theme && first !== folder) {
    const hint = facts.themes.some(({ id, sections }) => id === folder && sections) ? "move" : "unknown";
    finder.say("map-en-thema", ["theme"], first, { hint, folder });
  }
  if (theme && item.section) finder.section(item.section, theme);
  finder.places(item);
  finder.partners(item.partners ?? []);
  for (const kind of ["target_group", "subsidy", "hangijzer"]) finder.ids(kind, item);
  finder.seeAlso(item.see_also ?? [], slug);
  if (item.status_note && !item.status) finder.say("toelichting-zonder-stand", ["status_note"], item.status_note);
  finder.variants(item);
  finder.sources(item.source ?? []);
  return finder.problems;
}

class Finder {
  constructor(facts, problem) {
    this.facts = facts;
    this.problems = [];
    this.history = new History(facts);
    this.say = (...given) => { this.problems.push(problem(...given)); };
    this.towns = Object.keys(facts.municipalities).filter((name) => facts.municipalities[name].length);
  }

  themes(themes) {
    const known = idsOf(this.facts.themes).sort();
    themes.forEach((theme, index) => {
      if (!known.includes(theme)) this.unknown(["theme", index], theme, "theme", suggestion(theme, known));
    });
  }

  section(section, theme) {
    const known = idsOf(theme.sections);
    if (!known.includes(section)) {
      this.say("onbekende-deelvraag", ["section"], section, { theme: theme.id, ...suggestion(section, known) });
    }
  }

  places({ municipality = [], province = [], place = {} }) {
    this.municipalities(municipality, ["municipality"]);
    if (!municipality.length && !province.length) this.say("geen-plaats", ["municipality"]);
    for (const town of municipality) {
      const lies = this.provincesOf(town);
      if (lies.length && province.length && !lies.some((name) => province.includes(name))) {
        this.say("provincie-klopt-niet", ["province"], province.join(", "), { town, province: lies[0] });
      }
    }
    for (const name of Object.keys(place)) {
      if (!municipality.includes(name)) this.say("plaats-zonder-gemeente", ["place", name], name);
    }
  }

  provincesOf(town) {
    return Object.hasOwn(this.facts.municipalities, town) ? this.facts.municipalities[town] : [];
  }

  municipalities(names, loc) {
    const { boroughs, municipalities, rules } = this.facts;
    names.forEach((name, index) => {
      if (Object.hasOwn(municipalities, name)) return;
      const at = [...loc, index];
      const { town, borough } = this.nearestPlace(name);
      if (!borough) {
        this.say("onbekende-gemeente", at, name, town ? { hint: "near", near: town } : { hint: /[0-9]/.test(name) ? "postcode" : "official" });
        return;
      }
      const inside = boroughs[borough];
      const rule = rules.deelgemeente;
      const choices = inside.map((one) => filled(rule, rule.words.choice, { town: one, borough })).join(OR);
      if (nearest(name, [borough], 0)) {
        this.say("deelgemeente", at, name, { choices, borough, inside });
        return;
      }
      const unknown = rules["onbekende-gemeente"];
      const meant = filled(unknown, unknown.words.meant, { near: borough, towns: inside.map(quoted).join(OR) });
      this.say("onbekende-gemeente", at, name, { hint: "borough", meant, choices, borough, inside });
    });
  }

  /** The municipality that a name is nearest to, or the borough when that is nearer; a postcode is no part of a name. */
  nearestPlace(given) {
    if (Object.hasOwn(this.facts.boroughs, given)) return { borough: given };
    const name = given.replace(/[0-9]/g, "");
    for (let distance = 0; distance <= allowedDistance(name); distance += 1) {
      const town = nearest(name, this.towns, distance);
      const borough = town ? "" : nearest(name, Object.keys(this.facts.boroughs), distance);
      if (town || borough) return { town, borough };
    }
    return { town: nearest(name, this.towns) };
  }

  partners(names) {
    const all = this.facts.partners.flatMap(({ title, aliases }) => [title, ...aliases]);
    const known = new Map(all.map((name) => [folded(name), name]));
    const single = this.facts.partners.filter(({ generic }) => !generic); // names of a generic one stand for services apart
    const titles = new Map(single.flatMap(({ title, aliases }) => [title, ...aliases].map((name) => [folded(name), title])));
    const seen = new Map();
    names.forEach((name, index) => {
      const title = folded(titles.get(folded(name)) ?? name);
      const first = seen.get(title);
      const hint = first && folded(first) === folded(name) ? "same" : "alias";
      if (first) this.say("dubbele-waarde", ["partners", index], name, { found: name, first, hint });
      else seen.set(title, name);
      if (first || known.has(folded(name))) return;
      const near = nearest(name, known.values(), allowedDistance(name));
      if (name.split(",").some((part) => known.has(folded(part)))) {
        this.say("partners-in-een-waarde", ["partners", index], name);
      } else if (near) this.say("bijna-bekende-partner", ["partners", index], name, { near });
    });
  }

  /** A value that is no record of its kind: because it was one, or because it never was. */
  unknown(loc, value, kind, hint) {
    const [rule, values] = this.history.formerRule(value, kind) ?? [UNKNOWN[kind], hint];
    this.say(rule, loc, value, values);
  }

  ids(kind, item) {
    const field = LISTS[kind];
    (item[field] ?? []).forEach((value, index) => this.id([field, index], value, kind, idsOf(this.facts[field])));
  }

  id(loc, value, kind, known) {
    if (!known.includes(value)) this.unknown(loc, value, kind, suggestion(value, known, "where"));
  }

  seeAlso(links, slug) {
    const known = [...idsOf(this.facts.practices), slug];
    links.forEach(({ practice }, index) => {
      this.id(["see_also", index], practice, "practice", known);
      if (practice === slug) this.say("zichzelf", ["see_also", index], practice);
      if (links.findIndex((other) => other.practice === practice) < index) {
        this.say("dubbele-waarde", ["see_also", index], practice, { found: practice });
      }
    });
  }

  variants({ variants = [], municipality: own = [] }) {
    variants.forEach(({ municipality = [], province = [], note }, index) => {
      const loc = ["variants", index];
      if (!municipality.length && !province.length) this.say("variant-zonder-plaats", loc, note);
      this.municipalities(municipality, [...loc, "municipality"]);
      for (const name of municipality) {
        if (this.provincesOf(name).length && !own.includes(name)) {
          this.say("plaats-zonder-gemeente", loc, name, { hint: "variant" });
        }
      }
    });
  }

  sources(refs) {
    const known = idsOf(this.facts.sources).sort();
    refs.forEach(({ id }, index) => {
      if (!known.includes(id)) this.say("onbekende-bron", ["source", index, "id"], id, suggestion(id, known));
    });
  }
}
