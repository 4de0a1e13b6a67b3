// <kapstok-map>: filters map and table by theme, and says which dot is pointed at.
// The theme is in the address (?thema=…); everything that is shown was rendered by the server.

const practices = (count) => (count === 1 ? "1 praktijk" : `${count} praktijken`);
// How far from a dot, in pixels, a mouse still points at it; a finger means the nearest dot wherever it lands.
const NEAR = 24;

const FINGER = 28; // pixels from a dot that a finger may be

class KapstokMap extends HTMLElement {
  connectedCallback() {
    if (this.svg) return;
    this.svg = this.querySelector("svg[data-unit]");
    this.status = this.querySelector("[data-status]");
    this.caption = this.querySelector("[data-caption]");
    this.choices = [...this.querySelectorAll("[data-choice]")];
    this.whole = this.status.textContent;
    this.spots = [...this.svg.querySelectorAll("a")].map((link) => this.spot(link));
    this.label = document.createElementNS(this.svg.namespaceURI, "text");
    this.label.setAttribute("class", "k-map__label");
    this.label.setAttribute("aria-hidden", "true");
    this.svg.append(this.label);
    this.caption.hidden = false;
    this.pages = new Map(this.choices.map((choice) => [choice, choice.href]));
    for (const choice of this.choices) {
      choice.href = choice.dataset.choice ? `?thema=${choice.dataset.choice}` : location.pathname;
      choice.addEventListener("click", (event) => this.choose(event, choice));
    }
    this.svg.addEventListener("pointerdown", (event) => { this.pointer = event.pointerType; });
    this.svg.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") this.point(this.at(event, NEAR));
    });
    this.svg.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.point();
    });
    this.svg.addEventListener("focusin", (event) => this.point(this.spots.find(({ link }) => link.contains(event.target))));
    this.svg.addEventListener("focusout", (event) => {
      if (!this.caption.contains(event.relatedTarget)) this.point();
    });
    this.svg.addEventListener("click", (event) => this.click(event));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.point();
    });
    addEventListener("popstate", () => this.restore());
    this.restore();
    this.point();
    document.documentElement.removeAttribute("data-asked");
  }

  /** What the server wrote of a municipality: its dot, its row and its numbers. */
  spot(link) {
    const { town, name, count, counts, theme } = link.dataset;
    const words = counts.split(" ");
    const byTheme = new Map();
    for (let at = 0; at < words.length; at += 2) byTheme.set(words[at], Number(words[at + 1]));
    const row = this.querySelector(`[data-row="${town}"]`);
    const circle = link.querySelector("circle");
    link.querySelector("title").remove();
    return { link, circle, row, name, theme, all: Number(count), byTheme, radius: circle.getAttribute("r"), shown: Number(count) };
  }

  choose(event, choice) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (choice.href !== location.href) history.pushState(null, "", choice.href);
    this.restore();
  }

  /** Show the theme that the address names. */
  restore() {
    const given = new URLSearchParams(location.search).get("thema") ?? "";
    const isGiven = ({ dataset }) => dataset.choice === given || (given && dataset.also?.split(" ").includes(given));
    const choice = this.choices.find(isGiven) ?? this.choices[0];
    this.show(choice.dataset.choice);
    for (const other of this.choices) {
      if (other === choice) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
    if (!choice.dataset.choice) {
      this.status.textContent = given ? `Het thema ‘${given}’ uit dit adres bestaat niet (meer). U ziet alle thema's: ${this.whole}` : this.whole;
      return;
    }
    const towns = this.spots.filter(({ shown }) => shown).length;
    const link = document.createElement("a");
    link.href = this.pages.get(choice);
    link.textContent = "Lees ze op de pagina van het thema";
    this.status.replaceChildren(`${choice.textContent}: ${practices(Number(choice.dataset.count))} in ${towns === 1 ? "1 gemeente" : `${towns} gemeenten`}. `, link);
  }

  /** Narrow dots, table and list to a theme, and the legend with them; "" is all. */
  show(theme) {
    const { unit, least } = this.svg.dataset;
    for (const spot of this.spots) {
      const { link, circle, row } = spot;
      spot.shown = theme ? spot.byTheme.get(theme) ?? 0 : spot.all;
      link.classList.toggle("is-empty", !spot.shown);
      link.setAttribute("aria-label", `${spot.name}: ${practices(spot.shown)}`);
      circle.setAttribute("r", theme ? Math.max(least, unit * Math.sqrt(spot.shown)) : spot.radius);
      if (theme || spot.theme) link.dataset.theme = theme || spot.theme;
      else delete link.dataset.theme;
      row.hidden = !spot.shown;
      row.cells[2].textContent = spot.shown;
    }
    const elsewhere = [...this.querySelectorAll("[data-themes]")];
    for (const item of elsewhere) item.hidden = Boolean(theme) && !item.dataset.themes.split(" ").includes(theme);
    const count = elsewhere.filter((item) => !item.hidden).length;
    const words = this.querySelector("[data-elsewhere]");
    if (words) {
      words.textContent = count === 1 ? "1 praktijk hoort" : `${count} praktijken horen`;
      words.closest("section").hidden = !count;
    }
    this.querySelector("[data-of-all]").hidden = Boolean(theme);
    this.touched = undefined;
    this.point();
  }

  /** The dot that a pointer means: the smallest one that it is on, else the nearest within some pixels. */
  at({ clientX, clientY, target }, near = FINGER) {
    const named = this.spots.find(({ link }) => target.tagName === "text" && link.contains(target));
    if (named) return named;
    let best;
    let nearest = near;
    for (const spot of this.spots.filter(({ shown }) => shown)) {
      const box = spot.circle.getBoundingClientRect();
      const radius = box.width / 2;
      const from = Math.hypot(clientX - box.x - radius, clientY - box.y - radius);
      const distance = from < radius ? radius - 1e6 : from - radius;
      if (distance < nearest) [best, nearest] = [spot, distance];
    }
    return best;
  }

  /** Name a dot on the map and below it. */
  point(spot) {
    if (spot === this.pointed && this.caption.hasChildNodes()) return;
    this.pointed?.link.classList.remove("is-pointed");
    this.pointed = spot;
    this.svg.classList.toggle("is-pointing", Boolean(spot));
    if (!spot) {
      this.label.textContent = "";
      this.caption.textContent = "Wijs een stip aan of tik erop: dan leest u hier de gemeente.";
      return;
    }
    spot.link.classList.add("is-pointed");
    const { x, y, width, height } = spot.circle.getBBox();
    const [middle, whole] = [x + width / 2, this.svg.viewBox.baseVal.width];
    this.label.textContent = spot.link.getAttribute("aria-label");
    this.label.setAttribute("text-anchor", middle < whole * 0.2 ? "start" : middle > whole * 0.8 ? "end" : "middle");
    this.label.setAttribute("x", middle);
    this.label.setAttribute("y", y > 60 ? y - 8 : y + height + 20);
    const link = document.createElement("a");
    link.href = spot.link.getAttribute("href");
    link.textContent = spot.link.getAttribute("aria-label");
    this.caption.replaceChildren(link);
  }

  /** A mouse goes to the dot that it points at; a finger first reads its name, and goes there with a second tap. */
  click(event) {
    if (event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const touch = this.pointer && this.pointer !== "mouse";
    const spot = this.at(event, touch ? Infinity : NEAR);
    if (!spot) return;
    if (touch && spot !== this.touched) {
      this.touched = spot;
      this.point(spot);
      this.caption.querySelector("a").focus({ preventScroll: true });
      return;
    }
    location.href = spot.link.getAttribute("href");
  }
}

customElements.define("kapstok-map", KapstokMap);
