// A selection on paper: the full text of each record, taken from its own page of the site.

const PARTS = ".k-main > h1, .k-main > .k-lead, .k-main > .k-answer, .k-main > .k-dated, .k-main > .k-text, .k-main > .k-table, .k-main > .k-note, .k-main > .k-remark, .k-side > .k-facts";
const TAGS = new Set("a abbr b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 hr i li ol p section small span strong sub sup table tbody td tfoot th thead tr u ul".split(" "));
const DROPPED = "script, style, template, noscript, nav, form, button, svg, iframe, object, embed, dialog, [hidden]";
const WAIT = 20_000;
const AT_ONCE = 4;

/** Why a page gave no text, in words for the reader. */
export class Missing extends Error {}

/** The full text of several records. Calls `done(slug, parts or Missing)` for each as it comes. */
export async function fetchTexts(records, done) {
  const waiting = [...records];
  const worker = async () => {
    for (let record = waiting.shift(); record; record = waiting.shift()) {
      let result;
      try {
        result = await fetchText(record);
      } catch (error) {
        result = error instanceof Missing ? error : new Missing("er is geen verbinding met de site");
      }
      done(record.slug, result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function fetchText({ slug, address }) {
  const answer = await fetch(address, { signal: AbortSignal.timeout?.(WAIT) });
  if (answer.status === 404) throw new Missing("de pagina bestaat niet meer");
  if (!answer.ok) throw new Missing(`de site antwoordde met fout ${answer.status}`);
  return partsOf(await answer.text(), slug, address);
}

/** The main parts of a record's page as nodes of this document: known elements, their class and their links. */
export function partsOf(html, slug, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const record = [...page.querySelectorAll(".k-record")].find((element) => element.dataset.id === slug);
  const parts = [...(record?.querySelectorAll(PARTS) ?? [])].map((part) => copied(part, address));
  if (!parts.some((part) => part.matches("h3"))) throw new Missing("de pagina ziet er anders uit dan verwacht");
  return parts;
}

/** An element made anew: nothing comes along that is not named here. Headings go two levels down. */
function copied(node, address) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || node.localName.includes("-") || node.matches(DROPPED)) return document.createTextNode("");
  const tag = node.localName;
  const copy = !TAGS.has(tag) ? document.createDocumentFragment() : document.createElement(/^h[1-4]$/.test(tag) ? `h${Number(tag[1]) + 2}` : tag);
  if (TAGS.has(tag)) {
    const known = [...node.classList].filter((name) => /^k-[a-z_-]+$/.test(name));
    if (known.length) copy.className = known.join(" ");
    for (const name of ["scope", "colspan", "rowspan", "start", "value"]) if (node.hasAttribute(name)) copy.setAttribute(name, node.getAttribute(name));
    const href = tag === "a" && node.getAttribute("href");
    if (href) {
      const goal = new URL(href, address);
      if (/^https?:$/.test(goal.protocol)) copy.href = goal.href;
    }
  }
  copy.append(...[...node.childNodes].map((child) => copied(child, address)));
  return copy;
}

/** The sources of some records, each once with its pages, in the order of the catalogue. */
export function sourceLines(records, sources) {
  return Object.entries(sources).map(([id, name]) => {
    const cited = records.flatMap((record) => record.source.filter(([source]) => source === id));
    const places = new Map(cited.map(([, page, rest]) => [rest.replace(/^, /, ""), page ?? Infinity]));
    const inOrder = [...places].sort(([, one], [, other]) => one - other).map(([place]) => place).filter(Boolean);
    const text = inOrder.map((place, at) => (at ? place.replace(/^blz\. /, "") : place)).join(", ");
    return cited.length ? [name, text].filter(Boolean).join(", ") : "";
  }).filter(Boolean);
}
