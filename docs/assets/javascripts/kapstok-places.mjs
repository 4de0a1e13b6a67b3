// <kapstok-places>: for each municipality of a practice a field for its boroughs and neighbourhoods.

import { stamped } from "./stamp.mjs";

class KapstokPlaces extends HTMLElement {
  /** Gives suggestions for a text in one municipality. */
  suggest = () => [];

  connectedCallback() {
    if (this.made !== undefined) return;
    this.made = 0;
    this.fields = new Map();
    this.waiting = new Map();
    this.template = this.querySelector("template");
  }

  /** Show a field for each of these municipalities; what was filled in for one that went comes back with it. */
  set towns(towns) {
    for (const [town, field] of this.fields) {
      if (towns.includes(town)) continue;
      this.waiting.set(town, field.names.values);
      field.row.remove();
      this.fields.delete(town);
    }
    for (const town of towns) {
      if (this.fields.has(town)) continue;
      this.made += 1;
      this.append(stamped(this.template, this.made, town));
      const row = this.lastElementChild;
      const names = row.querySelector("kapstok-names");
      names.suggest = (typed) => this.suggest(town, typed);
      names.values = this.waiting.get(town) ?? [];
      this.fields.set(town, { row, names });
    }
    this.closest("[data-input]").hidden = !this.fields.size;
  }

  /** Municipality to names, of those that have any. */
  get values() {
    return Object.fromEntries([...this.fields].map(([town, { names }]) => [town, names.values]).filter(([, found]) => found.length));
  }

  set values(values) {
    this.waiting = new Map(Object.entries(values));
    for (const [town, { names }] of this.fields) names.values = this.waiting.get(town) ?? [];
  }

  /** One more place in a municipality, that may have no field yet. */
  add(town, place) {
    const there = this.fields.get(town)?.names.values ?? this.waiting.get(town) ?? [];
    if (there.includes(place)) return;
    this.waiting.set(town, [...there, place]);
    if (this.fields.has(town)) this.fields.get(town).names.values = this.waiting.get(town);
  }

  /** A municipality gets another name: what was filled in for it belongs to that one. */
  rename(town, other) {
    for (const place of this.fields.get(town)?.names.values ?? []) this.add(other, place);
    this.fields.get(town)?.row.remove();
    this.fields.delete(town);
  }

  /** Where the field of a municipality is, for a message about it. */
  inputOf(town) {
    return (this.fields.get(town) ?? [...this.fields.values()][0])?.names.input;
  }
}

customElements.define("kapstok-places", KapstokPlaces);
