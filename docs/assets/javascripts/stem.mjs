// Dutch words to stems: the twin of hooks/kapstok/stem.py, checked against it word by word.
// Porter's algorithm for Dutch as published at snowballstem.org.

const VOWEL = "aeiouyè";
const isVowel = (letter) => letter !== undefined && VOWEL.includes(letter);

const IRREGULAR = [
  ["steden", "stad"], ["leden", "lid"], ["kinderen", "kind"], ["eieren", "ei"], ["ouderen", "oudere"], ["oudere", "oudere"], ["musea", "museum"],
  ["centra", "centrum"], ["schepen", "schepen"], ["kansen", "kans"], ["kans", "kans"],
  ["verenigingen", "vereniging"], ["vereniging", "vereniging"], ["gemeenten", "gemeente"],
  ["gemeente", "gemeente"], ["cursussen", "cursus"], ["cursus", "cursus"], ["zussen", "zus"],
  ["minderheden", "minderheid"],
  ["minderheid", "minderheid"],
  ["overheden", "overheid"],
  ["overheid", "overheid"],
  ["werklozen", "werkloos"],
  ["werkloze", "werkloos"],
  ["werkloos", "werkloos"],
  ["leraren", "leraar"],
  ["leraar", "leraar"],
  ["fietsen", "fiets"],
  ["fiets", "fiets"],
  ["artsen", "arts"],
  ["arts", "arts"],
  ["gidsen", "gids"],
  ["gids", "gids"],
  ["fondsen", "fonds"],
  ["fonds", "fonds"],
  ["plaatsen", "plaats"],
  ["plaats", "plaats"],
  ["grenzen", "grens"],
  ["grens", "grens"],
  ["wensen", "wens"],
  ["wens", "wens"],
  ["dansen", "dans"],
  ["dans", "dans"],
  ["beurzen", "beurs"],
  ["beurs", "beurs"],
  ["koersen", "koers"],
  ["koers", "koers"],
  ["mensen", "mens"],
  ["mens", "mens"],
];

// Verbs and participles that end like an irregular plural.
const NOT_IRREGULAR = /(?:be|ver|over|ge)(?:steden|leden)$/;

// Plurals in -s of nouns that end in -e or -en.
const E_PLURAL = /(?:[bdfghlmnprst]ie|ure|age|che|que|ine|tte|nde|[^aeiou]en)s$(?<!verlies)(?<!devies)/;

const DIMINUTIVE = [
  /(?<=[bcdfghjklmnpqrstvwxz])etjes?$/, /(?<=m)pjes?$/, /(?<=[lnrw])tjes?$/, /(?<=[bdfgkpt])jes?$/,
];

