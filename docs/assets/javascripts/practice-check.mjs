// A practice checked in the browser: the same problems, words and order as `python -m kapstok check` gives for its file.
// What may be referred to, and every limit, pattern and sentence, comes from the facts (hooks/kapstok/check_facts.py).

import { slugified } from "./names.mjs";
import { checkedFields } from "./practice-model.mjs";
import { referenceProblems } from "./practice-references.mjs";
import { personalFinder, textProblems } from "./practice-text.mjs";
import { problemMaker } from "./rules.mjs";
import { linkProblems } from "./text-links.mjs";

/** The problems of a draft `{ folder, slug, data, body }`, as `[{ rule, field, value, message, hint, loc, values }]`: `data`
    is front matter whose scalars are text, `loc` the place in it ([] for the file and its text), `values` what the words
    of the rule were filled with. */
export function checkPractice({ folder, slug, data, body }, facts) {
  const problem = problemMaker(facts.rules);
  const personal = personalFinder(facts.personal);
  const draft = { folder, slug, data, body, path: `practices/${folder}/${slug}.md` };
  const { problems, item } = checkedFields(data, facts, problem, personal);
  const faulty = new Set(problems.map(({ loc }) => loc[0]));
  const isSaid = ({ rule, field }) => faulty.has(field.split(".")[0]) || (facts.needs[rule] ?? []).some((name) => faulty.has(name));
  return [
    ...problems,
    ...addressProblems(draft, facts, problem),
    ...textProblems(draft, facts, problem, personal),
    ...referenceProblems(item, draft, facts, problem).filter((found) => !isSaid(found)),
    ...linkProblems(draft, facts, problem),
  ];
}

/** The name of the file is an address, and of one page; a former address is of nothing else. */
function addressProblems({ slug, path, data }, facts, problem) {
  const problems = [];
  const owners = new Map();
  const own = (id, folder) => { if (!owners.has(id)) owners.set(id, `practices/${folder}/${id}.md`); };
  facts.practices.forEach(({ id, theme }) => own(id, theme));
  facts.hangijzers.forEach(({ id }) => own(id, facts.pages.hangijzers));
  own(slug, path.split("/")[1]);
  for (const [id, { own: wasLast, place }] of Object.entries(facts.history.practice ?? {})) {
    if (wasLast && !owners.has(id)) owners.set(id, place);
  }
  if (!new RegExp(facts.forms.slug, "u").test(slug)) {
    const proposed = slugified(slug);
    problems.push(problem("geen-adres", [], slug, { hint: proposed ? "file" : "other", what: "file", slug: proposed }));
  }
  if (owners.get(slug) !== path) problems.push(problem("naam-bestaat-al", [], slug, { owner: owners.get(slug) }));
  const aliases = [data.aliases].flat().filter((alias) => typeof alias === "string");
  aliases.forEach((alias, index) => {
    const former = Object.hasOwn(facts.aliases, alias) ? owners.get(facts.aliases[alias]) : undefined;
    const owner = owners.get(alias) ?? former ?? path;
    if (owners.has(alias) || owner !== path || aliases.indexOf(alias) < index) {
      problems.push(problem("adres-bestaat-al", ["aliases", index], alias, { owner }));
    }
  });
  return problems;
}
