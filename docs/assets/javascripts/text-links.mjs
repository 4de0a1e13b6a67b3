// Links in the text of a practice: the page or heading that each leads to; as hooks/kapstok/text_links.py.

import { History } from "./history.mjs";
import { headingsIn, linksIn } from "./markdown-links.mjs";
import { lengthOf, slugified } from "./names.mjs";

const SAFE = ["http", "https", "mailto"];

/** Links that name no file, no page, or no heading of a record. */
export function linkProblems(draft, facts, problem) {
  const targets = lengthOf(draft.body) > facts.text.most ? [] : linksIn(draft.body);
  if (!targets.length) return [];
  const resolve = resolver(draft, facts);
  const history = new History(facts);
  const isUnsafe = (target) => schemeOf(target) && !SAFE.includes(schemeOf(target));
  const unsafe = targets.filter(isUnsafe).map((target) => target.match(/^[^"'>\s]*/)[0]).filter((target) => resolve(target) === undefined);
  const inside = targets.filter((target) => !schemeOf(target)).map((target) => ({
    target,
    goal: /^#./.test(target) ? target : resolve(target),
  }));
  const nowhere = [...unsafe, ...inside.filter(({ goal }) => goal === undefined).map(({ target }) => target)];
  const anchors = inside.map(({ goal }) => goal).filter((goal) => goal && !headingExists(goal, draft, facts))
    .map((goal) => `#${unescaped(goal.slice(goal.indexOf("#") + 1))}`);
  return [
    ...[...new Set(nowhere)].map((target) => problem("dode-link", [], target, {
      what: "nowhere", ...(history.fateOfLink(target) ?? { hint: "nowhere" }),
    })),
    ...anchors.map((target) => problem("dode-link", [], target, { hint: "heading", what: "nowhere" })),
  ];
}

/** A function that gives the address, below the site, of a link as its author writes it; undefined when there is none. */
export function resolver({ path, slug }, facts) {
  const { sections, beginnings } = facts.pages;
  const files = new Map();
  const add = (file, kind, id) => { if (!files.has(file)) files.set(file, `${sections[kind]}${id}/`); };
  facts.practices.forEach(({ id, theme }) => add(`practices/${theme}/${id}.md`, "practice", id));
  facts.hangijzers.forEach(({ id }) => add(`practices/${facts.pages.hangijzers}/${id}.md`, "hangijzer", id));
  facts.partners.forEach(({ id }) => add(`register/partners/${id}.md`, "partner", id));
  facts.subsidies.forEach(({ id }) => add(`register/subsidies/${id}.md`, "subsidy", id));
  add(path, "practice", slug);
  const names = new Map([...files].reverse().map(([file, address]) => [file.split("/").pop(), address]));
  const provinces = facts.model.fields.province.of.choices;
  const addresses = new Set([
    ...files.values(),
    ...facts.themes.map(({ id }) => `${sections.theme}${id}/`),
    ...facts.target_groups.map(({ id }) => `${sections.target_group}${id}/`),
    ...Object.keys(facts.municipalities).map((name) => `${sections.municipality}${slugified(name)}/`),
    ...provinces.map((name) => `${sections.province}${slugified(name)}/`),
  ]);
  const roots = Object.values(sections).map((section) => section.slice(0, -1));
  return (target) => {
    const [way, ...fragment] = target.split("#");
    const rest = fragment.length ? `#${fragment.join("#")}` : "";
    if (way.endsWith(".md")) {
      const address = files.get(joined(path, way)) ?? names.get(way.split("/").pop());
      return address === undefined ? undefined : address + rest;
    }
    if (!way.startsWith("/") || way.startsWith("//")) return undefined;
    const parts = way.slice(1).split("/");
    const file = parts.at(-1).split("?")[0];
    if (file && !file.includes(".")) return undefined;
    if (parts.length > 1 && !file && beginnings.length && !beginnings.includes(parts[0])) return undefined;
    if (parts.length > 2 && roots.includes(parts[0]) && !addresses.has(way.slice(1))) return undefined;
    return way.slice(1) + rest;
  };
}

/** The file that a way leads to from another file. */
function joined(path, way) {
  const parts = way.startsWith("/") ? [] : path.split("/").slice(0, -1);
  for (const part of way.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The heading that a goal names is there, or its page is none whose headings are known. */
function headingExists(goal, { slug, body }, { pages }) {
  const at = goal.indexOf("#");
  if (at < 0 || at === goal.length - 1) return true;
  const own = `${pages.sections.practice}${slug}/`;
  const [page, anchor] = [goal.slice(0, at) || own, unescaped(goal.slice(at + 1))];
  const known = page === own ? headingsIn(body, pages.anchors) : pages.headings[page];
  return !known || known.includes(anchor) || pages.anchors.includes(anchor) || new RegExp(pages.own_anchor).test(anchor);
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The scheme of an address in small letters, "" when it has none. */
function schemeOf(target) {
  const plain = target.replace(/^[\x00-\x20]+/, "").replace(/[\t\r\n]/g, "");
  return plain.match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase() ?? "";
}
