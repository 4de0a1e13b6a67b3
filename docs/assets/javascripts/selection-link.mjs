// A selection as a link: all of it stands behind the # of an address, which no browser sends to a server.
//
//   s1/<number of fields>/<field>/<field>/…
//
// A field is a letter, its text and four signs that check it. Items stand first, so that a link that
// was cut off still gives them.
//   i  slugs joined by dots          u  introduction
//   t  title                         n  place of an item in base 36, a dot, its note

import { cleaned, counted, EMPTY, MOST } from "./selection.mjs";

const VERSION = 1;
const NAMES = { i: "een deel van de lijst", t: "de titel", u: "de inleiding", n: "een of meer nota's" };

/** Before the link of a reader's own selection, which a browser that keeps nothing takes from page to page. */
export const OWN = "eigen/";

/** What comes after the #: only letters, digits and / . , : - _ ~, and a letter or digit at the end. */
export function encode({ title, intro, items }, { notes = true } = {}) {
  const fields = [`i${items.map((item) => item.slug).join(".")}`];
  if (title) fields.push(`t${escaped(title)}`);
  if (intro) fields.push(`u${escaped(intro)}`);
  items.forEach(({ note }, at) => {
    if (notes && note) fields.push(`n${at.toString(36)}.${escaped(note)}`);
  });
  return `s${VERSION}/${fields.length}/${fields.map((field) => field + check(field)).join("/")}`;
}

/** The selection in a fragment, with sentences about what is wrong with it; null when it is no link of ours. */
export function decode(fragment) {
  const given = unquoted(fragment.replace(/^#/, "").slice(0, 3 * (MOST.link + 9))).replace(/\s+/g, "");
  const [, version, rest = ""] = /^(?:eigen\/)?s(\d+)(?:\/(.*))?$/.exec(given.slice(0, MOST.link)) ?? [];
  if (!version) return null;
  if (Number(version) !== VERSION) {
    return { selection: EMPTY, lost: ["Deze link is gemaakt met een andere versie van Kapstok en is hier niet leesbaar."] };
  }
  const [count, ...parts] = rest.replace(/[^A-Za-z0-9]+$/, "").split("/");
  const fields = parts.map((part, at) => readField(part, at === parts.length - 1));
  const broken = fields.filter((field) => field.broken);
  const tooLong = given.length > MOST.link;
  const total = /^\d+$/.test(count) ? Number(count) : NaN;
  const short = !fields.length || tooLong || parts.length < Math.max(1, total || 1);
  const cut = short || fields.at(-1).broken;

  const text = (letter) => fields.find((field) => field.letter === letter && !field.broken)?.text;
  const notes = new Map(fields.filter((field) => field.letter === "n" && !field.broken).map(({ place, text: note }) => [place, note]));
  const slugs = fields.find((field) => field.letter === "i")?.slugs ?? [];
  const items = slugs.map((slug, at) => ({ slug, note: notes.get(at) }));
  const { selection, lost } = cleaned({ title: text("t"), intro: text("u"), items });

  if (tooLong) lost.unshift(`Deze link is langer dan ${counted(MOST.link, "teken", "tekens")}. Alleen het begin is gelezen.`);
  else if (cut) lost.unshift("Deze link is niet volledig: aan het einde ontbreekt iets.");
  else if (broken.length || parts.length !== total) lost.unshift("Deze link is beschadigd: er is iets in veranderd.");
  if (lost.length) lost.push(account(selection, [...new Set(broken.map(({ letter }) => NAMES[letter]))], short));
  return { selection, lost };
}

function readField(part, isLast) {
  const letter = part[0];
  const field = part.slice(0, -4);
  const body = field.slice(letter === "n" ? field.indexOf(".") + 1 : 1);
  const text = check(field) === part.slice(-4) && letter in NAMES ? unescaped(body) : undefined;
  const broken = text === undefined;
  if (letter !== "i") return { letter, broken, text, place: parseInt(field.slice(1), 36) };
  // Of a broken list every whole slug counts; where the link was cut off, the last one may be half.
  const slugs = (broken && isLast ? part.slice(1).split(".").slice(0, -1) : body.split(".")).filter(Boolean);
  return { letter, broken, slugs };
}

/** What of a damaged link could be read, and what is lost. */
function account({ title, intro, items }, gone, short) {
  if (!items.length && !title && !intro) return "Er is niets van leesbaar. Vraag de afzender om de link opnieuw te sturen.";
  const notes = items.filter((item) => item.note).length;
  const found = [counted(items.length, "item", "items"), notes && counted(notes, "nota", "nota's"), title && "de titel", intro && "de inleiding"];
  const lost = [...gone.filter(Boolean), short && "wat daarna kwam"];
  const list = (parts) => parts.filter(Boolean).join(", ");
  return `Wel leesbaar: ${list(found)}.${list(lost) ? ` Verloren: ${list(lost)}.` : ""} Vraag de afzender zo nodig om de link opnieuw te sturen.`;
}

/** Signs that no mail program changes: a space is _, anything odd its code points in base 36 between two ~. */
function escaped(text) {
  const codes = (run) => `~${Array.from(run, (sign) => sign.codePointAt(0).toString(36)).join("-")}~`;
  return text.replace(/[^A-Za-z0-9.,: -]+/gu, codes).replaceAll(" ", "_");
}

function unescaped(text) {
  const signs = (_, codes) => codes.split("-").map((code) => String.fromCodePoint(parseInt(code, 36))).join("");
  try {
    return text.replaceAll("_", " ").replace(/~([^~]*)~/g, signs);
  } catch {
    return undefined;
  }
}

/** Without the percent signs that a mail program or a chat may have put in. */
function unquoted(text) {
  try {
    return decodeURIComponent(text.replace(/%.?$/, ""));
  } catch {
    return text.replace(/%[^]{0,2}/g, "");
  }
}

/** Four signs that change when the text does (FNV-1a, the end of its hash in base 36). */
function check(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36).padStart(4, "0").slice(-4);
}
