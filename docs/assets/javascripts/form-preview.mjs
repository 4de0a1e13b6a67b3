// A practice as it will look: its card and its page, made of nodes with the classes of the site.

import { markdownNodes } from "./markdown-nodes.mjs";
import { wordsOf } from "./suggestions.mjs";
import { resolver } from "./text-links.mjs";

const MOST_PLACES = 3;

const list = (value) => (value === undefined ? [] : [value].flat());
const dated = (day) => new Date(`${day}T00:00`).toLocaleDateString("nl-BE", { dateStyle: "long" });
const listed = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} en ${names.at(-1)}` : names.join(""));

/** The card and the page of a draft. `facts` are those of the form, `root` the way to the root of the site. */
export function previewNodes({ folder, slug, data, body }, facts, root) {
  const addressOf = resolver({ path: `practices/${folder}/${slug}.md`, slug }, facts);
  const titles = wordsOf(facts);
  const themeTitle = (id) => facts.themes.find((theme) => theme.id === id)?.title ?? id;
  const place = placeText(data);
  const year = factsYear(data, facts);
  const title = data.title || "Zonder titel";
  const card = make("div", "k-card",
    make("p", "k-card__theme", folder ? themeTitle(folder) : "Thema"),
    make("p", "k-card__title", title),
    make("p", "k-card__summary", data.summary ?? ""),
    make("p", "k-card__place", [place, year && `bron ${year}`].filter(Boolean).join(" · ")),
  );
  const cards = make("div", "k-cards", card);
  const status = facts.fields.find(({ key }) => key === "status").choices;
  const scope = facts.fields.find(({ key }) => key === "scope").choices;
  const words = (choices, value) => choices.find(([one]) => one === value)?.[1] ?? value;
  const facing = [
    ["Gemeente", place],
    ["Provincie", listed(list(data.province))],
    ["Schaal", data.scope && data.scope !== "municipal" ? words(scope, data.scope) : ""],
    ["Wie doet het", listed(list(data.partners))],
    ["Voor wie", listed(list(data.target_groups).map(titles.target_groups))],
    ["Subsidies", listed(list(data.subsidies).map(titles.subsidies))],
    ["Jaar", listed(list(data.year))],
    ["Stand", [data.status && words(status, data.status), data.status_note].filter(Boolean).join(": ")],
    ["Contact", data.contact],
    ["Bron", list(data.source).map(({ id = "", page }) => [titles.sources(id), page && `blz. ${page}`].filter(Boolean).join(", ")).join("; ")],
  ].filter(([, text]) => text);
  const main = make("div", "k-main",
    make("p", "k-preview__title", title),
    make("p", "k-lead", data.summary ?? ""),
    make("p", "k-dated", data.checked ? `Nagekeken op ${dated(data.checked)}.` : year ? `Beschreven in ${year}, sindsdien niet nagekeken.` : "Niet nagekeken."),
    make("div", "k-text", ...markdownNodes(body, { level: 3, resolve: (target) => live(target, addressOf, root) })),
    ...figures(list(data.figures)),
    ...bullets("Verschillen per plaats", list(data.variants).map((variant) => [make("strong", "", listed([...list(variant.municipality), ...list(variant.province)])), `: ${variant.note ?? ""}`])),
    ...(data.note ? [make("p", "k-remark", make("strong", "", "Opmerking van de redactie."), ` ${data.note}`)] : []),
    ...bullets("Meer weten", list(data.links).map((link) => linkNodes(link, year))),
    ...bullets("Hete hangijzers", list(data.hangijzers).map((id) => [titles.hangijzers(id)])),
    ...bullets("Lees ook", list(data.see_also).map(({ practice = "", reason }) => [[titles.practices(practice), reason].filter(Boolean).join(": ")])),
  );
  const side = make("div", "k-side", make("dl", "k-facts", ...facing.map(([name, text]) => make("div", "", make("dt", "", name), make("dd", "", text)))));
  const page = make("div", "k-preview__page", make("div", "k-columns", main, side));
  page.dataset.theme = card.dataset.theme = folder;
  for (const link of page.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
  return [cards, page];
}

/** "Genk (Winterslag)", "Asse, Diest en 4 andere", or the provinces. */
function placeText({ municipality, place = {}, province }) {
  const names = list(municipality).map((name) => (Object.hasOwn(place, name) ? `${name} (${list(place[name]).join(", ")})` : name));
  if (names.length > MOST_PLACES + 1) return `${names.slice(0, MOST_PLACES).join(", ")} en ${names.length - MOST_PLACES} andere`;
  if (names.length) return names.join(", ");
  return list(province).length >= 5 ? "Vlaanderen" : list(province).join(", ");
}

/** Of which year the facts are: as in catalogue.py. */
function factsYear({ source, year, checked }, facts) {
  const of = (id) => facts.sources.find((one) => one.id === id)?.year;
  const found = list(source).map(({ id }) => of(id)).filter(Boolean);
  const years = found.length ? found : list(year).map(Number).filter(Boolean);
  return years.length ? Math.max(...years) : Number(checked?.slice(0, 4)) || 0;
}

/** The address of a link to a place on this page or to a page of the site, "" when it leads nowhere. */
function live(target, addressOf, root) {
  if (target.startsWith("#")) return target;
  const address = addressOf(target);
  return address === undefined ? "" : root + address;
}

function figures(items) {
  if (!items.length) return [];
  const rows = items.map(({ label = "", value = "", note }) => make("div", "", make("dt", "", label), make("dd", "", value), ...(note ? [make("dd", "k-figures__note", note)] : [])));
  return [make("h4", "", "Cijfers"), make("dl", "k-figures", ...rows)];
}

/** A link is live only when somebody opened it. */
function linkNodes({ label = "", url = "", checked }, year) {
  if (!checked || !/^https?:/i.test(url)) return [`${label}: `, make("span", "k-address", url), make("span", "k-note", ` (${year ? `adres van ${year}, ` : ""}niet nagekeken)`)];
  const link = make("a", "", label);
  link.href = url;
  return [link, make("span", "k-note", ` (nagekeken op ${dated(checked)})`)];
}

function bullets(title, items) {
  return items.length ? [make("h4", "", title), make("ul", "", ...items.map((nodes) => make("li", "", ...nodes)))] : [];
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
