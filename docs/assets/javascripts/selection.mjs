// A reader's own selection: what it holds and how the browser keeps it.
// Pure functions over { title, intro, items: [{ slug, name, note }] }; `name` is the title of the
// record when it was chosen, for the day that the record is gone. Nothing here touches the page.

export const MOST = { items: 100, title: 120, intro: 2000, note: 1000, link: 8000 };
export const EMPTY = Object.freeze({ title: "", intro: "", items: Object.freeze([]) });

const VERSION = 1;
const JOINED = 2 * MOST.note + 2; // two notes that became one keep all their words
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const counted = (number, one, many) => (number === 1 ? `1 ${one}` : `${number.toLocaleString("nl-BE")} ${many}`);

export const itemOf = (selection, slug) => selection.items.find((item) => item.slug === slug);

export const isEmpty = ({ title, intro, items }) => !title && !intro && !items.length;

/** With an item at a place (without one, at the end); the same selection when it is there or there is no room. */
export function add(selection, { slug, name = "", note = "" }, at = selection.items.length) {
  if (itemOf(selection, slug) || selection.items.length >= MOST.items) return selection;
  return { ...selection, items: [...selection.items.slice(0, at), { slug, name, note }, ...selection.items.slice(at)] };
}

export function remove(selection, slug) {
  return { ...selection, items: selection.items.filter((item) => item.slug !== slug) };
}

/** With an item some places further (by > 0) or back, as far as the list goes. */
export function reorder(selection, slug, by) {
  const items = [...selection.items];
  const from = items.findIndex((item) => item.slug === slug);
  const to = Math.max(0, Math.min(items.length - 1, from + by));
  if (from < 0 || from === to) return selection;
  items.splice(to, 0, ...items.splice(from, 1));
  return { ...selection, items };
}

export function annotate(selection, slug, note) {
  return { ...selection, items: selection.items.map((item) => (item.slug === slug ? { ...item, note } : item)) };
}

/** Two selections as one: the own items first, and nothing of them is lost; of an item in both the
    notes are joined. Gives also the items that did not fit, and those of which the note did not. */
export function merge(own, other) {
  let selection = { ...own, title: own.title || other.title, intro: own.intro || other.intro };
  const left = [];
  const noteless = [];
  for (const item of other.items) {
    const mine = itemOf(selection, item.slug);
    if (!mine) {
      const more = add(selection, item);
      if (more === selection) left.push(item);
      selection = more;
    } else if (!mine.note.includes(item.note)) {
      const note = mine.note ? `${mine.note}\n\n${item.note}` : item.note;
      if (note.length > JOINED) noteless.push(item);
      else selection = annotate(selection, item.slug, note);
    }
  }
  return { selection, left, noteless };
}

/** With today's slug for each former one; a record that is there twice then becomes one item. */
export function follow(selection, aliases) {
  const moved = selection.items.filter(({ slug }) => Object.hasOwn(aliases, slug));
  if (!moved.length) return { selection, moved, noteless: [] };
  const items = selection.items.map((item) => (moved.includes(item) ? { ...item, slug: aliases[item.slug] } : item));
  return { ...merge({ ...selection, items: [] }, { ...EMPTY, items }), moved };
}

/** What the browser keeps. */
export function serialise(selection, lost = []) {
  return JSON.stringify({ version: VERSION, ...selection, ...(lost.length ? { lost } : {}) });
}

/** The selection in what the browser kept, with a sentence for everything that could not be read. */
export function parse(text) {
  if (!text) return { selection: EMPTY, lost: [] };
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    given = salvaged(text);
  }
  if (!Array.isArray(given?.items)) given = { items: [] };
  const before = Array.isArray(given.lost) ? given.lost.filter((line) => typeof line === "string").slice(-9) : [];
  const { selection, lost } = cleaned(given);
  if (given.version > VERSION) {
    lost.unshift("Uw selectie is bewaard door een nieuwere versie van Kapstok. Wat deze versie niet kent, is weggelaten.");
  } else if (given.version !== VERSION) {
    const rest = selection.items.length ? `Dit is er nog: ${counted(selection.items.length, "item", "items")}. Kijk na of er iets ontbreekt.` : "Er was niets meer leesbaar.";
    lost.unshift(`Uw bewaarde selectie was beschadigd. ${rest}`);
  }
  return { selection, lost: [...new Set([...before, ...lost])] };
}

/** What still stands in JSON that is broken or cut off. */
function salvaged(text) {
  const string = String.raw`("(?:[^"\\]|\\.)*")`;
  const read = (json) => {
    try {
      return JSON.parse(json);
    } catch {
      return undefined;
    }
  };
  const field = (name) => read(new RegExp(`"${name}":${string}`).exec(text)?.[1]);
  const item = new RegExp(`"slug":${string}(?:,"name":${string})?(?:,"note":${string})?`, "g");
  const items = [...text.matchAll(item)].map(([, ...parts]) => {
    const [slug, name, note] = parts.map(read);
    return { slug, name, note };
  });
  return { title: field("title"), intro: field("intro"), items };
}

/** A selection of what claims to be one: known fields within their limits, no item twice. */
export function cleaned(given) {
  const lost = [];
  const text = (value, most, what) => {
    if (value === undefined || value === null) return "";
    if (typeof value !== "string") lost.push(`${what} was niet leesbaar en is weggelaten.`);
    else if (value.length > most) lost.push(`${what} was te lang en is ingekort tot ${counted(most, "teken", "tekens")}.`);
    return typeof value === "string" ? value.slice(0, most) : "";
  };
  const title = text(given.title, MOST.title, "De titel");
  const intro = text(given.intro, MOST.intro, "De inleiding");
  const valid = given.items.filter((item) => typeof item?.slug === "string" && item.slug.length < 200 && SLUG.test(item.slug));
  const items = valid.slice(0, MOST.items).map(({ slug, name, note }) => ({
    slug,
    name: typeof name === "string" ? name.slice(0, 200) : "",
    note: text(note, JOINED, `De nota bij ‘${typeof name === "string" && name ? name : slug}’`),
  }));
  const bad = given.items.length - valid.length;
  const over = valid.length - items.length;
  if (bad) lost.push(bad === 1 ? "1 item was niet leesbaar en is weggelaten." : `${bad} items waren niet leesbaar en zijn weggelaten.`);
  if (over) lost.push(`Een selectie telt hoogstens ${MOST.items} items; wat daarna kwam (${over}), is weggelaten.`);
  return { selection: merge({ title, intro, items: [] }, { ...EMPTY, items }).selection, lost };
}
