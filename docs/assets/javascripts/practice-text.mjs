// The texts of a practice: nobody's own number, no second title, no heading too deep, no image; as hooks/kapstok/body.py and contact.py.

import { hasControl, lengthOf, stripped } from "./names.mjs";

/** A function that gives the first mobile number or mail address of a person in a text, or "". */
export function personalFinder({ mobile, mail, names, hosts, functions }) {
  const number = new RegExp(mobile, "u");
  const address = new RegExp(mail, "gu");
  const ofNames = new RegExp(`^(?:${names})$`, "u");
  return (text) => {
    const found = text.match(number);
    if (found) return found[0];
    return (text.match(address) ?? []).find((whole) => {
      const at = whole.indexOf("@");
      const [local, host] = [whole.slice(0, at).toLowerCase(), whole.slice(at + 1).toLowerCase()];
      const person = ofNames.test(local) && !local.split(/[._-]/).some((word) => functions.includes(word));
      return hosts.includes(host) || person;
    }) ?? "";
  };
}

/** The problems of every text in the data and in the body, in the order in which they stand. */
export function textProblems({ data, body }, facts, problem, personal) {
  const problems = [];
  const say = (...given) => { problems.push(problem(...given)); };
  for (const [loc, text] of leaves(data, [])) {
    if (hasControl(text)) say("past-niet", loc, text);
    const found = facts.personal.by_model.includes(loc[0]) ? "" : personal(text);
    if (found) say("persoonsgegevens", loc, found, { found });
  }
  const found = personal(body);
  if (found) say("persoonsgegevens", [], found, { found });
  if (!stripped(body)) say("tekst-ontbreekt", []);
  const count = lengthOf(body);
  if (count > facts.text.most) say("te-lang", [], "", { hint: "body", count, limit: facts.text.most });
  const [title, underline, deep, image] = ["title", "underline", "deep", "image"].map((name) => new RegExp(facts.text[name], "u"));
  const lines = body.split("\n");
  lines.forEach((line, index) => {
    if (hasControl(line)) say("past-niet", [], line);
    const underlined = index > 0 && stripped(lines[index - 1]) && underline.test(line);
    if (title.test(line) || underlined) say("kop-eerste-niveau", []);
    if (deep.test(line)) say("kop-te-diep", []);
    if (image.test(line)) say("afbeelding", []);
  });
  return problems;
}

/** Every text in the data with its place. */
function leaves(value, loc) {
  if (typeof value === "string") return [[loc, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...loc, index]));
  return value && typeof value === "object" ? Object.entries(value).flatMap(([name, item]) => leaves(item, [...loc, name])) : [];
}
