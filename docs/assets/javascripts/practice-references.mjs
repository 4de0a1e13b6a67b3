// What a practice refers to, and what belongs together; as hooks/kapstok/references.py and place_references.py.

import { allowedDistance, folded, nearest } from "./names.mjs";
import { filled, suggestion } from "./rules.mjs";

const idsOf = (list) => list.map(({ id }) => id);

/** The problems of the references of a practice. `item` holds its fields without a problem; `folder` and `slug` say
    where the file is. */
export function referenceProblems(item, { folder, slug }, facts, problem) {
  const finder = new Finder(facts, problem);
  const [first] = item.theme ?? [];
  finder.themes(item.theme ?? []);
  const theme = facts.themes.find(({ id, sections }) => id === first && sections);
  if (theme && first !== folder) finder.say("map-en-thema", ["theme"], first, { folder });
  if (theme && item.section) finder.section(item.section, theme);
  finder.places(item);
  finder.partners(item.partners ?? []);
  finder.ids("onbekende-doelgroep", "target_groups", item, idsOf(facts.target_groups));
  finder.ids("onbekende-subsidie", "subsidies", item, idsOf(facts.subsidies));
  finder.ids("onbekend-hangijzer", "hangijzers", item, idsOf(facts.hangijzers));
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
    this.say = (...given) => { this.problems.push(problem(...given)); };
    this.towns = Object.keys(facts.municipalities).filter((name) => facts.municipalities[name].length);
  }

  themes(themes) {
    const known = idsOf(this.facts.themes).sort();
    themes.forEach((theme, index) => {
      if (!known.includes(theme)) this.say("onbekend-thema", ["theme", index], theme, suggestion(theme, known));
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
      const borough = Object.hasOwn(boroughs, name) ? name : nearest(name, Object.keys(boroughs), 0);
      if (!borough) {
        this.say("onbekende-gemeente", [...loc, index], name, suggestion(name, this.towns, "official"));
        return;
      }
      const rule = rules.deelgemeente;
      const choices = boroughs[borough].map((town) => filled(rule, rule.words.choice, { town, borough }));
      this.say("deelgemeente", [...loc, index], name, { choices: choices.join(rule.words.or) });
    });
  }

  partners(names) {
    const all = this.facts.partners.flatMap(({ title, aliases }) => [title, ...aliases]);
    const known = new Map(all.map((name) => [folded(name), name]));
    names.forEach((name, index) => {
      const near = known.has(folded(name)) ? "" : nearest(name, known.values(), allowedDistance(name));
      if (near) this.say("bijna-bekende-partner", ["partners", index], name, { near });
    });
  }

  ids(rule, field, item, known) {
    (item[field] ?? []).forEach((value, index) => this.id(rule, [field, index], value, known));
  }

  id(rule, loc, value, known) {
    if (!known.includes(value)) this.say(rule, loc, value, suggestion(value, known, "where"));
  }

  seeAlso(links, slug) {
    const known = [...idsOf(this.facts.practices), slug];
    links.forEach(({ practice }, index) => {
      this.id("onbekende-praktijk", ["see_also", index], practice, known);
      if (practice === slug) this.say("zichzelf", ["see_also", index], practice);
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
