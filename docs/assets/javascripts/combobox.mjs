// A field with a list of suggestions under it: the ARIA pattern of an editable combobox. Who uses it says what the
// suggestions are and what happens with the one that is chosen.

export class Combobox {
  /** `choose(index)` is called when somebody takes a suggestion, with the keyboard or otherwise. */
  constructor(input, list, choose) {
    Object.assign(this, { input, list, choose, active: -1 });
    list.setAttribute("role", "listbox");
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...list.children].indexOf(option));
    });
  }

  /** Suggestions, each a list of texts and nodes; the list opens while the field has the focus. */
  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((content, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(...content);
      return option;
    }));
    this.mark(-1);
    this.open(suggestions.length > 0 && document.activeElement === this.input);
  }

  close() {
    this.open(false);
  }

  press(event) {
    const last = this.list.children.length - 1;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) {
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (last < 0) return;
      if (isOpen) this.mark(event.key === "ArrowDown" ? (this.active < last ? this.active + 1 : 0) : this.active > 0 ? this.active - 1 : last);
      else this.open(true);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      this.choose(this.active);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The suggestion that the arrow keys are on; -1 is none. */
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

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.mark(-1);
  }
}
