// The one way in which a practice becomes a file: the twin of practice_file.py. Both are held to tests/written.json.

const PLAIN = /^[A-Za-zÀ-ÖØ-öø-ÿ0-9](?:[A-Za-zÀ-ÖØ-öø-ÿ0-9 .'’()/+&%–-]*[A-Za-zÀ-ÖØ-öø-ÿ0-9.)%])?$/;
const KEY = /^[a-z]+(?:_[a-z]+)*$/;
const NOT_TEXT = new Set(["null", "~", "true", "false", "yes", "no", "on", "off"]);
const ESCAPED = /[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t" };
const ON_THE_LINE = "source"; // nearly every practice has one source: it stands on the line of its key

/** The file of a practice. `fields` are those of the facts ({ key, fields }), in the order of the model; what is empty
    is left out, and a field that they lack comes last. */
export function practiceFile(data, body, fields) {
  const known = new Map(fields.map((field) => [field.key, field.fields.map(({ key }) => key)]));
  const lines = ["---"];
  for (const key of [...known.keys(), ...Object.keys(data).filter((name) => !known.has(name))]) {
    const value = kept(data[key]);
    if (isFilled(value)) lines.push(...fieldLines(key, value, known.get(key) ?? []));
  }
  const text = bodyText(body);
  return `${[...lines, "---", ...(text ? ["", text] : [])].join("\n")}\n`;
}

/** The text as a file holds it: line ends of one kind, nothing around it. */
function bodyText(body) {
  return body.replace(/\r\n?/g, "\n").replace(/[\u0085\u2028\u2029]/g, " ").replace(/^[ \t\n]+|[ \t\n]+$/g, "");
}

/** A value without what is empty in it; a list of one text is that text. */
export function kept(value) {
  if (Array.isArray(value)) {
    const items = value.map(kept).filter(isFilled);
    return items.length === 1 && typeof items[0] === "string" ? items[0] : items;
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, kept(item)]).filter(([, item]) => isFilled(item)));
}

function isFilled(value) {
  if (Array.isArray(value)) return value.length > 0;
  return isMapping(value) ? Object.keys(value).length > 0 : Boolean(value);
}

function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldLines(key, value, order) {
  const list = order.length && isMapping(value) ? [value] : value;
  if (!Array.isArray(list) || !list.some(isMapping)) return [`${keyText(key)}: ${flow(value)}`];
  if (key === ON_THE_LINE && list.length === 1) return [`${keyText(key)}: ${flow(list[0], order)}`];
  return [`${keyText(key)}:`, ...list.map((item) => `  - ${flow(item, order)}`)];
}

/** A value on one line. */
function flow(value, order = []) {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, order)).join(", ")}]`;
  if (!isMapping(value)) return scalar(String(value));
  const first = order.filter((key) => key in value);
  const keys = [...first, ...Object.keys(value).filter((key) => !first.includes(key))];
  return `{${keys.map((key) => `${keyText(key)}: ${flow(value[key])}`).join(", ")}}`;
}

function keyText(key) {
  return KEY.test(key) && !NOT_TEXT.has(key) ? key : scalar(key);
}

function scalar(text) {
  if (PLAIN.test(text) && !NOT_TEXT.has(text.toLowerCase())) return text;
  return `"${text.replace(ESCAPED, (sign) => ESCAPES[sign] ?? escaped(sign.charCodeAt(0)))}"`;
}

function escaped(code) {
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