const cleaned = (text) => text.toLowerCase().normalize("NFC").replace(/\u0307/g, "").replace(/['’]s(?![\p{L}\p{N}_])/gu, "");

/** The words of a text in lower case, in their order. */
export function words(text) {
  return cleaned(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a text; a word with a sign inside also counts without it. */
export function tokens(text) {
  const joined = cleaned(text).match(/[\p{L}\p{N}]+(?:['’.\-–&/][\p{L}\p{N}]+)+/gu) ?? [];
  return words(text).concat(joined.map((word) => word.replace(/[^\p{L}\p{N}]+/gu, "")));
}

/** The word without accents. */
export function fold(word) {
  return word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

/** The stem of one word in lower case. Words of up to three letters stay as they are. */
export function stem(word) {
  if (word.length <= 3 || /^\p{Nd}+$/u.test(word)) return fold(word);
  for (const [ending, replacement] of IRREGULAR) {
    if (word.endsWith(ending) && !NOT_IRREGULAR.test(word)) return fold(word.slice(0, -ending.length) + replacement);
  }
  if (word.endsWith("eeën") || word.endsWith("ieën")) {
    word = word.slice(0, -2);
  } else if ((word.length >= 5 && /[aoyé]s$/.test(word)) || (word.length >= 6 && E_PLURAL.test(word))) {
    word = word.slice(0, -1);
  } else if (word.length >= 6) {
    const pattern = DIMINUTIVE.find((candidate) => candidate.test(word));
    if (pattern) word = word.replace(pattern, "");
  }
  let found = porter(word);
  if (found.endsWith("z")) found = `${found.slice(0, -1)}s`;
  else if (found.endsWith("v")) found = `${found.slice(0, -1)}f`;
  found = found.replace(/([bcdfghjklmnpqrstvwxz])\1$/, "$1");
  return fold(found);
}

const PLAIN = { ä: "a", ë: "e", ï: "i", ö: "o", ü: "u", á: "a", é: "e", í: "i", ó: "o", ú: "u" };

function porter(given) {
  let word = given.replace(/[äëïöüáéíóú]/g, (letter) => PLAIN[letter]);
  const letters = [...word];
  if (letters[0] === "y") letters[0] = "Y";
  for (let at = 1; at < letters.length; at += 1) {
    if (!isVowel(letters[at - 1])) continue;
    if (letters[at] === "i" && isVowel(letters[at + 1])) letters[at] = "I";
    else if (letters[at] === "y") letters[at] = "Y";
  }
  word = letters.join("");
  const region = (from) => {
    let at = from;
    while (at < word.length && !isVowel(word[at])) at += 1;
    while (at < word.length && isVowel(word[at])) at += 1;
    return at < word.length ? at + 1 : word.length;
  };
  const first = region(0);
  const r1 = Math.max(3, first);
  const r2 = region(first);
  const ends = (ending) => word.endsWith(ending);
  const inR1 = (ending) => word.length - ending.length >= r1;
  const inR2 = (ending) => word.length - ending.length >= r2;
  const cut = (count) => { word = word.slice(0, word.length - count); };
  const undouble = () => { if (/(kk|dd|tt)$/.test(word)) cut(1); };
  const enEnding = (ending) => {
    const rest = word.slice(0, word.length - ending.length);
    if (inR1(ending) && rest && !isVowel(rest.at(-1)) && !rest.endsWith("gem")) {
      word = rest;
      undouble();
    }
  };
  let eFound = false;
  const eEnding = () => {
    eFound = false;
    if (ends("e") && inR1("e") && word.length > 1 && !isVowel(word.at(-2))) {
      cut(1);
      eFound = true;
      undouble();
    }
  };

  // 1: plurals
  if (ends("heden")) {
    if (inR1("heden")) word = `${word.slice(0, -5)}heid`;
  } else if (ends("ene")) enEnding("ene");
  else if (ends("en")) enEnding("en");
  else {
    const ending = ends("se") ? "se" : ends("s") ? "s" : "";
    const before = word.at(-1 - ending.length);
    if (ending && inR1(ending) && before && !isVowel(before) && before !== "j") cut(ending.length);
  }
  // 2: -e
  eEnding();
  // 3a: -heid
  if (ends("heid") && inR2("heid") && word.at(-5) !== "c") {
    cut(4);
    if (ends("en")) enEnding("en");
  }
  // 3b: derivations
  if (ends("end") || ends("ing")) {
    if (inR2("end")) {
      cut(3);
      if (ends("ig") && inR2("ig") && word.at(-3) !== "e") cut(2);
      else undouble();
    }
  } else if (ends("lijk")) {
    if (inR2("lijk")) { cut(4); eEnding(); }
  } else if (ends("baar")) {
    if (inR2("baar")) cut(4);
  } else if (ends("bar")) {
    if (inR2("bar") && eFound) cut(3);
  } else if (ends("ig")) {
    if (inR2("ig") && word.at(-3) !== "e") cut(2);
  }
  // 4: double vowels
  const tail = /([^aeiouyè])(aa|ee|oo|uu)([^aeiouyèI])$/.exec(word);
  if (tail) word = `${word.slice(0, -3)}${tail[2][0]}${tail[3]}`;
  return word.replaceAll("I", "i").replaceAll("Y", "y");
}
