// On every page: the reader's selection as the browser keeps it, a button "Bewaar" on everything that can
// be selected, and the number in the header. Nothing is ever sent: it stays in localStorage under one key.

import { add, counted, EMPTY, isEmpty, itemOf, merge, MOST, parse, remove, serialise } from "./selection.mjs";

const KEY = "kapstok.selectie";

/** What is selected now. Dispatches "change"; where nothing can be kept, `trouble` says why and memory serves. */
class Store extends EventTarget {
  selection = EMPTY;
  lost = [];
  trouble = "";

  constructor() {
    super();
    this.read();
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.refresh();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.refresh();
    });
  }

  /** Take over what is kept; after a failure to keep, own items stay beside those of another tab. */
  read() {
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      this.trouble = "Uw browser laat niet toe dat deze site iets bewaart.";
      return;
    }
    if (text === this.text) return;
    this.text = text;
    const kept = parse(text);
    this.selection = this.trouble ? merge(kept.selection, this.selection).selection : kept.selection;
    this.lost = kept.lost;
  }

  refresh() {
    this.read();
    this.dispatchEvent(new Event("change"));
  }

  /** Change what is kept now, which another tab may have changed meanwhile. */
  change(change, lost = (before) => before) {
    this.read();
    this.selection = change(this.selection);
    this.lost = lost(this.lost);
    try {
      if (isEmpty(this.selection) && !this.lost.length) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, serialise(this.selection, this.lost));
      this.text = localStorage.getItem(KEY);
      this.trouble = "";
    } catch (error) {
      const full = error.name === "QuotaExceededError";
      this.trouble = full ? "De opslag van uw browser is vol." : "Uw browser laat niet toe dat deze site iets bewaart.";
    }
    this.dispatchEvent(new Event("change"));
  }
}

export const store = new Store();

const SELECTABLE = ":is([data-kind=practice], [data-kind=hangijzer])[data-id]";
const link = document.querySelector("[data-selection-link]");
const page = link?.href;
const box = document.createElement("div");
box.className = "k-kept";
box.setAttribute("role", "status");
document.body.append(box);

/** Announce a text; one that matters beyond the button is shown too, with a way to the selection. */
function say(text, shown) {
  box.replaceChildren(text);
  box.classList.toggle("k-visually-hidden", !shown);
  if (!shown) return;
  const way = document.createElement("a");
  way.href = link.href;
  way.textContent = "Mijn selectie";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Sluit";
  close.addEventListener("click", () => box.replaceChildren());
  box.append(" ", way, " ", close);
}

const removed = new Map();

function toggle(place) {
  const slug = place.dataset.id;
  const { items } = store.selection;
  const item = itemOf(store.selection, slug);
  if (item) {
    removed.set(slug, { item, at: items.indexOf(item) });
    store.change((selection) => remove(selection, slug));
    say(item.note ? "Weg uit uw selectie, samen met uw nota. Kies opnieuw ‘Bewaar’ om beide terug te zetten." : "Weg uit uw selectie.", item.note);
    return;
  }
  const name = place.querySelector(".k-card__title, h1, h2")?.textContent.trim();
  const before = removed.get(slug);
  store.change((selection) => add(selection, before?.item ?? { slug, name }, before?.at));
  if (!itemOf(store.selection, slug)) {
    say(`Uw selectie is vol: ze telt hoogstens ${MOST.items} items. Verwijder er eerst een.`, true);
  } else if (store.trouble) {
    say(`${store.trouble} Uw selectie blijft alleen zolang deze pagina openstaat. Neem ze mee met deze link:`, true);
  } else {
    say(`Bewaard. Uw selectie telt ${counted(store.selection.items.length, "item", "items")}.`);
  }
}

function buttonOf(place) {
  const there = place.querySelector(":scope > .k-keep");
  if (there) return there;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "k-keep";
  const title = document.createElement("span");
  title.className = "k-visually-hidden";
  title.textContent = `: ${place.querySelector(".k-card__title, h1, h2")?.textContent.trim()}`;
  button.append(document.createElement("span"), title);
  button.addEventListener("click", () => toggle(place));
  const trail = place.querySelector(":scope > .k-trail");
  if (trail) trail.after(button);
  else place.append(button);
  return button;
}

async function show() {
  const { items } = store.selection;
  const chosen = new Set(items.map((item) => item.slug));
  for (const place of document.querySelectorAll(SELECTABLE)) {
    const button = buttonOf(place);
    const isChosen = chosen.has(place.dataset.id);
    button.setAttribute("aria-pressed", String(isChosen));
    button.firstChild.textContent = isChosen ? "Bewaard ✓" : "Bewaar";
  }
  if (!link) return;
  link.hidden = !items.length;
  link.querySelector("[data-selection-count]").textContent = `(${items.length})`;
  link.href = page;
  if (store.trouble && items.length) {
    const { encode, OWN } = await import("./selection-link.mjs");
    link.href = `${page}#${OWN}${encode(store.selection)}`;
  }
  box.querySelector("a")?.setAttribute("href", link.href);
}

store.addEventListener("change", show);
document.addEventListener("kapstok-results", show);
show();
