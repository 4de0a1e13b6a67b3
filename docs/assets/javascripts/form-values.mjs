// The form as data and back: what stands in its fields, by the key of the model. Every value is a text, a list of texts
// or a mapping of them, as in a file.

const asList = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const control = (field) => field.querySelector("input, select, textarea");
const boxes = (field) => [...field.querySelectorAll("input[type=checkbox]")];
const checked = (field) => boxes(field).filter((box) => box.checked).map((box) => box.value);
const check = (field, values) => boxes(field).forEach((box) => { box.checked = values.includes(box.value); });

/** How each kind of field is read and filled; `get` gives undefined, "" or an empty list for nothing. */
const KINDS = {
  text: { get: (field) => control(field).value.trim(), set: (field, value) => { control(field).value = value ?? ""; } },
  choices: { get: checked, set: (field, value) => check(field, asList(value)) },
  flag: { get: (field) => (control(field).checked ? "true" : ""), set: (field, value) => { control(field).checked = value === "true"; } },
  themes: { get: themes, set: setThemes },
  name: { get: (field) => names(field).values[0] ?? "", set: (field, value) => { names(field).values = asList(value); } },
  names: { get: (field) => names(field).values, set: (field, value) => { names(field).values = asList(value); } },
  places: { get: (field) => field.querySelector("kapstok-places").values, set: setPlaces },
  items: { get: (field) => itemsOf(field).map(valuesOf).filter((item) => Object.keys(item).length), set: setItems },
};

/** The fields directly in a form or in an item of it. */
export function fieldsOf(scope) {
  const owner = scope.matches("[data-item]") ? scope : null;
  return [...scope.querySelectorAll("[data-input]")].filter((field) => field.closest("[data-item]") === owner);
}

/** The items of a field that holds a list of them. */
export function itemsOf(field) {
  return field.querySelector("kapstok-items").items;
}

/** What stands in a form or an item, without what is empty. */
export function valuesOf(scope) {
  const found = fieldsOf(scope).map((field) => [field.dataset.key, kindOf(field).get(field)]);
  return Object.fromEntries(found.filter(([, value]) => (typeof value === "object" ? Object.keys(value).length : value)));
}

/** Fill a form or an item; a field without a value becomes empty. */
export function fill(scope, values) {
  for (const field of fieldsOf(scope)) kindOf(field).set(field, values[field.dataset.key]);
}

function kindOf(field) {
  return KINDS[field.dataset.input] ?? KINDS.text;
}

function names(field) {
  return field.querySelector("kapstok-names");
}

function themes(field) {
  const first = field.querySelector("select").value;
  return [...(first ? [first] : []), ...checked(field).filter((theme) => theme !== first)];
}

function setThemes(field, value) {
  const [first = "", ...others] = asList(value);
  field.querySelector("select").value = first;
  check(field, others);
}

function setPlaces(field, value) {
  field.querySelector("kapstok-places").values = Object.fromEntries(Object.entries(value ?? {}).map(([town, places]) => [town, asList(places)]));
}

function setItems(field, value) {
  const items = asList(value);
  field.querySelector("kapstok-items").reset(items.length);
  itemsOf(field).forEach((item, index) => fill(item, items[index]));
}
