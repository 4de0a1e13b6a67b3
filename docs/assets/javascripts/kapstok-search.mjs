// <kapstok-search>: narrows, counts and remembers over a list that the server rendered.
// The state is the address (?q=…&thema=…): Back, reload and a shared link restore it.
// The index is fetched the first time it is needed.

import { readIndex, search } from "./search-engine.mjs";
import { stem } from "./stem.mjs";

const PAGE = 20;
const KIND_OF = { praktijk: "practice", hangijzer: "hangijzer", partner: "partner", subsidie: "subsidy" };
const FOLDER = { practice: "praktijken", hangijzer: "hete-hangijzers", partner: "partners", subsidy: "subsidies" };
const LABEL = { practice: "Praktijk", hangijzer: "Heet hangijzer", partner: "Partner", subsidy: "Subsidie" };
const GROUPS = [
  { kinds: ["practice", "hangijzer"], title: "Praktijken en hete hangijzers", one: "praktijk of hangijzer", many: "praktijken en hangijzers" },
  { kinds: ["partner"], title: "Partners", one: "partner", many: "partners" },
  { kinds: ["subsidy"], title: "Subsidies", one: "subsidie", many: "subsidies" },
];

class KapstokSearch extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input[name=q]");
    this.facetPanel = this.querySelector(".k-facets");
    this.facets = [...this.querySelectorAll("[data-facet]")];
    this.status = this.querySelector("[data-status]");
    this.chosenBox = this.querySelector("[data-chosen]");
    this.results = this.querySelector("[data-results]");
    this.list = this.querySelector("[data-list]");
    this.start = this.querySelector("[data-start]");
    this.template = this.querySelector("template[data-result]");
    this.kinds = new Set(this.dataset.kinds.split(" "));
    this.untouched = { list: [...this.list.childNodes], status: this.status.textContent };
    this.shown = new Map();
    this.facetPanel.hidden = false;
    const wide = matchMedia("(min-width: 56em)");
    this.facetPanel.open = wide.matches;
    wide.addEventListener("change", () => { if (wide.matches) this.facetPanel.open = true; });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.typing = false;
      this.go({ push: true });
    });
    this.input.addEventListener("input", () => {
      this.go({ push: !this.typing });
      this.typing = true;
    });
    this.input.addEventListener("change", () => { this.typing = false; });
    this.facetPanel.addEventListener("change", () => this.go({ push: true }));
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  /** Take the state from the address. */
  restore() {
    const given = new URLSearchParams(location.search);
    this.typing = false;
    this.input.value = given.get("q") ?? "";
    const boxes = [...this.facetPanel.querySelectorAll("input")];
    const wanted = boxes.map((box) => [box.value, KIND_OF[box.value], ...(box.dataset.also ?? "").split(" ")]);
    const isWanted = (key, value, at) => boxes[at].name === key && wanted[at].includes(value);
    boxes.forEach((box, at) => {
      box.checked = given.getAll(box.name).some((value) => isWanted(box.name, value, at));
      if (box.checked) box.closest("[data-facet]").open = true;
    });
    this.unknown = [...given].filter(([key, value]) => boxes.some((box) => box.name === key) && !boxes.some((_, at) => isWanted(key, value, at)));
    this.shown.clear();
    this.update();
  }

  /** What is typed and chosen now. */
  state() {
    const chosen = {};
    for (const box of this.facetPanel.querySelectorAll("input:checked")) (chosen[box.name] ??= []).push(box.value);
    return { query: this.input.value, chosen };
  }

  /** Write the state into the address, and show it. */
  go({ push }) {
    const { query, chosen } = this.state();
    const params = new URLSearchParams();
    this.unknown = [];
    if (query.trim()) params.set("q", query.trim());
    for (const [key, values] of Object.entries(chosen)) for (const value of values) params.append(key, value);
    const state = params.toString();
    const address = `${location.pathname}${state ? `?${state}` : ""}`;
    if (push && address !== `${location.pathname}${location.search}`) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.shown.clear();
    this.update();
  }

  async update() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const { query, chosen } = this.state();
    const idle = !query.trim() && !Object.keys(chosen).length;
    if (idle) {
      this.showUntouched();
      this.showChosen();
      return undefined;
    }
    this.setState("busy");
    try {
      this.loading ??= this.load();
      this.index = await this.loading;
    } catch {
      this.loading = undefined;
      if (turn === this.turn) this.showError();
      return undefined;
    }
    if (turn !== this.turn) return undefined;
    this.show(search(this.index, { query, kinds: this.kinds, chosen }));
    this.setState("ready");
    return undefined;
  }

  async load() {
    const files = [this.dataset.index, this.dataset.index.replace(/json$/, "bin")];
    const [data, postings] = await Promise.all(files.map(async (file) => {
      const answer = await fetch(file);
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      return file.endsWith("json") ? answer.json() : answer.arrayBuffer();
    }));
    return readIndex(data, new Uint8Array(postings));
  }

  setState(name) {
    this.results.dataset.searchState = name;
    this.results.setAttribute("aria-busy", String(name === "busy"));
  }

  showUntouched() {
    this.list.replaceChildren(...this.untouched.list);
    this.status.textContent = this.untouched.status;
    if (this.start) this.start.hidden = false;
    for (const box of this.facetPanel.querySelectorAll("input")) this.setCount(box, box.dataset.count ?? this.countOf(box));
    this.setState("ready");
    this.dispatchEvent(new CustomEvent("kapstok-results", { bubbles: true }));
  }

  showError() {
    this.list.replaceChildren(...this.untouched.list);
    this.status.textContent = "Zoeken lukt nu niet: de zoekindex is niet geladen. Herlaad de pagina, of kies uit de volledige lijst.";
    const link = document.createElement("a");
    link.href = `${this.dataset.root}praktijken/`;
    link.textContent = "Alle praktijken";
    this.status.append(" ", link);
    this.setState("error");
  }

  show({ results, counts, matched, corrections, exact, town }) {
    if (this.start) this.start.hidden = results.length > 0;
    const groups = GROUPS.map((group) => ({ ...group, found: results.filter((record) => group.kinds.includes(record.kind)) }))
      .filter((group) => group.found.length);
    if (exact) groups.sort((a, b) => b.kinds.includes(results[0].kind) - a.kinds.includes(results[0].kind));
    const several = groups.length > 1;
    const nodes = town ? [this.townLink(town)] : [];
    for (const group of groups) {
      if (several) {
        const heading = document.createElement("h2");
        heading.textContent = `${group.title} (${group.found.length})`;
        nodes.push(heading);
      }
      const most = this.shown.get(group.title) ?? (several && group.kinds[0] !== "practice" ? 5 : PAGE);
      const list = document.createElement("ul");
      list.className = "k-results";
      list.dataset.group = group.kinds[0];
      for (const record of group.found.slice(0, most)) list.append(this.item(record, matched, several ? 3 : 2));
      nodes.push(list);
      if (group.found.length > most) nodes.push(this.more(group, most));
    }
    this.list.replaceChildren(...nodes);
    this.status.textContent = this.summary(groups, results.length);
    if (corrections.size) this.status.append(" ", this.suggestion(corrections));
    this.showCounts(counts);
    this.showChosen();
    this.dispatchEvent(new CustomEvent("kapstok-results", { bubbles: true }));
  }

  /** A query that names a municipality leads to its page too. */
  townLink({ name, slug, count }) {
    const note = document.createElement("p");
    const link = document.createElement("a");
    link.href = `${this.dataset.root}gemeenten/${slug}/`;
    link.textContent = `Gemeente ${name}`;
    const practices = count === 1 ? "1 praktijk" : `${count || "geen"} praktijken`;
    note.append(link, `: ${practices}${count ? "" : ", wel praktijken in de buurt"}`);
    return note;
  }

  summary(groups, total) {
    const filtered = this.facetPanel.querySelector("input:checked");
    if (!total) return `Geen resultaten. Probeer een ander woord${filtered ? ", of wis een filter" : ""}.`;
    return groups.map(({ found, one, many }) => `${found.length} ${found.length === 1 ? one : many}`).join(", ");
  }

  /** "Bedoelde u …?" with a link to the query as it was understood. */
  suggestion(corrections) {
    const link = document.createElement("a");
    const meant = this.input.value.replace(/[\p{L}\p{N}]+/gu, (word) => corrections.get(word.toLowerCase()) ?? word);
    const params = new URLSearchParams(location.search);
    params.set("q", meant);
    link.href = `?${params}`;
    link.textContent = meant;
    const note = document.createElement("span");
    note.className = "k-meant";
    note.append("Bedoelde u ", link, "? U ziet de resultaten daarvoor.");
    return note;
  }

  more(group, most) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "k-more";
    button.textContent = `Toon meer (nog ${group.found.length - most})`;
    button.addEventListener("click", () => {
      this.shown.set(group.title, most + PAGE);
      const next = `[data-group=${group.kinds[0]}] > :nth-child(${most + 1}) a`;
      this.update().then(() => this.list.querySelector(next)?.focus());
    });
    return button;
  }

  item(record, matched, level) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    item.dataset.kind = record.kind;
    item.dataset.id = record.slug;
    const [theme] = record.facets.thema;
    const isPractice = record.kind === "practice";
    if (isPractice) item.dataset.theme = theme;
    const themeTitle = this.index.facets.thema.find(([id]) => id === theme)?.[1];
    item.querySelector(".k-card__theme").textContent = isPractice ? themeTitle : LABEL[record.kind];
    let heading = item.querySelector(".k-card__title");
    if (level !== 3) {
      const other = document.createElement(`h${level}`);
      other.className = heading.className;
      other.append(...heading.childNodes);
      heading.replaceWith(other);
      heading = other;
    }
    const link = heading.querySelector("a");
    link.href = `${this.dataset.root}${FOLDER[record.kind]}/${record.slug}/`;
    mark(link, record.title, matched);
    mark(item.querySelector(".k-card__summary"), record.summary, matched);
    item.querySelector(".k-card__place").textContent = [record.place, record.year ? `bron ${record.year}` : ""].filter(Boolean).join(" · ");
    return item;
  }

  showCounts(counts) {
    for (const box of this.facetPanel.querySelectorAll("input")) this.setCount(box, counts[box.name].get(box.value) ?? 0);
  }

  countOf(box) {
    box.dataset.count ??= box.closest("label").querySelector(".k-facet__count").textContent;
    return box.dataset.count;
  }

  setCount(box, count) {
    this.countOf(box);
    box.closest("label").querySelector(".k-facet__count").textContent = count;
    box.closest("li").classList.toggle("is-empty", Number(count) === 0 && !box.checked);
  }

  showChosen() {
    const boxes = [...this.facetPanel.querySelectorAll("input:checked")];
    const chips = boxes.map((box) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "k-chip";
      const title = box.nextElementSibling.textContent;
      chip.textContent = `${title} ✕`;
      chip.setAttribute("aria-label", `Verwijder filter ${title}`);
      chip.addEventListener("click", () => {
        box.checked = false;
        this.go({ push: true });
        (this.chosenBox.querySelector("button") ?? this.input).focus();
      });
      return chip;
    });
    if (chips.length) {
      const clear = document.createElement("button");
      clear.type = "button";
      clear.className = "k-clear";
      clear.textContent = "Wis alle filters";
      clear.addEventListener("click", () => {
        for (const box of boxes) box.checked = false;
        this.go({ push: true });
        this.input.focus();
      });
      chips.push(clear);
    }
    for (const [key, value] of this.unknown) {
      const note = document.createElement("p");
      note.className = "k-note";
      note.textContent = `Het filter ${key} = ‘${value}’ uit dit adres bestaat hier niet (meer) en is niet toegepast.`;
      chips.push(note);
    }
    this.chosenBox.replaceChildren(...chips);
  }
}

/** Put a text into an element, with the words that matched in <mark>. */
function mark(element, text, matched) {
  element.replaceChildren();
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    if (piece && matched.has(stem(piece.toLowerCase()))) {
      const node = document.createElement("mark");
      node.textContent = piece;
      element.append(node);
    } else if (piece) {
      element.append(piece);
    }
  }
}

customElements.define("kapstok-search", KapstokSearch);
