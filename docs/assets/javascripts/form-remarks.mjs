// What an editor would remark on a text that the check accepts: told to whoever writes it, and never in the way.

const USUAL = { least: 60, most: 250 }; // as the guide says

/** How many words a text has, without signs that stand by themselves. */
export function wordCount(text) {
  return text.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length;
}

/** The remarks on the text of a practice, as sentences. */
export function remarksOn(body) {
  const count = wordCount(body);
  const length = `De tekst telt ${count} ${count === 1 ? "woord" : "woorden"}; de meeste praktijken tellen er ${USUAL.least} tot ${USUAL.most}.`;
  return [
    ...(count && count < USUAL.least ? [`${length} Kunt u nog vertellen hoe het gaat, of wat ervan kwam?`] : []),
    ...(count > USUAL.most ? [`${length} Kan het korter?`] : []),
    ...emptyHeadings(body).map((heading) => `Onder de kop ‘${heading}’ staat niets: vul aan, of wis de kop.`),
  ];
}

/** The headings with nothing below them, not even a heading of a lower level. */
function emptyHeadings(body) {
  const lines = body.split("\n").filter((line) => line.trim());
  const headings = lines.map((line) => line.match(/^(#{2,})[ \t]+(.*?)[ \t#]*$/));
  return headings.flatMap((heading, at) => {
    const below = headings[at + 1];
    const isLast = at === lines.length - 1;
    return heading && (isLast || (below && below[1].length <= heading[1].length)) ? [heading[2]] : [];
  });
}
