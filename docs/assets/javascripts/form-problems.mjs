// What the check says, at the field that it is about: where that field is, and words for somebody who sees no file.

import { fieldsOf, itemsOf, valuesOf } from "./form-values.mjs";

const SLUG = new Set(["naam-bestaat-al", "geen-adres"]);

/** Rules whose words speak of a file: what the form says instead. A suggestion ("Bedoelde u …?") always stays. */
const WORDS = {
  "verplicht-veld": { message: "Dit veld is verplicht.", hint: "Vul het in." },
  "naam-bestaat-al": { message: "Er is al een pagina met dit adres.", hint: "Kies een ander, bijvoorbeeld met de gemeente erbij." },
  "geen-adres": { message: "Dit kan geen adres zijn.", hint: "Gebruik kleine letters, cijfers en streepjes." },
  "tekst-ontbreekt": { hint: "Schrijf in enkele zinnen wat de praktijk is." },
  "geen-plaats": { message: "Er is geen gemeente en geen provincie.", hint: "Kies een gemeente; is er geen, kies dan een provincie." },
  "provincie-klopt-niet": { hint: "Laat de provincie weg: ze volgt uit de gemeente." },
  "plaats-zonder-gemeente": { hint: "Voeg de gemeente toe bij Gemeente." },
  "variant-zonder-plaats": { hint: "Kies een gemeente of een provincie; geldt het overal, schrijf het dan in de tekst." },
  "toelichting-zonder-stand": { hint: "Kies een stand, of zet de zin bij Opmerking." },
  "nagekeken-link": { hint: "Schrijf het adres met https:// ervoor, of wis de datum." },
  "deelgemeente": { hint: "Kies in welke gemeente ze ligt." },
  "onbekende-gemeente": { hint: "Kies een gemeente uit de lijst die verschijnt terwijl u haar naam typt, zonder postcode. Is het een provincie, dan kiest u ze onder dit veld." },
  "persoonsgegevens": { hint: "Gebruik de mailbox van een dienst (zoals integratie@…), een vast nummer of een webpagina." },
  "jaartal": { hint: "Voeg elk jaar apart toe, met vier cijfers en zonder woorden erbij." },
  "onbekende-subsidie": { hint: "Kies een subsidie uit de lijst die verschijnt terwijl u typt." },
  "onbekende-praktijk": { hint: "Kies een praktijk uit de lijst die verschijnt terwijl u typt." },
};

/** The problem is about the address of the page. */
export const isOfSlug = ({ rule }) => SLUG.has(rule);

/** The problem is about the text below the fields. */
export const isOfText = (problem) => !problem.loc.length && !isOfSlug(problem);

/** A problem of the check in the words of the form. */
export function inWords({ rule, message, hint, values }) {
  const own = WORDS[rule] ?? {};
  return [own.message ?? message, values.near ? hint : values.meant ?? own.hint ?? hint].filter(Boolean).join(" ");
}

/** What the check thinks was meant by a value: names, and for a borough the municipalities in which it may lie. */
function meantBy({ value, loc, values: { near, borough, inside = [] } }) {
  if (near) return [{ value, meant: near }];
  return inside.map((town) => ({ value, meant: town, place: loc[0] === "municipality" ? borough : "" }));
}

/** Where a problem belongs: { field, control, name } of the innermost field that its place names. */
export function placeOf(form, problem) {
  const [key, index, part] = problem.loc.length ? problem.loc : [isOfSlug(problem) ? "slug" : "body"];
  const field = form.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? form.querySelector("[data-key=body]");
  const name = field.dataset.title;
  if (field.dataset.input === "places") return { field, control: field.querySelector("kapstok-places").inputOf(index), name };
  const items = field.dataset.input === "items" ? itemsOf(field).filter((item) => Object.keys(valuesOf(item)).length) : [];
  const item = items[typeof index === "number" ? index : 0];
  const inner = item && fieldsOf(item).find((one) => one.dataset.key === (typeof index === "number" ? part : index));
  if (!item) return { field, control: controlOf(field), name };
  const place = inner ?? fieldsOf(item)[0];
  return { field: place, control: controlOf(place), name: `${name} ${itemsOf(field).indexOf(item) + 1}, ${place.dataset.title}` };
}

/** Write the problems at their fields, of those only that `isShown` lets through. */
export function showProblems(form, problems, isShown) {
  const said = new Map();
  for (const problem of problems) {
    const { field, control } = placeOf(form, problem);
    if (!isShown(field)) continue;
    const { texts = new Set(), meant = [] } = said.get(field) ?? {};
    said.set(field, { control, texts: texts.add(inWords(problem)), meant: [...meant, ...meantBy(problem)] });
  }
  for (const field of form.querySelectorAll("[data-input]")) {
    const place = field.querySelector(":scope > [data-error]");
    const found = said.get(field);
    const text = found ? [...found.texts].join(" ") : "";
    if (place.textContent !== text) place.textContent = text;
    showMeant(field.querySelector(":scope > [data-meant-names]"), found?.meant ?? []);
    field.classList.toggle("is-wrong", Boolean(found));
    const control = found?.control ?? field.querySelector("[aria-invalid]");
    if (found) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
  }
}

/** A button for each name that the check thinks was meant. */
function showMeant(place, meant) {
  if (!place || place.dataset.meantNames === JSON.stringify(meant)) return;
  place.dataset.meantNames = JSON.stringify(meant);
  place.replaceChildren(...meant.map(({ place: inside, ...given }) => {
    const button = document.createElement("button");
    const also = inside ? `, met plaats ‘${inside}’` : "";
    Object.assign(button, { type: "button", className: "k-button", textContent: `Maak er ‘${given.meant}’ van${also}` });
    Object.assign(button.dataset, { do: "take", ...given, place: inside ?? "" });
    return button;
  }));
}

/** Go to a field, through whatever is folded around it. */
export function goTo(control) {
  for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  control.focus();
  control.closest("[data-input]")?.scrollIntoView({ block: "nearest" });
}

function controlOf(field) {
  return field.querySelector("kapstok-names input, select, textarea, input, [data-add-item]");
}
