// <kapstok-copy>: a button that copies the text of its field, or its own text with the reader's address.

/** The address of a page, without what is asked of it. What is asked on one page of a list is asked of the whole list, whose address lives for ever. */
export function lastingAddress(address) {
  const whole = location.search && document.querySelector("[data-whole]")?.dataset.whole;
  return whole ? new URL(whole, address).href : address;
}

/** The address that a reader hands on: with the state of a list, without the place on the page. */
export function currentAddress() {
  return `${lastingAddress(location.href.split(/[?#]/)[0])}${location.search}`;
}

/** Copy a text and say so in `host`; a browser that refuses (or has no clipboard) gets a selected field with the text. */
export async function copyText(host, text, { done, name }) {
  const said = host.querySelector("[role=status]");
  let field = host.querySelector("textarea");
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    field?.toggleAttribute("hidden", "fallback" in field.dataset);
    said.textContent = done;
  } catch {
    if (!field) {
      field = document.createElement("textarea");
      field.readOnly = true;
      field.rows = 2;
      field.dataset.fallback = "";
      field.setAttribute("aria-label", name);
      said.after(field);
    }
    field.hidden = false;
    if ("fallback" in field.dataset) field.value = text;
    said.textContent = "Uw browser kopieert niet vanzelf. De tekst is geselecteerd: kopieer ze zelf.";
    field.focus();
    field.select();
  }
}

class KapstokCopy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.onclick = () => copyText(this, this.text(), { done: this.dataset.done, name: "Tekst om te kopiëren" });
  }

  text() {
    return this.dataset.text ? `${this.dataset.text}\n\n${currentAddress()}` : this.querySelector("textarea").value;
  }
}

customElements.define("kapstok-copy", KapstokCopy);
