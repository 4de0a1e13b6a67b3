// <kapstok-share>: hands a page on. Copies the reader's address, writes the mail, prints.
// On a list that a search narrowed, and on a map of one theme, mail and paper say what was asked and how much was found.

import { copyText, currentAddress, lastingAddress } from "./kapstok-copy.mjs";

const MAIL_MOST = 2000;
const SUBJECT_MOST = 100;

/** A mailto: address; the twin of `mail_link` in share.py. */
export function mailLink(address, title, text = "") {
  const link = (...parts) => `mailto:?subject=${encoded(title)}&body=${encoded(parts.filter(Boolean).join("\n\n"))}`;
  const whole = link(title, text, address);
  return whole.length <= MAIL_MOST ? whole : link(title, address);
}

/** Percent-encoded with the line ends of a mail, and every sign that Python encodes too. */
export function encoded(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/\r?\n/g, "\r\n")) // half a character has no code
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What a list or the map shows now: the names of what was searched and chosen, the same in lines, and how much there is. */
function shownState() {
  const theme = document.querySelector("kapstok-map [data-choice][aria-current]:not([data-choice=''])");
  if (theme) return { names: [theme.textContent], lines: [], found: document.querySelector("kapstok-map [data-status]").firstChild.textContent.trim() };
  const search = document.querySelector("kapstok-search");
  if (!search) return { names: [], lines: [], found: "" };
  const query = new URLSearchParams(location.search).get("q")?.trim();
  const names = query ? [query] : [];
  const lines = query ? [`Gezocht: ${query}`] : [];
  for (const facet of search.querySelectorAll("[data-facet]")) {
    const chosen = [...facet.querySelectorAll("input:checked")].map((box) => box.nextElementSibling.textContent.trim());
    names.push(...chosen);
    if (chosen.length) lines.push(`${facet.querySelector("summary").textContent.trim()}: ${chosen.join(" of ")}`);
  }
  const status = search.querySelector("[data-search-state=ready]") && search.querySelector("[data-status]").firstChild;
  return { names, lines, found: (status?.textContent ?? "").split(/\.(?:\s|$)/)[0] };
}

class KapstokShare extends HTMLElement {
  connectedCallback() {
    const [copy, mail, print] = ["copy", "mail", "print"].map((name) => this.querySelector(`[data-${name}]`));
    copy.hidden = false;
    print.hidden = false;
    copy.onclick = () => copyText(this, currentAddress(), { done: "Link gekopieerd.", name: "Adres van deze pagina" });
    mail.onclick = () => { mail.href = this.mail(); };
    print.onclick = async () => {
      await document.querySelector("kapstok-search")?.showAll?.();
      window.print();
    };
    addEventListener("beforeprint", () => this.writePaper());
  }

  mail() {
    const { title, text } = this.dataset;
    const { names, lines, found } = shownState();
    const subject = names.length ? `${title}: ${names.join(", ")}` : title;
    const signs = [...subject];
    const short = signs.length > SUBJECT_MOST ? `${signs.slice(0, SUBJECT_MOST - 1).join("")}…` : subject;
    return mailLink(currentAddress(), short, [...lines, found].filter(Boolean).join("\n") || text);
  }

  /** A printed list or map names its state, and the address under which it is published. */
  writePaper() {
    const place = document.querySelector("[data-paper-address]");
    const shown = document.querySelector("kapstok-search, kapstok-map");
    if (!place || !shown) return;
    place.dataset.paperAddress ||= place.textContent;
    const cut = shown.querySelector(".k-more") ? ["alleen de eerste resultaten zijn afgedrukt"] : [];
    place.textContent = [`${lastingAddress(place.dataset.paperAddress)}${location.search}`, ...shownState().lines, ...cut].join(" · ");
  }
}

customElements.define("kapstok-share", KapstokShare);
