// <kapstok-names>: names one by one, each a chip that can be taken away, with suggestions while somebody types.
// Any text may be added; whether it is a good one, the check says. What stands in the field counts as a name too,
// so that nothing typed is lost.

import { afterPress } from "./after-press.mjs";
import { Combobox } from "./combobox.mjs";

const MOST = 8;

class KapstokNames extends HTMLElement {
  /** Gives suggestions for a text: [{ value, label, note }]. */
  suggest = () => [];
  /** Gives the words for a value. */
  wordsOf = (value) => value;

  connectedCallback() {
    if (this.input) return;
    this.isOne = "one" in this.dataset;
    this.chips = this.querySelector("[data-chips]");
    this.input = this.querySelector("input");
    this.status = this.querySelector("[role=status]");
    this.name = this.chips.getAttribute("aria-label");
    this.chosen = [];
    this.found = [];
    this.combobox = new Combobox(this.input, this.querySelector("[data-options]"), (index) => this.choose(this.found[index]));
    this.input.addEventListener("input", () => this.propose());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => afterPress(() => {
      if (document.activeElement !== this.input) this.addTyped();
    }));
    this.querySelector("[data-add]").addEventListener("click", () => {
      this.addTyped();
      this.input.focus();
    });
    this.chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.remove([...this.chips.querySelectorAll("button")].indexOf(button));
    });
  }

  /** The names that were added. */
  get added() {
    return [...this.chosen];
  }

  /** The same and what still stands in the field. */
  get values() {
    const typed = this.input.value.trim();
    return typed && !this.chosen.includes(typed) ? [...(this.isOne ? [] : this.chosen), typed] : this.added;
  }

  set values(values) {
    this.chosen = this.isOne ? values.slice(0, 1) : [...values];
    this.input.value = "";
    this.combobox.show([]);
    this.render();
  }

  propose() {
    this.found = this.suggest(this.input.value).slice(0, MOST);
    this.combobox.show(this.found.map(({ label, note }) => {
      const aside = document.createElement("span");
      aside.className = "k-note";
      aside.textContent = note ?? "";
      return note ? [`${label} `, aside] : [label];
    }));
    const count = this.found.length;
    if (count) this.combobox.list.scrollIntoView({ block: "nearest" }); // on a phone the field is often at the edge
    this.say(this.input.value.trim() && count ? (count === 1 ? "1 voorstel" : `${count} voorstellen`) : "");
  }

  press(event) {
    if (event.defaultPrevented) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.addTyped();
    } else if (event.key === "Tab" && this.combobox.active >= 0) {
      this.choose(this.found[this.combobox.active]);
    } else if (event.key === "Backspace" && !this.input.value && this.chosen.length) {
      this.chips.querySelector("li:last-child button").focus();
      event.preventDefault();
    }
  }

  /** Take what was typed: the suggestion that is called so, or the text itself. */
  addTyped() {
    const typed = this.input.value.trim();
    if (!typed) return;
    const same = this.suggest(typed).filter(({ label }) => label.toLowerCase() === typed.toLowerCase());
    this.choose(same.length === 1 ? same[0] : { value: typed, label: typed });
  }

  choose(option) {
    this.input.value = "";
    this.combobox.show([]);
    const isNew = !this.chosen.includes(option.value);
    if (isNew) this.chosen = this.isOne ? [option.value] : [...this.chosen, option.value];
    this.render();
    this.say(isNew ? `${this.wordsOf(option.value)} toegevoegd.` : `${this.wordsOf(option.value)} stond er al.`);
    this.dispatchEvent(new CustomEvent("kapstok-chosen", { bubbles: true, detail: option }));
    this.changed();
  }

  remove(index) {
    const [value] = this.chosen.splice(index, 1);
    this.render();
    this.say(`${this.wordsOf(value)} verwijderd.`);
    (this.chips.querySelectorAll("button")[Math.min(index, this.chosen.length - 1)] ?? this.input).focus();
    this.changed();
  }

  /** Put another name in the place of one. */
  replace(value, other) {
    this.chosen = [...new Set(this.chosen.map((name) => (name === value ? other : name)))];
    this.render();
    this.say(`${this.wordsOf(value)} is nu ${this.wordsOf(other)}.`);
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  say(text) {
    this.status.textContent = text;
  }

  /** The chips anew: also when the words of the values became known. */
  render() {
    this.chips.hidden = !this.chosen.length;
    this.chips.replaceChildren(...this.chosen.map((value) => {
      const chip = document.createElement("li");
      const words = document.createElement("span");
      words.dir = "auto";
      words.textContent = this.wordsOf(value);
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", `Verwijder ${this.wordsOf(value)}`);
      button.textContent = "×";
      chip.append(words, button);
      return chip;
    }));
  }
}

customElements.define("kapstok-names", KapstokNames);
