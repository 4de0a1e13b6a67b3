// Copies of a template whose ids and labels hold marks: "@" becomes a number, "…" a name.

const MARKED = ["id", "for", "aria-describedby", "aria-labelledby", "aria-label"];

/** The content of a template for one item or one name. */
export function stamped(template, number, name = "") {
  const copy = document.importNode(template.content, true);
  for (const element of copy.querySelectorAll(MARKED.map((attribute) => `[${attribute}]`).join())) {
    for (const attribute of MARKED) {
      if (element.hasAttribute(attribute)) element.setAttribute(attribute, element.getAttribute(attribute).replaceAll("@", number).replace("…", () => name));
    }
  }
  for (const place of copy.querySelectorAll("[data-stamp-name]")) place.textContent = name;
  return copy;
}
