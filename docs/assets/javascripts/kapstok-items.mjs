// <kapstok-items>: groups of fields, one for each item of a list, to be added and taken away.

import { stamped } from "./stamp.mjs";

class KapstokItems extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector("[data-items]");
    this.template = this.querySelector("template");
    this.button = this.querySelector("[data-add-item]");
    this.status = this.querySelector("[role=status]");
    this.made = 0;
    this.button.addEventListener("click", () => {
      this.add().querySelector("input, textarea, select").focus();
      this.changed();
    });
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove-item]");
      if (button) this.remove(button.closest("[data-item]"));
    });
  }

  get items() {
    return [...this.list.children];
  }

  /** As many empty items as asked for. */
  reset(count) {
    this.list.replaceChildren();
    for (let made = 0; made < count; made += 1) this.add();
  }

  /** A new item at the end. Dispatches "kapstok-item", so that the form readies its fields. */
  add() {
    this.made += 1;
    this.list.append(stamped(this.template, this.made));
    const item = this.list.lastElementChild;
    this.number();
    item.dispatchEvent(new Event("kapstok-item", { bubbles: true }));
    return item;
  }

  remove(item) {
    const at = this.items.indexOf(item);
    item.remove();
    this.number();
    this.status.textContent = `${this.dataset.one} ${at + 1} is verwijderd.`;
    (this.items[Math.min(at, this.items.length - 1)]?.querySelector("[data-remove-item]") ?? this.button).focus();
    this.changed();
  }

  number() {
    this.items.forEach((item, index) => {
      for (const place of item.querySelectorAll("[data-number]")) place.textContent = index + 1;
    });
  }

  changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("kapstok-items", KapstokItems);
