// <kapstok-municipality>: a field that suggests municipalities and leads to the page of the one that is chosen.
// The names are fetched at the first focus.
// Without scripts, or when the names cannot be fetched, the form leads to the list of municipalities.

import { Combobox } from "./combobox.mjs";
import { fold, loadPlaces, nearPlaces, placesFor, withoutPostcode } from "./place-names.mjs";

const MOST = 8;

class KapstokMunicipality extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input");
    this.status = this.querySelector("[role=status]");
    this.found = [];
    this.combobox = new Combobox(this.input, this.querySelector("ul"), (index) => this.go(this.found[index].place));
    this.input.addEventListener("focus", () => this.places().catch(() => {}));
    this.input.addEventListener("input", () => this.suggest());
    this.form.addEventListener("submit", (event) => this.submit(event));
    // Who was faster than this module is in the field already.
    if (document.activeElement === this.input) this.suggest();
  }

  /** The places, fetched once; a failed attempt is repeated at the next. */
  places() {
    this.loading ??= loadPlaces(this.dataset.names).catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  /** Show what fits the text; gives false when the names cannot be fetched. */
  async suggest() {
    const typed = this.input.value;
    let places;
    try {
      places = await this.places();
    } catch {
      if (typed.trim()) this.say("De lijst van gemeenten is niet geladen. ", "gemeenten/", "Kies uit alle gemeenten");
      return false;
    }
    if (typed !== this.input.value) return true;
    this.found = placesFor(places, withoutPostcode(typed));
    this.combobox.show(this.found.slice(0, MOST).map((found) => this.option(found)));
    const count = this.found.length;
    if (!typed.trim()) this.status.textContent = "";
    else if (!count) this.unknown(typed.trim());
    else this.count(count);
    return true;
  }

  /** Say how many there are to who does not see the list. */
  count(count) {
    const words = document.createElement("span");
    words.className = "k-visually-hidden";
    words.textContent = (count === 1 ? "1 gemeente" : `${count} gemeenten`) + (count > MOST ? `, de eerste ${MOST} staan in de lijst` : "");
    this.status.replaceChildren(words);
  }

  option({ place, note }) {
    const count = document.createElement("span");
    count.className = "k-note";
    count.textContent = place.count === 1 ? "1 praktijk" : `${place.count || "geen"} praktijken`;
    return [note ? `${place.name} (${note}) ` : `${place.name} `, count];
  }

  /** Enter without a choice: the municipality that is meant, when only one can be. */
  async submit(event) {
    event.preventDefault();
    const typed = this.input.value.trim();
    if (!typed) {
      this.say("Typ eerst de naam van een gemeente, of ", "gemeenten/", "kies uit de lijst");
      return;
    }
    if (!await this.suggest()) {
      this.form.submit();
      return;
    }
    const exact = this.found.filter((found) => found.exact && !found.note);
    const meant = exact.length ? exact : this.found.filter((found) => found.exact);
    if (meant.length === 1 || this.found.length === 1) this.go((meant[0] ?? this.found[0]).place);
    else if (this.found.length) this.status.textContent = `${this.found.length} gemeenten: kies er een uit de lijst.`;
  }

  go(place) {
    this.combobox.close();
    this.input.value = place.name;
    location.href = `${this.dataset.root}gemeenten/${place.slug}/`;
  }

  /** The provinces, as places: a name, a way to say it, and a link. */
  provinces() {
    return [...this.querySelector("template").content.querySelectorAll("a")].map((link) => {
      const title = link.textContent;
      return { link, article: title.startsWith("provincie") ? "de " : "het ", names: [link.dataset.name, title].map((name) => ({ folded: fold(name) })) };
    });
  }

  /** Nothing fits: say so, with the names that differ by a typing error, also those of provinces. */
  async unknown(typed) {
    const name = withoutPostcode(typed);
    if (!name.trim()) {
      this.say("Schrijf de naam van de gemeente, zonder postcode, of ", "gemeenten/", "kies uit alle gemeenten");
      return;
    }
    this.say(`We kennen geen gemeente ‘${typed}’. Kijk de spelling na, of `, "gemeenten/", "kies uit alle gemeenten");
    const { distance } = await import("./search-engine.mjs").catch(() => ({}));
    if (!distance) return;
    const near = nearPlaces([...await this.places(), ...this.provinces()], name, distance);
    if (!near.length || this.input.value.trim() !== typed) return;
    const links = near.map((one) => {
      if (one.link) return [one.article, one.link.cloneNode(true)];
      const link = document.createElement("a");
      link.href = `${this.dataset.root}gemeenten/${one.slug}/`;
      link.textContent = one.name;
      return [link];
    });
    this.status.replaceChildren(`We kennen geen gemeente ‘${typed}’. Bedoelde u `, ...links.flatMap((link, at) => (at ? [" of ", ...link] : link)), "?");
  }

  /** A message that ends in a link. */
  say(text, path, words) {
    const link = document.createElement("a");
    link.href = `${this.dataset.root}${path}`;
    link.textContent = words;
    this.status.replaceChildren(text, link, ".");
  }
}

customElements.define("kapstok-municipality", KapstokMunicipality);
