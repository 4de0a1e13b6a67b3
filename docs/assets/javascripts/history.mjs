// What became of names: records that are called otherwise today, and records that were deleted; as
// hooks/kapstok/history.py.

const KEYS = { hangijzer: "practice" }; // practices and hangijzers share their slugs
const WITH_FILES = ["practice", "partner", "subsidy"];
/** Under which key of the facts the records of a kind stand. */
export const LISTS = { practice: "practices", hangijzer: "hangijzers", partner: "partners", subsidy: "subsidies", theme: "themes", target_group: "target_groups" };

/** The names of a catalogue, by kind and slug. */
export class History {
  constructor(facts) {
    this.facts = facts;
  }

  /** The record of today that has, or had, this slug: { kind, slug, place }. */
  today(kind, slug) {
    const key = KEYS[kind] ?? kind;
    const kinds = Object.keys(LISTS).filter((one) => (KEYS[one] ?? one) === key);
    const own = kinds.find((one) => this.facts[LISTS[one]].some(({ id }) => id === slug));
    if (own) return { kind: own, slug, place: this.fileOf(own, slug) };
    const former = this.former(key, slug);
    return former?.kind ? former : undefined;
  }

  /** The deleted record that had this slug: { reason, instead }. */
  gone(kind, slug) {
    const former = this.former(KEYS[kind] ?? kind, slug);
    return former?.kind ? undefined : former;
  }

  former(key, slug) {
    const names = this.facts.history[key] ?? {};
    return Object.hasOwn(names, slug) ? names[slug] : undefined;
  }

  fileOf(kind, slug) {
    if (kind === "hangijzer") return `practices/${this.facts.pages.hangijzers}/${slug}.md`;
    return `practices/${this.facts.practices.find(({ id }) => id === slug)?.theme}/${slug}.md`;
  }

  /** What a reference to a slug that was one breaks: the rule and the values of its message; undefined when it never was. */
  formerRule(slug, kind) {
    const [now, gone] = [this.today(kind, slug), this.gone(kind, slug)];
    if (now?.kind === kind) return ["oude-naam", { now: now.slug }];
    if (now) return ["andere-soort", { owner: now.place }];
    if (!gone) return undefined;
    const instead = gone.instead.join(this.facts.rules.verwijderd.words.or);
    return ["verwijderd", { hint: instead ? "instead" : "remove", reason: gone.reason, instead }];
  }

  /** The hint (of the rule dode-link) for a link to a page that was there; undefined when it never was. */
  fateOfLink(target) {
    const [path] = target.split("#");
    const name = path.split("/").pop().replace(/\.md$/, "");
    const isPage = path.startsWith("/");
    const named = isPage ? [this.recordAt(path.slice(1))] : WITH_FILES.map((kind) => [kind, name]);
    for (const [kind, slug] of named.filter(Boolean)) {
      const [now, gone] = [this.today(kind, slug), this.gone(kind, slug)];
      if (now) return { hint: "moved", now: isPage ? `/${this.facts.pages.sections[now.kind]}${now.slug}/` : `${now.slug}.md` };
      if (gone) return { hint: "removed", reason: gone.reason };
    }
    return undefined;
  }

  /** Kind and slug of the record that an address is of. */
  recordAt(url) {
    const { sections, embeds } = this.facts.pages;
    const at = url.endsWith("/") ? url.lastIndexOf("/", url.length - 2) + 1 : 0;
    const kind = [...Object.entries(sections), ...Object.entries(embeds)].find(([, section]) => section === url.slice(0, at))?.[0];
    return kind && [kind, url.slice(at, -1)];
  }
}
