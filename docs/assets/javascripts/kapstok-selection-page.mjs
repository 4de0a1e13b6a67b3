// <kapstok-selection-page>: the reader's own selection, or a shared one that stands in the address.
// Arrange, annotate, print as a dossier, pass on as a link or a table. What people typed, here or in a
// link, only ever becomes the text of a node or the value of a field.

import { store } from "./kapstok-selection.mjs";
import { add, annotate, counted, EMPTY, follow, isEmpty, itemOf, merge, MOST, remove, reorder } from "./selection.mjs";
import { csv } from "./selection-csv.mjs";
import { fetchTexts, Missing, sourceLines } from "./selection-dossier.mjs";
import { decode, encode, OWN } from "./selection-link.mjs";

const LONG = 2000; // from here on some mail programs cut a link off

class KapstokSelectionPage extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    this.rows = new Map();
    this.texts = new Map();
    this.pageTitle = document.title;
    for (const field of this.querySelectorAll("[data-field]")) field.maxLength = MOST[field.dataset.field];
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("input", (event) => this.typed(event.target));
    store.addEventListener("change", () => {
      this.render();
      if (this.selection.items.length && !this.isOffline) this.load();
    });
    addEventListener("hashchange", () => this.hashChanged());
    addEventListener("beforeprint", () => this.renderDossier());
    this.open();
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  get selection() {
    return this.shared ? this.shared.selection : store.selection;
  }

  /** Show what the address holds: a shared selection, or else the own one. */
  open() {
    this.messages = [];
    this.undo = null;
    this.isMade = false;
    this.rows.clear();
    this.shared = decode(location.hash);
    if (this.shared && store.trouble && location.hash.startsWith(`#${OWN}`)) {
      const { selection } = this.shared;
      this.shared = null;
      store.change((now) => merge(now, selection).selection);
    }
    this.hash = this.shared ? location.hash : "";
    this.asked = Boolean(this.shared);
    if (this.shared && isEmpty(this.shared.selection) && !this.shared.lost.length) this.messages.push("De gedeelde selectie is leeg.");
    this.followAliases();
    this.render();
    if (this.selection.items.length) this.load();
  }

  hashChanged() {
    if (decode(location.hash) || !location.hash) this.open();
    else if (this.hash) history.replaceState(null, "", this.hash); // an anchor on this page: keep the shared selection
  }

  async load() {
    if (this.catalogue) return;
    this.loading ??= fetch(this.dataset.index).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
    try {
      const { columns, records, ...rest } = await this.loading;
      const rows = records.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
      this.catalogue = { ...rest, records: new Map(rows.map((record) => [record.slug, record])) };
      this.isOffline = false;
      this.followAliases();
    } catch {
      this.loading = undefined;
      this.isOffline = true;
    }
    this.render();
  }

  /** A record that moved keeps its place in the selection. */
  followAliases() {
    if (!this.catalogue) return;
    const { selection, moved, noteless } = follow(this.selection, this.catalogue.aliases);
    if (!moved.length) return;
    for (const item of moved) this.messages.push(`‘${item.name || item.slug}’ heeft een nieuw adres gekregen. Uw selectie volgt het.`);
    for (const item of noteless) this.messages.push(`De nota bij ‘${item.name || item.slug}’ paste niet meer: ${item.note}`);
    if (this.shared) this.shared.selection = selection;
    else store.change((now) => follow(now, this.catalogue.aliases).selection);
  }

  recordOf(slug) {
    return this.catalogue?.records.get(slug);
  }

  /** What is left of a record that was deleted: its title, a sentence and the page that says more. */
  removedOf(slug) {
    const removed = this.catalogue?.removed;
    if (!removed || !Object.hasOwn(removed, slug)) return undefined;
    const [title, text, address] = removed[slug];
    return { title, text, address };
  }

  /** What stands where a record is gone. */
  goneText(slug) {
    return this.removedOf(slug)?.text ?? "Dit staat niet meer in Kapstok.";
  }

  addressOf(record) {
    return new URL(this.dataset.root + record.address, location.href.split("#")[0]).href;
  }

  themesOf(record) {
    return record.theme.map((id) => this.catalogue.themes[id]);
  }

  /** The sources of a record as they are cited on its page. */
  sourcesOf(record) {
    return record.source.map(([id, , rest]) => this.catalogue.sources[id] + rest);
  }

  titleOf(item) {
    return this.recordOf(item.slug)?.title || item.name || this.removedOf(item.slug)?.title || item.slug;
  }

  // What the reader does

  clicked(event) {
    const button = event.target.closest("button, a[href^='#dossier-']");
    if (!button) return;
    const slug = button.closest(".k-pick")?.dataset.slug;
    if (button.localName === "a") {
      event.preventDefault(); // the address may hold a shared selection
      document.getElementById(button.hash.slice(1))?.focus();
    } else if (button.dataset.move) this.move(slug, Number(button.dataset.move), button);
    else if ("remove" in button.dataset) this.remove(slug);
    else if (button.dataset.do) this[`${button.dataset.do}Pressed`]();
  }

  typed(field) {
    const { value } = field;
    const slug = field.closest(".k-pick")?.dataset.slug;
    if (slug) store.change((selection) => annotate(selection, slug, value));
    else if (field.dataset.field) store.change((selection) => ({ ...selection, [field.dataset.field]: value }));
    else this.renderLink();
    if (field.maxLength > 0 && value.length >= field.maxLength) this.say(`Er passen hoogstens ${counted(field.maxLength, "teken", "tekens")} in. De rest is niet overgenomen.`);
  }

  move(slug, by, button) {
    const before = this.selection;
    const title = this.titleOf(itemOf(before, slug));
    store.change((selection) => reorder(selection, slug, by));
    button.focus();
    const at = this.selection.items.findIndex((item) => item.slug === slug);
    const same = before.items[at].slug === slug;
    this.say(same ? `‘${title}’ staat al ${by < 0 ? "bovenaan" : "onderaan"}.` : `‘${title}’ staat nu op plaats ${at + 1} van ${this.selection.items.length}.`);
  }

  remove(slug) {
    const item = itemOf(this.selection, slug);
    const at = this.selection.items.indexOf(item);
    this.undo = {
      text: `‘${this.titleOf(item)}’ is verwijderd${item.note ? ", samen met uw nota" : ""}.`,
      at,
      back: (now) => add(now, item, at),
      focus: () => this.rows.get(slug)?.querySelector("[data-remove]"),
    };
    this.change((selection) => remove(selection, slug));
  }

  clearPressed() {
    const before = this.selection;
    this.undo = {
      text: `Uw selectie is gewist (${counted(before.items.length, "item", "items")}).`,
      back: (now) => merge(before, now).selection,
      focus: () => this.part("count"),
    };
    this.change(() => EMPTY, () => []);
  }

  adoptPressed() {
    this.take((own, theirs) => merge(own, theirs));
  }

  replacePressed() {
    this.take((own, theirs) => ({ selection: theirs, left: [], noteless: [] }));
  }

  lookPressed() {
    this.asked = false;
    this.render();
    this.part("heading").focus();
  }

  /** Make a shared selection one's own; what was there can come back. */
  take(combine) {
    const before = store.selection;
    const items = this.selection.items.map((item) => ({ ...item, name: this.titleOf(item) }));
    const { selection, left, noteless } = combine(before, { ...this.selection, items });
    history.replaceState(null, "", location.href.split("#")[0]);
    this.open();
    if (left.length) this.messages.push(`Uw selectie telt hoogstens ${MOST.items} items. Dit paste er niet meer bij: ${left.map((item) => `‘${item.name}’`).join(", ")}.`);
    if (noteless.length) this.messages.push(`De gedeelde nota paste niet meer bij die van u: ${noteless.map((item) => `‘${item.name}’`).join(", ")}.`);
    this.undo = {
      text: `Overgenomen. Uw selectie telt nu ${counted(selection.items.length, "item", "items")}${isEmpty(before) ? "" : `; het waren er ${before.items.length}`}.`,
      back: () => before,
      focus: () => this.part("heading"),
    };
    this.change(() => selection);
    this.undo.only = store.selection; // after another change the old state would undo that one too
    this.load();
  }

  /** Change the own selection, say so, and offer the way back. */
  change(change, lost) {
    store.change(change, lost);
    this.say(this.undo.text);
    this.querySelector("[data-do=undo]")?.focus();
  }

  undoPressed() {
    const { back, focus } = this.undo;
    this.undo = null;
    store.change(back);
    this.say("Teruggezet.");
    focus()?.focus();
  }

  understoodPressed() {
    store.change((selection) => selection, () => []);
    this.part("heading").focus();
  }

  retryPressed() {
    this.part("heading").focus();
    this.load();
  }

  notelessPressed() {
    this.part("notes").checked = false;
    this.renderLink();
    this.part("notes").focus();
  }

  async copyPressed() {
    const field = this.querySelector("#selectie-link");
    let text = "De link is gekopieerd.";
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.focus();
      field.select();
      text = "Uw browser laat niet toe dat een knop iets kopieert. De link is geselecteerd: kopieer hem met Ctrl+C, of houd hem ingedrukt.";
    }
    this.part("copied").textContent = text;
    this.say(text);
  }

  csvPressed() {
    const rows = this.selection.items.map((item) => {
      const record = this.recordOf(item.slug);
      const own = record && { ...record, theme: this.themesOf(record), source: this.sourcesOf(record), address: this.addressOf(record) };
      return { ...own, title: this.titleOf(item), note: item.note };
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv;charset=utf-8" }));
    link.download = "kapstok-selectie.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.say("De tabel is gedownload.");
  }

  async dossierPressed() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.say("De teksten worden opgehaald.");
    await this.load();
    const records = this.selection.items.map((item) => this.recordOf(item.slug))
      .filter((record) => record && !Array.isArray(this.texts.get(record.slug)));
    const bar = this.querySelector("progress");
    const progress = this.part("progress");
    const step = () => {
      progress.querySelector("span").textContent = `${bar.value} van ${counted(records.length, "tekst", "teksten")} opgehaald`;
    };
    Object.assign(bar, { max: Math.max(1, records.length), value: 0 });
    step();
    progress.hidden = !records.length;
    await fetchTexts(records.map((record) => ({ slug: record.slug, address: this.addressOf(record) })), (slug, result) => {
      this.texts.set(slug, result);
      bar.value += 1;
      step();
    });
    progress.hidden = true;
    this.isBusy = false;
    this.isMade = true;
    this.render();
    this.renderDossier();
    this.say(this.part("dossier-state").textContent);
  }

  printPressed() {
    print();
  }

  /** Tell a screen reader. */
  say(text) {
    this.part("said").textContent = text;
  }

  // What is on the page

  render() {
    const { selection, shared } = this;
    const own = store.selection;
    if (this.undo?.only && this.undo.only !== own) this.undo = null;
    const { title, items } = selection;
    document.title = title ? `\u2068${title}\u2069 – ${this.pageTitle}` : this.pageTitle;
    this.part("heading").textContent = shared ? "Gedeelde selectie" : "Mijn selectie";
    this.part("heading").tabIndex = -1;
    this.part("lead").hidden = Boolean(shared);
    this.part("shared").hidden = !this.asked || !items.length;
    this.part("looking").hidden = !shared || (this.asked && items.length > 0);
    this.querySelector("[data-do=replace]").hidden = isEmpty(own);
    this.part("question").textContent = isEmpty(own)
      ? "Neem ze over om ze in uw eigen browser te bewaren en aan te passen, of bekijk ze alleen."
      : `U hebt zelf al een selectie (${counted(own.items.length, "item", "items")}). Bij overnemen komen de gedeelde items onder die van u; uw eigen titel, inleiding en nota's blijven staan. Bij vervangen kunt u de uwe daarna nog terugzetten.`;
    this.part("empty").hidden = Boolean(shared) || items.length > 0;
    this.part("body").hidden = isEmpty(selection);
    for (const section of this.part("body").querySelectorAll("section")) section.hidden = !items.length;
    this.part("sharing").hidden ||= Boolean(shared);
    this.part("clearing").hidden = Boolean(shared);
    if (!shared && store.trouble && !isEmpty(own)) history.replaceState(null, "", `#${OWN}${encode(own)}`);
    this.renderNotices();
    this.renderAbout();
    this.renderList();
    this.renderLink();
    this.renderDossierState();
    this.drawing ??= requestAnimationFrame(() => this.renderDossier());
  }

  renderNotices() {
    const gone = this.catalogue ? this.selection.items.filter((item) => !this.recordOf(item.slug)).length : 0;
    const notices = this.messages.map((text) => [text]);
    if (this.shared?.lost.length) notices.push([this.shared.lost.join(" ")]);
    if (!this.shared && store.lost.length) notices.push([store.lost.join(" "), "understood", "Begrepen"]);
    if (!this.shared && store.trouble && !isEmpty(store.selection)) notices.push([`${store.trouble} Wat u nu wijzigt, staat alleen op deze pagina. Kopieer de link hieronder om uw selectie te bewaren.`]);
    if (gone) notices.push([`${gone === 1 ? "1 item staat" : `${gone} items staan`} niet meer in Kapstok. U vindt ${gone === 1 ? "het" : "ze"} nog in de lijst, met de nota erbij.`]);
    if (this.isOffline) notices.push(["De samenvattingen konden niet opgehaald worden: er is geen verbinding met de site. U ziet alleen wat in uw browser of in de link staat.", "retry", "Probeer opnieuw"]);
    const key = JSON.stringify(notices);
    const box = this.part("notices");
    if (box.dataset.key !== key) {
      box.dataset.key = key;
      box.replaceChildren(...notices.map(([text, action, label]) => make("p", "k-remark", text, ...(action ? [" ", button(action, label)] : []))));
    }
    const old = this.querySelector(".k-undo:not(li)");
    const now = this.undo && !this.undoInList ? this.undoElement("p") : null;
    if (old === now) return;
    old?.remove();
    if (now) box.after(now);
  }

  /** After a removal the way back stands where the item was. */
  get undoInList() {
    return this.undo?.at !== undefined && this.selection.items.length > 0;
  }

  undoElement(tag) {
    if (this.undo.element?.localName !== tag) this.undo.element = make(tag, "k-undo", this.undo.text, " ", button("undo", "Zet terug"));
    return this.undo.element;
  }

  renderAbout() {
    const { title, intro } = this.selection;
    this.part("about").hidden = Boolean(this.shared);
    this.part("their-about").hidden = !this.shared;
    for (const field of this.querySelectorAll("[data-field]")) {
      const value = this.selection[field.dataset.field];
      if (field !== document.activeElement && field.value !== value) field.value = value;
      field.nextElementSibling.textContent = tally(value, field.maxLength);
    }
    this.part("their-title").textContent = title;
    this.part("their-intro").textContent = intro;
    this.part("their-title").hidden = !title;
    this.part("their-intro").hidden = !intro;
    this.part("count").textContent = counted(this.selection.items.length, "item", "items");
    this.part("count").tabIndex = -1;
    this.part("count").hidden = !this.selection.items.length;
  }

  renderList() {
    const list = this.part("list");
    const rows = this.selection.items.map((item, at) => this.row(item, at));
    if (this.undoInList) rows.splice(this.undo.at, 0, this.undoElement("li"));
    if (rows.length === list.children.length && rows.every((row, at) => row === list.children[at])) return;
    const focused = document.activeElement;
    list.replaceChildren(...rows);
    if (list.contains(focused)) focused.focus({ preventScroll: true });
  }

  row(item, at) {
    let row = this.rows.get(item.slug);
    if (!row) {
      row = this.part("pick").content.firstElementChild.cloneNode(true);
      row.dataset.slug = item.slug;
      const area = row.querySelector("textarea");
      const count = row.querySelector(".k-count");
      row.querySelector("label").htmlFor = area.id = `nota-${item.slug}`;
      count.id = `telling-${item.slug}`;
      area.setAttribute("aria-describedby", count.id);
      area.maxLength = MOST.note;
      if (this.shared) row.querySelector(".k-pick__own").remove();
      this.rows.set(item.slug, row);
    }
    const record = this.recordOf(item.slug);
    const isGone = this.catalogue && !record;
    const link = row.querySelector(".k-card__title a");
    link.textContent = this.titleOf(item);
    const page = record ?? this.removedOf(item.slug);
    if (page) link.href = this.addressOf(page);
    else link.removeAttribute("href");
    if (record) row.dataset.theme = record.kind === "practice" ? record.theme[0] : "";
    row.querySelector(".k-card__theme").textContent = record ? (record.kind === "practice" ? this.themesOf(record)[0] : "Heet hangijzer") : "";
    row.querySelector(".k-card__summary").textContent = isGone ? this.goneText(item.slug) : record?.summary ?? "";
    row.querySelector(".k-card__place").textContent = record?.place ?? "";
    const note = row.querySelector(".k-pick__note");
    note.hidden = !this.shared || !item.note;
    note.textContent = item.note;
    const area = row.querySelector("textarea");
    if (!area) return row;
    if (area !== document.activeElement && area.value !== item.note) area.value = item.note;
    row.querySelector(".k-count").textContent = tally(item.note, MOST.note);
    for (const hidden of row.querySelectorAll("button .k-visually-hidden")) hidden.textContent = `: ${this.titleOf(item)}`;
    row.querySelector("[data-move='-1']").setAttribute("aria-disabled", String(at === 0));
    row.querySelector("[data-move='1']").setAttribute("aria-disabled", String(at === this.selection.items.length - 1));
    return row;
  }

  renderLink() {
    if (this.shared) return;
    const hasNotes = this.selection.items.some((item) => item.note);
    const notes = this.part("notes").checked && hasNotes;
    const address = `${location.href.split(/[?#]/)[0]}#${encode(this.selection, { notes })}`;
    const size = counted(address.length, "teken", "tekens");
    const isTooLong = address.length > MOST.link;
    const field = this.querySelector("#selectie-link");
    if (field.value !== address) this.part("copied").textContent = "";
    field.value = address;
    const { title } = this.selection;
    const titles = this.selection.items.map((item, at) => `${at + 1}. ${this.titleOf(item)}`).join("\n");
    const parts = [this.selection.intro, titles, address].filter(Boolean).join("\n\n").replace(/\p{Surrogate}/gu, "\ufffd");
    const mail = { subject: title || "Een selectie uit Kapstok", body: `${encodeURIComponent(parts).length < LONG ? parts : address}\n` };
    const encoded = Object.entries(mail).map(([key, text]) => `${key}=${encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))}`);
    this.part("mail").href = `mailto:?${encoded.join("&")}`;
    this.part("with-notes").hidden = !hasNotes;
    this.part("link").hidden = isTooLong;
    const state = [];
    if (isTooLong) {
      state.push(`Deze link zou ${size} tellen, en ${counted(MOST.link, "teken", "tekens")} is het meeste: langere links werken niet overal. ${notes ? "" : "Kort de inleiding in of deel minder items."}`);
    } else if (address.length > LONG) {
      state.push(`Deze link telt ${size}. Sommige mailprogramma's knippen een link van meer dan ${counted(LONG, "teken", "tekens")} af; wie hem opent, ziet dan dat er iets ontbreekt. `);
    }
    if (state.length && notes) state.push(button("noteless", "Maak de link zonder nota's"));
    const box = this.part("link-state");
    const key = state.map((part) => part.textContent ?? part).join("");
    if (box.textContent !== key) box.replaceChildren(...(state.length ? [make("p", "k-remark", ...state)] : []));
  }

  renderDossierState() {
    const { items } = this.selection;
    const lines = [];
    const failed = items.filter((item) => this.texts.get(item.slug) instanceof Missing);
    const waiting = items.filter((item) => !this.texts.has(item.slug) && (this.recordOf(item.slug) || !this.catalogue));
    if (this.isMade && !this.isBusy) {
      if (this.isOffline) lines.push("De teksten konden niet opgehaald worden: er is geen verbinding met de site. U kunt alleen de korte vorm afdrukken, met titels en nota's.");
      else if (failed.length) {
        const reasons = failed.map((item) => `‘${this.titleOf(item)}’ (${this.texts.get(item.slug).message})`);
        lines.push(`Van ${counted(items.length, "item", "items")} ${failed.length === 1 ? "ontbreekt 1 tekst" : `ontbreken ${failed.length} teksten`}: ${reasons.join(", ")}. Daarvan staat alleen de samenvatting in het dossier. Kies opnieuw ‘Maak dossier’ om het nog eens te proberen.`);
      } else if (waiting.length) lines.push("Uw selectie is gewijzigd. Kies opnieuw ‘Maak dossier’ om de nieuwe teksten op te halen.");
      else lines.push("Het dossier is klaar. U ziet het hieronder.");
    }
    const box = this.part("dossier-state");
    if (box.textContent !== lines.join("")) box.replaceChildren(...lines.map((text) => make("p", "k-remark", text)));
    this.querySelector("[data-do=print]").hidden = !this.isMade;
  }

  // On paper

  renderDossier() {
    cancelAnimationFrame(this.drawing);
    this.drawing = undefined;
    const { title, intro, items } = this.selection;
    const dossier = this.part("dossier");
    this.classList.toggle("has-items", items.length > 0);
    dossier.classList.toggle("is-made", this.isMade);
    if (!items.length) {
      dossier.replaceChildren();
      return;
    }
    const heading = make("h2", "k-typed", title || "Een selectie uit Kapstok");
    heading.id = "dossier";
    const day = new Date().toLocaleDateString("nl-BE", { day: "numeric", month: "long", year: "numeric" });
    const site = new URL(this.dataset.root, location.href.split("#")[0]).href;
    const cover = make("header", "k-dossier__cover", heading);
    if (intro) cover.append(make("p", "k-typed", intro));
    cover.append(make("p", "k-dossier__made", `Samengesteld met Kapstok op ${day}.`), make("p", "k-address", site));
    const contents = make("section", "k-dossier__contents", make("h3", "", "Inhoud"), make("ol", "", ...items.map((item) => {
      const link = make("a", "", this.titleOf(item));
      link.href = `#dossier-${item.slug}`;
      const place = this.recordOf(item.slug)?.place;
      return make("li", "", link, place ? ` · ${place}` : "");
    })));
    const known = items.map((item) => this.recordOf(item.slug)).filter(Boolean);
    const sources = known.length ? sourceLines(known, this.catalogue.sources) : [];
    dossier.replaceChildren(cover, contents, ...items.map((item) => this.chapter(item)));
    if (sources.length) {
      dossier.append(make("section", "k-dossier__sources", make("h3", "", "Bronnen"), make("ul", "", ...sources.map((line) => make("li", "", line)))));
    }
  }

  /** One item: its own page's text where that was fetched, else what the list says of it. */
  chapter(item) {
    const record = this.recordOf(item.slug);
    const text = this.texts.get(item.slug);
    const chapter = make("article", "k-dossier__record");
    chapter.id = `dossier-${item.slug}`;
    chapter.tabIndex = -1;
    if (record?.kind === "practice") chapter.dataset.theme = record.theme[0];
    const note = item.note ? [make("div", "k-dossier__note", make("p", "k-card__theme", "Nota"), make("p", "k-typed", item.note))] : [];
    if (this.isMade && Array.isArray(text)) {
      const heading = text.findIndex((part) => part.localName === "h3");
      chapter.append(...text.slice(0, heading + 1), ...note, ...text.slice(heading + 1));
    } else {
      const cited = record && this.sourcesOf(record).join("; ");
      chapter.append(make("h3", "", this.titleOf(item)), ...note);
      if (record) chapter.append(make("p", "", record.summary));
      if (this.isMade && text instanceof Missing) chapter.append(make("p", "k-remark", `De volledige tekst ontbreekt: ${text.message}.`));
      if (this.catalogue && !record) chapter.append(make("p", "k-remark", this.goneText(item.slug)));
      if (record?.place || cited) chapter.append(make("p", "k-note", [record.place, cited && `Bron: ${cited}`].filter(Boolean).join(" · ")));
    }
    if (record) chapter.append(make("p", "k-note k-address", `Op het web: ${this.addressOf(record)}`));
    return chapter;
  }
}

/** An element with a class and children; texts become text nodes. What people typed runs its own way. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (className.includes("k-typed")) element.dir = "auto";
  element.append(...children);
  return element;
}

function button(action, label) {
  const element = make("button", "k-button", label);
  element.type = "button";
  element.dataset.do = action;
  return element;
}

function tally(text, most) {
  return `${text.length.toLocaleString("nl-BE")} van ${counted(most, "teken", "tekens")}`;
}

customElements.define("kapstok-selection-page", KapstokSelectionPage);
