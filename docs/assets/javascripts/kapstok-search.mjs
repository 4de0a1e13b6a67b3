// <kapstok-search>: narrows, counts, sorts and remembers over a list that the server rendered.
// The state is the address (?q=…&thema=…&volgorde=…): Back, reload and a shared link restore it.
// Engine and index are fetched the first time that they are needed.

const FIRST = 10;
const FEW = 3;
const MORE = 20;
const ALL = 200;
const MOST_LETTERS = 2000;
const PAUSE = 250;
const KIND_OF = { praktijk: "practice", hangijzer: "hangijzer", partner: "partner", subsidie: "subsidy" };
const FOLDER = { practice: "praktijken", hangijzer: "hete-hangijzers", partner: "partners", subsidy: "subsidies" };
const LABEL = { practice: "Praktijk", hangijzer: "Heet hangijzer", partner: "Partner", subsidy: "Subsidie" };
const GROUPS = {
  practice: "Praktijken en hete hangijzers",
  partner: "Partners",
  subsidy: "Subsidies",
};
const NAMES = {
  practice: ["praktijk", "praktijken"],
  hangijzer: ["heet hangijzer", "hete hangijzers"],
  partner: ["partner", "partners"],
  subsidy: ["subsidie", "subsidies"],
};

/** Search knows the names of places, not their postcodes. */
const isPostcode = (text) => /^\s*[1-9]\d{3}\s*$/.test(text);

/** "1 praktijk", "3 praktijken", "geen praktijken". */
const counted = (count, [one, many]) => (count === 1 ? `1 ${one}` : `${count || "geen"} ${many}`);

