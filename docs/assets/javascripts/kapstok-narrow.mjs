// <kapstok-narrow>: narrows a list on the page to the names that fit what is typed.
// Items are [data-item="name|other name"]; with data-names, municipalities are also known by their other names.
// What was typed is in the address (?q=…).

import { fit, fold, loadPlaces, placesFor, withoutPostcode } from "./place-names.mjs";

class KapstokNarrow extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input");
    this.status = this.querySelector("[role=status]");
    this.letters = this.querySelector(".k-letters");
    this.items = [...this.querySelectorAll("[data-item]")].map((item) => ({ item, names: item.dataset.item.split("|").map(fold) }));
    this.places = [];
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => this.follow(event));
    this.input.addEventListener("focus", () => this.load());
    this.input.addEventListener("input", () => {
      this.remember();
      this.update();
    });
    addEventListener("hashchange", () => this.reveal());
    addEventListener("popstate", () => this.restore());
    this.restore();
    this.reveal();
    this.appear();
  }

  /** Show the list, once: after the other names have come, or will not, when the address asks for something. */
  async appear() {
    if (this.input.value) await this.load();
    document.documentElement.removeAttribute("data-asked");
  }

  /** Take what was typed from the address. */
  restore() {
    this.input.value = new URLSearchParams(location.search).get("q") ?? "";
    this.update();
  }

  remember() {
    const typed = this.input.value.trim();
    history.replaceState(null, "", `${location.pathname}${typed ? `?q=${encodeURIComponent(typed)}` : ""}`);
  }

  update() {
    const given = this.input.value;
    const typed = fold(this.dataset.names ? withoutPostcode(given) : given);
    if (typed) this.load();
    const notes = new Map(placesFor(this.places, typed).map(({ place, note }) => [fold(place.name), note]));
    let count = 0;
    for (const { item, names } of this.items) {
      item.hidden = Boolean(typed) && !notes.has(names[0]) && names.every((name) => fit(name, typed) < 0);
      count += !item.hidden;
      this.explain(item, notes.get(names[0]));
    }
    for (const section of this.querySelectorAll("section")) section.hidden = !section.querySelector("[data-item]:not([hidden])");
    this.letters.hidden = Boolean(typed);
    this.say(typed, count);
    if (!typed && given.trim()) this.status.textContent = "Schrijf de naam van de gemeente, zonder postcode.";
  }

  /** Behind a name that fits only by another name: that other name. */
  explain(item, note) {
    item.querySelector(":scope > [data-other]")?.remove();
    if (!note) return;
    const other = document.createElement("span");
    other.className = "k-note";
    other.dataset.other = "";
    other.textContent = ` (${note})`;
    item.append(other);
  }

  /** Fetch the other names of municipalities once; without them the list narrows by its own names, and the next letter tries again. */
  load() {
    if (!this.dataset.names) return undefined;
    this.loading ??= loadPlaces(this.dataset.names).then((places) => {
      this.places = places;
      this.update();
    }).catch(() => { this.loading = undefined; });
    return this.loading;
  }

  say(typed, count) {
    const { one, many, search } = this.dataset;
    const given = this.input.value.trim();
    this.status.textContent = !typed ? "" : count === 1 ? `1 ${one}` : count ? `${count} ${many}` : `Geen ${one} met ‘${given}’. Kijk de spelling na, of `;
    if (!typed || count) return;
    const link = document.createElement("a");
    link.href = `${search}?q=${encodeURIComponent(given)}`;
    link.textContent = `zoek ‘${given}’ in alle teksten`;
    this.status.append(link, ".");
  }

  /** Enter goes to the one municipality that is left. */
  follow(event) {
    event.preventDefault();
    const left = this.items.filter(({ item }) => !item.hidden);
    if (left.length === 1 && this.dataset.names) left[0].item.querySelector("a").click();
  }

  /** A link to an item that is hidden ends the narrowing. */
  reveal() {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // Not the name of a heading then.
    }
    const target = document.getElementById(name);
    if (!target || !this.contains(target) || !target.closest("[hidden]")) return;
    this.input.value = "";
    this.update();
    target.scrollIntoView();
  }
}

customElements.define("kapstok-narrow", KapstokNarrow);
