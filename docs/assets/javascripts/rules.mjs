// The rules of the check in the browser: the same templates, filled as hooks/kapstok/rules.py fills them.

import { nearest, quoted } from "./names.mjs";

/** A template with its slots filled: {name}, {name!q} in quotes, {name!w} one of the rule's words. */
export function filled(rule, template, values) {
  return template.replace(/\{(\w+)(?:!(\w))?\}/g, (_, name, how) => {
    const value = values[name];
    return how === "q" ? quoted(value) : how === "w" ? rule.words[value] : String(value);
  });
}

/** A function that makes the problem of a rule: at a place in the data, with what was given and what its message needs;
    `hint` names one of the rule's hints, else it is the first; `values` are what they were filled with. */
export function problemMaker(rules) {
  return (id, loc, value = "", { hint, ...values } = {}) => {
    const rule = rules[id];
    const known = { value, ...values };
    const advice = rule.hints[hint ?? Object.keys(rule.hints)[0]];
    const field = loc.filter((part) => typeof part === "string").join(".");
    return { rule: id, field, value, message: filled(rule, rule.message, known), hint: filled(rule, advice, known), loc, values };
  };
}

/** The hint for a name that is not known: the nearest one, or all of them. */
export function suggestion(name, known, otherwise = "choose") {
  const near = nearest(name, known);
  return near ? { hint: "near", near } : { hint: otherwise, choices: known.join(", ") };
}
