// <kapstok-municipality>: a field that suggests municipalities and leads to the page of the one that is chosen.
// It follows the ARIA pattern of an editable combobox with a list; the names are fetched at the first focus.
// Without scripts, or when the names cannot be fetched, the form leads to the list of municipalities.

import { loadPlaces, nearPlaces, placesFor } from "./place-names.mjs";

const MOST = 8;

class KapstokMunicipality extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input");
    this.list = this.querySelector("ul");
    this.status = this.querySelector("[role=status]");
    this.found = [];
    this.active = -1;
    this.list.setAttribute("role", "listbox");
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
    this.input.addEventListener("focus", () => this.places().catch(() => {}));
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(this.found[[...this.list.children].indexOf(option)].place);
    });
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
    this.found = placesFor(places, typed);
    this.list.replaceChildren(...this.found.slice(0, MOST).map((found, index) => this.option(found, index)));
    this.mark(-1);
    this.open(this.found.length > 0 && document.activeElement === this.input);
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

  option({ place, note }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const count = document.createElement("span");
    count.className = "k-note";
    count.textContent = place.count === 1 ? "1 praktijk" : `${place.count || "geen"} praktijken`;
    option.append(note ? `${place.name} (${note}) ` : `${place.name} `, count);
    return option;
  }

  press(event) {
    const last = this.list.children.length - 1;
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (last < 0) return;
      if (open) this.mark(event.key === "ArrowDown" ? (this.active < last ? this.active + 1 : 0) : this.active > 0 ? this.active - 1 : last);
      else this.open(true);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      this.go(this.found[this.active].place);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The option that the arrow keys are on; -1 is none. */
  mark(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
    this.list.children[index].scrollIntoView({ block: "nearest" });
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.mark(-1);
  }

  close() {
    this.open(false);
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
    this.close();
    this.input.value = place.name;
    location.href = `${this.dataset.root}gemeenten/${place.slug}/`;
  }

  /** Nothing fits: say so, with the names that differ by a typing error. */
  async unknown(typed) {
    this.say(`We kennen geen gemeente ‘${typed}’. Kijk de spelling na, of `, "gemeenten/", "kies uit alle gemeenten");
    const { distance } = await import("./search-engine.mjs").catch(() => ({}));
    if (!distance) return;
    const near = nearPlaces(await this.places(), typed, distance);
    if (!near.length || this.input.value.trim() !== typed) return;
    const links = near.map(({ name, slug }) => {
      const link = document.createElement("a");
      link.href = `${this.dataset.root}gemeenten/${slug}/`;
      link.textContent = name;
      return link;
    });
    this.status.replaceChildren(`We kennen geen gemeente ‘${typed}’. Bedoelde u `, ...links.flatMap((link, at) => (at ? [" of ", link] : [link])), "?");
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