/** An element with attributes and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class KapstokSearch extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input[name=q]");
    this.panel = this.querySelector("[data-facets]");
    this.sheet = this.querySelector("[data-sheet]");
    this.order = this.querySelector("select[name=volgorde]");
    this.orders = [...this.order.options];
    this.status = this.querySelector("[data-status]");
    this.chosenBox = this.querySelector("[data-chosen]");
    this.results = this.querySelector("[data-results]");
    this.list = this.querySelector("[data-list]");
    this.start = this.querySelector("[data-start]");
    this.template = this.querySelector("template[data-result]");
    this.tools = this.querySelector("kapstok-share");
    this.kinds = new Set(this.dataset.kinds.split(" "));
    this.keys = this.dataset.keys.split(" ");
    this.untouched = { list: [...this.list.childNodes], status: this.status.textContent, title: document.title };
    this.shown = new Map();
    this.facets = [...this.panel.querySelectorAll("[data-facet]")];
    this.values = new Map(this.facets.map((facet) => [facet, this.isElsewhere(facet) ? [] : this.boxesIn(facet)]));
    this.turn = 0;
    for (const facet of this.facets) facet.addEventListener("toggle", () => this.toggled(facet));
    for (const hidden of this.querySelectorAll("[data-scripted]")) hidden.hidden = false;
    this.placePanel();
    this.listen();
    const early = this.input.value; // typed before this module was there
    this.restore();
    if (early) {
      this.input.value = early;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /** The values of a facet that are on the page. */
  boxesIn(facet) {
    const values = facet.querySelector("template")?.content ?? facet;
    return [...values.querySelectorAll("input[type=checkbox]")].map((box, index) => {
      const count = box.closest("label").querySelector(".k-facet__count");
      return { box, facet, item: box.closest("li"), count, untouched: count.textContent, at: Number(box.dataset.at ?? index), title: box.nextElementSibling.textContent };
    });
  }

  get boxes() {
    return [...this.values.values()].flat();
  }

  /** The values of a facet with very many are in the index; the page only has the pattern of one. */
  isElsewhere(facet) {
    return facet.hasAttribute("data-elsewhere");
  }

  /** Fetch the values of a facet that are in the index. */
  async fill(facet) {
    const rows = await (await this.open()).valuesOf(facet.dataset.facet);
    if (!this.isElsewhere(facet)) return;
    const waiting = facet.querySelector("template");
    const list = waiting.content.querySelector("ul");
    const pattern = list.firstElementChild;
    const isOwn = Object.keys(GROUPS).map((kind) => this.kinds.has(kind));
    list.replaceChildren(...rows.flatMap(([id, title, counts, also], at) => {
      const count = counts.reduce((sum, number, group) => sum + (isOwn[group] ? number : 0), 0);
      if (!count) return [];
      const item = pattern.cloneNode(true);
      const box = item.querySelector("input");
      box.value = id;
      Object.assign(box.dataset, { at, also });
      box.nextElementSibling.textContent = title;
      item.querySelector(".k-facet__count").textContent = count;
      return [item];
    }));
    waiting.replaceWith(waiting.content);
    facet.removeAttribute("data-elsewhere");
    this.values.set(facet, this.boxesIn(facet));
    this.narrow(facet.querySelector(".k-facet__narrow"));
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.typing = false;
      this.go({ push: true });
    });
    this.input.addEventListener("input", () => {
      const before = location.search;
      this.go({ push: !this.typing });
      this.typing ||= location.search !== before;
    });
    this.input.addEventListener("change", () => { this.typing = false; });
    this.order.addEventListener("change", () => this.go({ push: true }));
    this.panel.addEventListener("change", (event) => { if (event.target.name) this.go({ push: true }); });
    this.panel.addEventListener("submit", (event) => event.preventDefault());
    this.panel.addEventListener("input", (event) => { if (!event.target.name) this.narrow(event.target); });
    this.addEventListener("focusin", () => this.open().catch(() => {}), { once: true });
    this.querySelector("[data-open-sheet]").addEventListener("click", () => {
      history.pushState(history.state, "");
      this.sheet.showModal();
      this.sheet.dataset.from = location.search;
      this.update();
    });
    this.sheet.addEventListener("close", () => {
      if (this.sheet.dataset.from === location.search) history.back();
    });
    for (const button of this.sheet.querySelectorAll("[data-close-sheet]")) button.addEventListener("click", () => this.sheet.close());
    addEventListener("popstate", () => {
      if (this.sheet.open) {
        delete this.sheet.dataset.from;
        this.sheet.close();
        if (this.address !== location.search) this.go({ push: true });
      } else if (location.search !== this.address) {
        this.restore();
      }
    });
    addEventListener("pagehide", () => history.replaceState({ ...history.state, scrollY }, ""));
  }

  /** Beside the list on a wide window, in a sheet on a narrow one. */
  placePanel() {
    const wide = matchMedia("(min-width: 56em)");
    const aside = this.panel.parentElement;
    const place = () => {
      if (wide.matches && this.sheet.open) this.sheet.close();
      (wide.matches ? aside : this.sheet.querySelector("[data-sheet-body]")).append(this.panel);
      if (this.turn) this.update();
    };
    wide.addEventListener("change", place);
    place();
  }

  /** Take the state from the address. */
  restore() {
    const given = new URLSearchParams(location.search);
    this.typing = false;
    this.input.value = (given.get("q") ?? "").slice(0, MOST_LETTERS);
    const missing = this.facets.filter((facet) => this.isElsewhere(facet) && given.has(facet.dataset.facet));
    if (missing.length) {
      this.turn += 1;
      this.setState("busy");
      Promise.all(missing.map((facet) => this.fill(facet))).then(() => this.restore()).catch((error) => this.showError(error));
      return;
    }
    const isWanted = ({ box }, name, value) => box.name === name
      && [box.value, KIND_OF[box.value], ...(box.dataset.also ?? "").split(" ").filter(Boolean)].includes(value.trim().toLowerCase());
    for (const one of this.boxes) {
      one.box.checked = given.getAll(one.box.name).some((value) => isWanted(one, one.box.name, value));
      if (one.box.checked) one.facet.open = true;
    }
    const order = given.get("volgorde") ?? "";
    const orders = this.orders.map((option) => option.value);
    this.offerOrders(order);
    this.unknown = [...given].filter(([name, value]) => (name === "volgorde" ? !orders.includes(value)
      : this.keys.includes(name) && !this.boxes.some((one) => isWanted(one, name, value))));
    this.shown = new Map(history.state?.shown ?? []);
    this.address = location.search;
    const top = history.state?.scrollY;
    this.update().then(() => { if (top && scrollY < top) scrollTo({ top, behavior: "instant" }); });
  }

  /** The values of a facet wait in a template until it opens. */
  async toggled(facet) {
    if (!facet.open) return;
    try {
      if (this.isElsewhere(facet)) await this.fill(facet);
    } catch (error) {
      this.showError(error);
      return;
    }
    const waiting = facet.querySelector("template");
    waiting?.replaceWith(waiting.content);
    if (facet.open && facet.hasAttribute("data-stale")) this.update();
  }

  /** The facets whose counts the reader sees. */
  openFacets() {
    const visible = this.panel.getClientRects().length > 0;
    return this.facets.filter((facet) => visible && facet.open).map((facet) => facet.dataset.facet);
  }

  /** What is typed and chosen now. */
  state() {
    const chosen = new Map();
    for (const { box, at } of this.boxes) {
      if (box.checked) chosen.set(box.name, [...(chosen.get(box.name) ?? []), at]);
    }
    return { query: this.input.value, chosen, order: this.order.value };
  }

  /** Write the state into the address, and show it. */
  go({ push }) {
    const params = new URLSearchParams();
    this.offerOrders();
    if (this.input.value.trim()) params.set("q", this.input.value.trim());
    for (const { box } of this.boxes) if (box.checked) params.append(box.name, box.value);
    if (this.order.value) params.set("volgorde", this.order.value);
    const text = params.toString();
    const address = text && `?${text}`;
    this.unknown = [];
    this.shown.clear();
    if (push && !this.sheet.open && text !== String(new URLSearchParams(location.search))) history.pushState(null, "", address || location.pathname);
    else history.replaceState(null, "", address || location.pathname);
    this.address = location.search;
    return this.update();
  }

  /** Offer the orders that there are, and choose one: without words to fit there is no best, and the first is by title. */
  offerOrders(wanted = this.order.value) {
    const isAsked = /[\p{L}\p{N}]/u.test(this.input.value);
    const [first, byTitle] = [this.orders[0], this.orders.find((option) => option.value === "titel")];
    this.best ??= first.textContent;
    first.textContent = isAsked ? this.best : byTitle.textContent;
    const offered = this.orders.filter((option) => isAsked || option !== byTitle);
    if (offered.length !== this.order.options.length) this.order.replaceChildren(...offered);
    this.order.value = offered.some(({ value }) => value === wanted) ? wanted : "";
  }

  async update() {
    const turn = (this.turn += 1);
    const state = this.state();
    document.title = state.query.trim() ? `${state.query.trim()} – ${this.untouched.title}` : this.untouched.title;
    if (!state.query.trim() && !state.chosen.size && !state.order) {
      this.showUntouched();
      return;
    }
    this.setState("busy");
    const slow = setTimeout(() => {
      if (turn === this.turn && this.results.dataset.searchState === "busy") this.status.textContent = "Even geduld, de zoekindex wordt geladen.";
    }, 400);
    try {
      const index = await this.open();
      const most = (isFirst, kind) => this.shown.get(kind) ?? (isFirst ? FIRST : FEW);
      const found = await index.search({ ...state, kinds: this.kinds, counted: this.openFacets(), most, places: () => this.places(turn) });
      if (turn !== this.turn) return;
      this.show(found);
      this.setState("ready");
    } catch (error) {
      if (turn === this.turn) this.showError(error);
    } finally {
      clearTimeout(slow);
    }
  }

  /** The engine with its index, loaded once; after a failure the next call tries again. */
  open() {
    const read = async (name) => {
      const answer = await fetch(this.dataset.index.replace("index.json", name));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.arrayBuffer();
    };
    const opening = async () => {
      const head = read("index.json");
      head.catch(() => {});
      [this.engine] = await Promise.all([import("./search-engine.mjs"), import("./stem.mjs")]);
      return this.engine.SearchIndex.open((name) => (name === "index.json" ? head : read(name)));
    };
    if (!this.opened) {
      this.opened = opening();
      this.opened.catch(() => { this.opened = undefined; });
    }
    return this.opened;
  }

  /** What finds names of places, fetched for the first query that may hold one, not while the reader types on; undefined when it cannot be had. */
  async places(turn) {
    if (!this.finding && this.typing) await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    if (turn !== this.turn) return undefined;
    this.finding ??= import("./place-queries.mjs").then(({ openPlaces }) => openPlaces(this.dataset.names));
    return this.finding.catch(() => { this.finding = undefined; });
  }

  setState(name) {
    this.results.dataset.searchState = name;
    this.results.setAttribute("aria-busy", String(name === "busy"));
    if (name !== "busy") document.documentElement.removeAttribute("data-asked");
  }

  showUntouched() {
    this.list.replaceChildren(...this.untouched.list);
    this.status.textContent = this.untouched.status;
    if (this.start) this.start.hidden = false;
    if (this.tools) this.tools.hidden = Boolean(this.start);
    for (const one of this.boxes) this.setCount(one, one.untouched);
    for (const facet of this.facets) facet.toggleAttribute("data-stale", this.isElsewhere(facet));
    this.finish(null);
    this.setState("ready");
  }

  showError(error) {
    console.warn(error);
    this.list.replaceChildren(...this.untouched.list);
    const link = make("a", { href: `${this.dataset.root}praktijken/` }, "Alle praktijken");
    this.status.replaceChildren("Zoeken lukt nu niet: de zoekindex is niet geladen. Herlaad de pagina, of kies uit de volledige lijst. ", link);
    this.showChosen();
    this.setState("error");
  }

  show({ groups, counts, matched, corrections, split, town, province, place }) {
    const total = groups.reduce((sum, { numbers }) => sum + numbers.length, 0);
    if (this.start) this.start.hidden = total > 0;
    const several = groups.length > 1;
    const nodes = town ? [this.townLink(town)] : [];
    if (province) nodes.push(this.provinceLink(province));
    if (place?.isExact) nodes.push(...place.found.map((one) => this.placeLink(one)));
    for (const { kinds, numbers, rows } of groups) {
      if (several) nodes.push(make("h2", {}, `${GROUPS[kinds[0]]} (${numbers.length})`));
      const list = make("ul", { class: "k-results", "data-group": kinds[0] });
      list.append(...rows.map((row) => this.item(row, matched, several ? 3 : 2)));
      nodes.push(list);
      if (numbers.length > rows.length) nodes.push(this.more(kinds[0], numbers.length, rows.length));
    }
    this.list.replaceChildren(...nodes);
    this.status.replaceChildren(this.summary(groups, town, place));
    if (place && !place.isExact) this.status.append(" ", this.placeMeant(place.found, total));
    if (this.tools) this.tools.hidden = !total;
    if (corrections.size) this.status.append(" ", this.suggestion(corrections));
    if (split.length) this.status.append(" ", make("span", { class: "k-meant" }, `${split.map((word) => `‘${word}’`).join(" en ")} komt nergens voor; u ziet wat bij een deel ervan past.`));
    for (const one of this.boxes) if (counts.has(one.box.name)) this.setCount(one, counts.get(one.box.name)[one.at] ?? 0);
    for (const facet of this.facets) facet.toggleAttribute("data-stale", this.isElsewhere(facet) || !counts.has(facet.dataset.facet));
    this.finish(total);
  }

  /** Show every result, for paper. */
  showAll() {
    for (const kind of Object.keys(GROUPS)) this.shown.set(kind, ALL);
    return this.update();
  }

  /** What follows every change of the list. `total`: the number of results, null for the list as it was. */
  finish(total) {
    this.showChosen();
    this.sheet.querySelector("[data-show]").textContent = total === null ? "Toon de lijst" : `Toon ${total === 1 ? "1 resultaat" : `${total} resultaten`}`;
    this.dispatchEvent(new CustomEvent("kapstok-results", { bubbles: true }));
  }

  /** A query that names a municipality leads to its page too. */
  townLink({ name, slug, count }) {
    const link = make("a", { href: `${this.dataset.root}gemeenten/${slug}/` }, `Gemeente ${name}`);
    return make("p", {}, link, `: ${counted(count, NAMES.practice)}${count ? "" : ", wel praktijken in de buurt"}`);
  }

  provinceLink({ title, slug, count }) {
    const link = make("a", { href: `${this.dataset.root}provincies/${slug}/` }, title[0].toUpperCase() + title.slice(1));
    return make("p", {}, link, `: ${counted(count, NAMES.practice)}`);
  }

  /** A query that names a borough leads to the page of its municipality. */
  placeLink({ name, way, today, slug, count }) {
    const link = this.townLink({ name: today, slug, count });
    if (!way) return link;
    link.firstChild.textContent = today;
    link.prepend(`${name} is een deelgemeente van `);
    return link;
  }

  /** "Bedoelde u de gemeente …?" with a link to its page, for a name with a typing error. */
  placeMeant(found, total) {
    const names = found.map(({ name, way, today, slug }) => {
      if (way === "provincie") return [today.startsWith(way) ? "de " : "het ", make("a", { href: `${this.dataset.root}provincies/${slug}/` }, today)];
      const link = make("a", { href: `${this.dataset.root}gemeenten/${slug}/` }, today);
      if (!way) return ["de gemeente ", link];
      return [way === "deelgemeente" ? `${name}, een deelgemeente van ` : `${name}, nu een deel van `, link];
    });
    const isShown = total && found.some(({ count }) => count);
    return make("span", { class: "k-meant" }, "Bedoelde u ", ...names.flatMap((name, at) => (at ? [" of ", ...name] : name)), isShown ? "? U ziet de resultaten daarvoor." : "?");
  }

  summary(groups, town, place) {
    const filtered = this.boxes.some(({ box }) => box.checked);
    if (!groups.length && place && !place.isExact && !filtered) return "Geen resultaten.";
    const named = town ?? (place?.isExact ? place.found.find(({ count }) => count) ?? place.found[0] : undefined);
    if (!groups.length && named && !filtered && !named.count) return "Geen praktijk noemt deze gemeente; op haar pagina staat wat er in de buurt gebeurde.";
    if (!groups.length && isPostcode(this.input.value)) return "Geen resultaten. Zoekt u een gemeente? Schrijf haar naam, zonder postcode.";
    if (!groups.length) return `Geen resultaten. Probeer een ander woord${filtered ? ", of wis een filter" : ""}.`;
    const found = groups.flatMap(({ kinds, ofKind }) => kinds.flatMap((kind, at) => (ofKind[at] ? counted(ofKind[at], NAMES[kind]) : [])));
    return new Intl.ListFormat("nl").format(found);
  }

  /** "Bedoelde u …?" with a link to the query as it was understood. */
  suggestion(corrections) {
    const meant = this.input.value.replace(/[\p{L}\p{N}]+/gu, (word) => corrections.get(word.toLowerCase()) ?? word);
    const params = new URLSearchParams(location.search);
    params.set("q", meant);
    const link = make("a", { href: `?${params}` }, meant);
    return make("span", { class: "k-meant" }, "Bedoelde u ", link, "? U ziet de resultaten daarvoor.");
  }

  more(kind, total, shown) {
    const button = make("button", { type: "button", class: "k-more" }, `Toon meer (nog ${total - shown})`);
    button.addEventListener("click", () => {
      this.shown.set(kind, shown + MORE);
      history.replaceState({ shown: [...this.shown] }, "");
      const next = `[data-group=${kind}] > :nth-child(${shown + 1}) a`;
      this.update().then(() => this.list.querySelector(next)?.focus());
    });
    return button;
  }

  item(row, matched, level) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(`.k-card__${name}`);
    item.dataset.kind = row.kind;
    item.dataset.id = row.slug;
    if (row.kind === "practice") item.dataset.theme = row.theme.id;
    part("theme").textContent = row.kind === "practice" ? row.theme.title : LABEL[row.kind];
    let heading = part("title");
    if (level !== 3) {
      const other = make(`h${level}`, { class: heading.className }, ...heading.childNodes);
      heading.replaceWith(other);
      heading = other;
    }
    const link = heading.querySelector("a");
    link.href = `${this.dataset.root}${FOLDER[row.kind]}/${row.slug}/`;
    this.mark(link, row.title, matched);
    this.mark(part("summary"), row.summary, matched);
    this.mark(part("place"), [row.place, row.year ? `bron ${row.year}` : ""].filter(Boolean).join(" · "), matched);
    if (row.why.length && !item.querySelector("mark")) part("reason").textContent = `Gevonden in de tekst: ${row.why.join(", ")}`;
    else part("reason").remove();
    return item;
  }

  /** Put a text into an element, with the words that matched in <mark>. */
  mark(element, text, matched) {
    const { stem } = this.engine;
    const pieces = text.split(/([\p{L}\p{N}]+)/u).filter(Boolean);
    element.replaceChildren(...pieces.map((piece) => (matched.has(stem(piece.toLowerCase())) ? make("mark", {}, piece) : piece)));
  }

  setCount({ box, item, count }, value) {
    const text = String(value);
    if (count.textContent !== text) count.textContent = text;
    item.classList.toggle("is-empty", text === "0" && !box.checked);
  }

  /** Show only the values of a facet that hold what is typed. */
  narrow(field) {
    const wanted = field.value.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
    let found = 0;
    for (const item of field.closest("[data-facet]").querySelectorAll("li")) {
      const name = item.querySelector("span").textContent.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      const also = (item.querySelector("input").dataset.also ?? "").replaceAll("-", " ");
      item.hidden = !name.includes(wanted) && !also.includes(wanted.replaceAll("-", " "));
      found += item.hidden ? 0 : 1;
    }
    field.closest("[data-facet]").querySelector("[data-narrowed]").textContent = wanted ? `${found || "Geen"} ${found === 1 ? "waarde" : "waarden"}${found ? "" : ` met ‘${field.value.trim()}’`}` : "";
    field.closest("[data-facet]").querySelector("[data-narrowed]").classList.toggle("k-visually-hidden", found > 0 || !wanted);
  }

  showChosen() {
    const chosen = this.boxes.filter(({ box }) => box.checked);
    const nodes = chosen.map(({ box, title }) => {
      const chip = make("button", { type: "button", class: "k-chip", "aria-label": `Verwijder filter ${title}` }, `${title} ✕`);
      chip.addEventListener("click", () => {
        box.checked = false;
        this.go({ push: true }).then(() => (this.chosenBox.querySelector("button") ?? this.input).focus());
      });
      return chip;
    });
    if (nodes.length) {
      const clear = make("button", { type: "button", class: "k-clear" }, "Wis alle filters");
      clear.addEventListener("click", () => {
        for (const { box } of chosen) box.checked = false;
        this.go({ push: true });
        this.input.focus();
      });
      nodes.push(clear);
    }
    for (const [name, value] of this.unknown) {
      nodes.push(make("p", { class: "k-remark" }, name === "volgorde" ? `De volgorde ‘${value}’ uit dit adres bestaat niet: u ziet de gewone volgorde.`
        : `Het filter ${name} = ‘${value}’ uit dit adres bestaat hier niet (meer) en is niet toegepast.`));
    }
    this.chosenBox.replaceChildren(...nodes);
    this.querySelector("[data-open-sheet]").textContent = chosen.length ? `Filters (${chosen.length})` : "Filters";
  }
}

customElements.define("kapstok-search", KapstokSearch);
