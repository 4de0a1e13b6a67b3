// <kapstok-form>: the form of /meedoen/. It keeps what is typed as a draft, says what is wrong at its field, shows the
// practice as it will look, and gives the file: to the host of the files, as a download, as a text or as a mail.

import "./kapstok-items.mjs";
import "./kapstok-names.mjs";
import "./kapstok-places.mjs";
import { afterPress } from "./after-press.mjs";
import { Drafts } from "./form-drafts.mjs";
import { fieldsOf, fill, valuesOf } from "./form-values.mjs";
import { goTo, inWords, isOfSlug, isOfText, placeOf, showProblems } from "./form-problems.mjs";
import { remarksOn, wordCount } from "./form-remarks.mjs";
import { copyText } from "./kapstok-copy.mjs";
import { practiceFile } from "./practice-file.mjs";
import { fileMail, newFileAddress } from "./repository-address.mjs";
import { proposedSlug } from "./slug.mjs";
import { fold } from "./place-names.mjs";
import { suggestionsOf, wordsOf } from "./suggestions.mjs";

const UNTITLED = "Zonder titel";

class KapstokForm extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.touched = new Set();
    this.changed = new Set();
    this.sections = new Map();
    this.problems = [];
    this.remarks = [];
    this.part("retry").addEventListener("click", () => this.load());
    this.load();
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  field(key) {
    return this.form.querySelector(`[data-key="${key}"]`);
  }

  control(key) {
    return this.field(key).querySelector("input, select, textarea");
  }

  async load() {
    this.part("offline").hidden = true;
    try {
      const answer = await fetch(this.dataset.index);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.facts = await answer.json();
    } catch {
      this.part("offline").hidden = false;
      return;
    }
    this.start();
  }

  start() {
    const { facts } = this;
    this.host = { ...this.dataset, limit: Number(this.dataset.limit) };
    this.taken = new Set([...facts.practices, ...facts.hangijzers].map(({ id }) => id).concat(Object.keys(facts.aliases)));
    this.suggestions = suggestionsOf(facts, () => this.towns);
    this.words = wordsOf(facts);
    this.readyNames(this.form);
    this.places.suggest = (town, typed) => this.suggestions.inside(town, typed);
    this.drafts = new Drafts();
    this.form.hidden = false;
    this.listen();
    this.show(this.drafts.resume() ?? {});
  }

  /** The check is fetched when there is something to check; gives whether it is there. */
  loadCheck() {
    this.loading ??= import("./practice-check.mjs").then(({ checkPractice }) => {
      this.check = checkPractice;
      this.judge();
      return true;
    }, () => {
      this.loading = undefined;
      return false;
    }).then((isThere) => {
      this.part("no-check").hidden = isThere;
      return isThere;
    });
    return this.loading;
  }

  listen() {
    const { form } = this;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("kapstok-chosen", ({ target, detail }) => {
      if (detail.place && target === this.municipality) this.places.add(detail.value, detail.place);
    });
    form.addEventListener("kapstok-item", ({ target }) => this.readyNames(target));
    form.addEventListener("input", (event) => this.typed(event.target));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("textarea[data-line]")) event.preventDefault();
    });
    form.addEventListener("focusout", (event) => this.left(event));
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (!button) return;
      for (const names of form.querySelectorAll("kapstok-names")) names.addTyped();
      this[`${button.dataset.do}Pressed`](event, button);
    });
    this.part("preview").addEventListener("toggle", () => this.renderPreview());
    this.drafts.addEventListener("change", () => this.renderDrafts());
    this.drafts.addEventListener("other", () => this.takeOver());
    addEventListener("beforeunload", (event) => {
      if (this.drafts.trouble && !this.isTaken && !this.isEmpty) event.preventDefault();
    });
  }

  readyNames(scope) {
    for (const names of scope.querySelectorAll("kapstok-names[data-known]")) {
      const { known } = names.dataset;
      names.suggest = this.suggestions[known] ?? names.suggest;
      names.wordsOf = this.words[known] ?? names.wordsOf;
    }
  }

  // The draft

  get municipality() {
    return this.field("municipality").querySelector("kapstok-names");
  }

  get places() {
    return this.field("place").querySelector("kapstok-places");
  }

  get towns() {
    return this.municipality.added;
  }

  get draft() {
    const { body = "", slug = "", ...data } = valuesOf(this.form);
    return { folder: data.theme?.[0] ?? "", slug, data, body: body && this.control("body").value, isNamed: Boolean(this.isNamed) };
  }

  get isEmpty() {
    const { data, body } = this.draft;
    return !body && !Object.keys(data).length;
  }

  get file() {
    const { data, body } = this.draft;
    return practiceFile(data, body, this.facts.fields);
  }

  get fileName() {
    return `${this.draft.slug || "praktijk"}.md`;
  }

  /** Fill the form with a draft, as if nobody had looked at it yet. */
  show({ data = {}, body = "", slug = "", isNamed = false }) {
    this.isNamed = isNamed;
    this.touched.clear();
    this.changed.clear();
    this.isAsked = false;
    this.sections = new Map([[data.theme?.[0] ?? "", data.section ?? ""]]);
    this.theme = undefined;
    fill(this.form, { ...data, body, slug });
    for (const fold of this.form.querySelectorAll("details")) fold.open = false;
    for (const place of this.querySelectorAll("[data-summary], [data-steps], [data-after]")) place.hidden = true;
    this.render();
    this.renderDrafts();
    if (!this.isEmpty) this.loadCheck();
  }

  typed(target) {
    const field = target.closest("[data-input]");
    if (!field) return;
    if (target.matches("textarea[data-line]") && /[\r\n]/.test(target.value)) target.value = target.value.replace(/[\r\n]+/g, " ");
    if (field.dataset.key === "slug") this.isNamed = Boolean(target.value.trim());
    this.changed.add(field);
    this.isTaken = false;
    this.loadCheck();
    this.part("undo").hidden = true;
    this.render();
    if (this.isEmpty && this.drafts.text === null) return;
    if (this.drafts.save(this.draft)) this.note("Een ander tabblad wijzigde dit concept ook. Wat u hier typt, is nu een apart concept.");
  }

  /** Another tab wrote this draft; here everything was kept already, so nothing is lost by showing it. */
  takeOver() {
    if (this.drafts.trouble) return;
    this.show(this.drafts.open(this.drafts.id) ?? this.draft);
    this.note("Een ander tabblad wijzigde dit concept. U ziet nu die versie.");
  }

  /** A field that somebody filled in and left may say what is wrong. */
  left({ target, relatedTarget }) {
    const field = target.closest("[data-input]");
    if (!field || field.contains(relatedTarget) || !this.changed.has(field)) return;
    afterPress(() => {
      if (!this.changed.has(field)) return; // another draft came in its place
      this.touched.add(field);
      this.judge();
    });
  }

  // What follows from what

  render() {
    this.renderSections();
    this.places.towns = this.towns;
    this.renderSlug();
    this.renderTwin();
    this.renderCounts();
    this.judge();
    this.renderPreview();
    this.renderWays();
  }

  /** The sub-questions of the theme; what was chosen for another theme comes back with it. */
  renderSections() {
    const select = this.control("section");
    const theme = this.control("theme").value;
    if (this.theme === theme) {
      this.sections.set(theme, select.value);
      return;
    }
    const wanted = this.sections.get(theme) ?? "";
    const known = this.facts.themes.find(({ id }) => id === theme)?.sections ?? [];
    const all = known.some(({ id }) => id === wanted) || !wanted ? known : [...known, { id: wanted, title: wanted }];
    select.replaceChildren(new Option("Geen", ""), ...all.map(({ id, title }) => new Option(title, id)));
    select.value = wanted;
    this.field("section").hidden = !all.length;
    this.theme = theme;
    for (const box of this.field("theme").querySelectorAll("input")) {
      box.closest("label").hidden = box.value === theme;
    }
  }

  renderSlug() {
    const input = this.control("slug");
    if (!this.isNamed) input.value = this.control("title").value.trim() && proposedSlug(this.control("title").value, this.towns, this.taken);
  }

  /** The practice that has the same title already: perhaps it is the same one. */
  renderTwin() {
    const title = fold(this.control("title").value);
    const twin = this.facts.practices.find((practice) => fold(practice.title) === title);
    const place = this.part("twin");
    if (place.dataset.twin === (twin?.id ?? "")) return;
    place.dataset.twin = twin?.id ?? "";
    if (!twin) {
      place.replaceChildren();
      return;
    }
    const link = document.createElement("a");
    Object.assign(link, { href: `${this.dataset.root}praktijken/${twin.id}/`, target: "_blank", rel: "noopener", textContent: twin.title });
    place.replaceChildren("Er staat al een praktijk met deze titel: ", link, ". Is het dezelfde, verbeter dan die. Is het een andere, zet dan uw gemeente in de titel.");
  }

  /** How much room is left, or how much text there is. */
  renderCounts() {
    for (const count of this.form.querySelectorAll("[data-count]")) {
      const { value } = count.closest("[data-input]").querySelector("input, textarea");
      const room = Number(count.dataset.count) - [...value.trim()].length;
      const words = wordCount(value);
      if (!count.dataset.count) count.textContent = `${words} ${words === 1 ? "woord" : "woorden"}`;
      else count.textContent = room < 0 ? `${-room} te veel` : `nog ${room} ${room === 1 ? "teken" : "tekens"}`;
      count.hidden = !value;
      count.classList.toggle("is-over", Boolean(count.dataset.count) && room < 0);
    }
    const { data } = this.draft;
    const filled = fieldsOf(this.form).filter((field) => field.dataset.key in data);
    for (const place of this.form.querySelectorAll("[data-filled]")) {
      const { length } = filled.filter((field) => place.closest("details").contains(field));
      place.textContent = length ? `${length} ingevuld` : "";
    }
  }

  /** Ask the check, and say what it says of the fields that may. */
  judge() {
    if (!this.check) return;
    const { draft } = this;
    // the address follows from the title: without one there is nothing to say of it
    this.problems = this.check(draft, this.facts).filter((problem) => draft.data.title || !isOfSlug(problem));
    const isShown = (field) => this.isAsked || this.touched.has(field);
    showProblems(this.form, this.problems, isShown);
    this.remarks = this.problems.some(isOfText) ? [] : remarksOn(draft.body);
    this.part("remarks").textContent = isShown(this.field("body")) ? this.remarks.join(" ") : "";
    if (!this.part("summary").hidden) this.renderSummary();
  }

  renderSummary() {
    const found = this.problems.map((problem) => ({ ...placeOf(this.form, problem), text: inWords(problem) }))
      .sort((a, b) => Math.sign((a.control.compareDocumentPosition(b.control) & 2) - (a.control.compareDocumentPosition(b.control) & 4))); // 2: b comes before a, 4: after
    const count = found.length;
    if (!count) found.push(...this.remarks.map((text) => ({ control: this.control("body"), name: "Tekst", text })));
    this.part("summary-title").textContent = count ? `Nog ${count === 1 ? "1 ding" : `${count} dingen`} na te kijken` : found.length ? "U kunt dit indienen. Mag het nog beter?" : "Alles is in orde";
    this.part("summary-more").hidden = !count;
    this.part("summary-right").hidden = count > 0;
    this.part("summary-list").replaceChildren(...found.map(({ control, name, text }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${control.id || "formulier"}`;
      link.textContent = `${name}: ${text}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        goTo(control);
      });
      item.append(link);
      return item;
    }));
  }

  /** Made when somebody looks at it, so that nobody else fetches what it needs. */
  async renderPreview() {
    if (!this.part("preview").open) return;
    const body = this.part("preview-body");
    try {
      const { previewNodes } = await import("./form-preview.mjs");
      body.replaceChildren(...previewNodes(this.draft, this.facts, this.dataset.root));
    } catch {
      body.textContent = "Het voorbeeld is niet geladen: er is geen verbinding met de site. Typ gerust verder.";
    }
  }

  renderWays() {
    const { draft, file, host } = this;
    const to = { folder: draft.folder || "thema", slug: draft.slug || "praktijk" };
    this.newFile = newFileAddress(host, to, file);
    for (const link of this.querySelectorAll("[data-host-link]")) link.href = this.newFile.address;
    const mail = this.part("mail");
    if (!mail) return;
    this.mail = fileMail(this.dataset.mailbox, draft.data.title ?? UNTITLED, this.fileName, file);
    mail.href = this.mail.address;
  }

  renderDrafts() {
    const others = this.drafts.list().filter(({ id }) => id !== this.drafts.id);
    const key = JSON.stringify(others.map(({ id, saved }) => [id, saved]));
    this.part("drafts").hidden = !others.length;
    if (this.draftKey !== key) this.part("draft-list").replaceChildren(...others.map(({ id, saved, draft }) => {
      const item = this.part("draft-row").content.cloneNode(true);
      const title = draft.data.title || UNTITLED;
      item.querySelector("[data-title]").textContent = title;
      item.querySelector("[data-saved]").textContent = saved && `bewaard op ${new Date(saved).toLocaleString("nl-BE", { dateStyle: "long", timeStyle: "short" })}`;
      for (const button of item.querySelectorAll("button")) {
        button.dataset.id = id;
        button.querySelector("span").textContent = `: ${title}`;
      }
      return item;
    }));
    this.draftKey = key;
    this.part("own-draft").hidden = this.drafts.text === null;
    const { trouble } = this.drafts;
    this.part("trouble").textContent = trouble ? `${trouble} Wat u typt, blijft zolang deze pagina openstaat. Download het bestand voor u weggaat.` : "";
  }

  // What somebody asks for

  openPressed(event, { dataset }) {
    this.show(this.drafts.open(dataset.id) ?? {});
    this.note(`U werkt verder aan ‘${this.draft.data.title || UNTITLED}’.`);
    this.control("title").focus();
  }

  beginPressed() {
    this.drafts.begin();
    this.show({});
    this.note("Een nieuwe, lege praktijk. De vorige staat bij uw concepten.");
    this.control("title").focus();
  }

  removePressed(event, { dataset }) {
    const id = dataset.id ?? this.drafts.id;
    const isOwn = id === this.drafts.id;
    const title = this.drafts.list().find((draft) => draft.id === id)?.draft.data.title || UNTITLED;
    const text = this.drafts.remove(id);
    this.removed = { id, text, isOwn };
    if (isOwn) this.show({});
    this.note(`Het concept ‘${title}’ is gewist.`);
    this.part("undo").hidden = false;
    this.part("undo").focus();
  }

  undoPressed() {
    const { id, text, isOwn } = this.removed;
    this.drafts.restore(id, text);
    if (isOwn && this.isEmpty) this.show(this.drafts.open(id) ?? {});
    this.part("undo").hidden = true;
    this.note("Teruggezet.");
    this.control("title").focus();
  }

  headingPressed(event, { dataset }) {
    const area = this.control("body");
    const heading = `## ${dataset.heading}`;
    const lines = area.value.split("\n");
    if (!lines.includes(heading)) area.value = `${area.value.trimEnd()}${area.value.trim() ? "\n\n" : ""}${heading}\n\n`;
    const after = area.value.indexOf(`${heading}\n`) + heading.length;
    const next = area.value.indexOf("\n## ", after);
    const end = next < 0 ? area.value.length : next;
    area.focus();
    area.setSelectionRange(end, end);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  todayPressed(event, button) {
    const input = button.closest("[data-input]").querySelector("input");
    const now = new Date();
    input.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }

  /** What the check thinks was meant, in the place of what was typed. */
  takePressed(event, { dataset }) {
    const names = event.target.closest("[data-input]").querySelector("kapstok-names");
    if (names === this.municipality) this.places.rename(dataset.value, dataset.meant);
    if (dataset.place) this.places.add(dataset.meant, dataset.place);
    names.replace(dataset.value, dataset.meant);
    names.input.focus();
  }

  async checkPressed() {
    if (await this.loadCheck()) this.isRight(true);
  }

  /** Nothing is wrong, as far as the check can tell; else everything that is wrong is said, with a way to each.
      Who was faster than the check is told what it says as soon as it is there. */
  isRight(isTold = false) {
    this.isAsked = true;
    if (!this.check && this.part("no-check").hidden) {
      this.checkPressed();
      return false;
    }
    this.judge();
    const isRight = !this.problems.length;
    this.part("summary").hidden = isRight && !(isTold && this.check);
    if (!this.part("summary").hidden) {
      this.renderSummary();
      this.part("summary").focus();
    }
    return isRight;
  }

  proposePressed(event) {
    const isRight = this.isRight();
    if (isRight && this.newFile.isFilled) {
      this.done(this.host.kind);
      return; // the link leads there
    }
    event.preventDefault();
    if (!isRight) return;
    this.part("steps").hidden = false;
    this.part("steps-why").hidden = !this.host.content;
    this.part("steps").focus();
  }

  downloadPressed() {
    if (this.isRight()) this.download();
  }

  downloadAnywayPressed() {
    this.download();
  }

  async copyPressed() {
    if (!this.isRight()) return;
    await this.copy(this.part("copied"));
    this.done("copy");
  }

  async copyStepPressed() {
    await this.copy(this.part("copied-step"));
    this.isTaken = true;
  }

  stepDonePressed() {
    this.done(this.host.kind);
  }

  mailPressed(event) {
    if (!this.isRight()) {
      event.preventDefault();
      return;
    }
    if (!this.mail.isWhole) this.download();
    this.done("mail");
    this.part("attach").hidden = this.mail.isWhole;
  }

  copy(host) {
    return copyText(host, this.file, { done: "De inhoud is gekopieerd.", name: "Inhoud van het bestand" });
  }

  download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.file], { type: "text/markdown;charset=utf-8" }));
    link.download = this.fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.done("download");
  }

  /** Somebody took the file: what happens next. */
  done(way) {
    this.isTaken = true;
    this.part("after").hidden = false;
    for (const text of this.querySelectorAll("[data-after-way]")) text.hidden = text.dataset.afterWay !== way;
    this.part("path").textContent = `practices/${this.draft.folder || "thema"}/${this.fileName}`;
  }

  note(text) {
    this.part("note").textContent = text;
  }
}

customElements.define("kapstok-form", KapstokForm);
