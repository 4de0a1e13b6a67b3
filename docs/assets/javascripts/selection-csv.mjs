// A selection as a table for a Belgian Excel, which takes a comma for the sign in a number and opens a file with commas as
// one column. For people: headings and cells are in words. Programs have /data/practices.csv.

const HEADINGS = {
  title: "Titel", summary: "Samenvatting", theme: "Thema", municipality: "Gemeente", province: "Provincie",
  year: "Jaar", source: "Bron", address: "Link", note: "Nota",
};

/** UTF-8 with a byte order mark, ";" between cells, " | " between several values in one.
    `rows` have the keys of HEADINGS; a value is a text, a list or undefined. */
export function csv(rows) {
  const lines = rows.map((row) => Object.keys(HEADINGS).map((name) => row[name]));
  return `\ufeff${[Object.values(HEADINGS), ...lines].map((line) => `${line.map(cell).join(";")}\r\n`).join("")}`;
}

/** A leading sign that a spreadsheet would take for a formula gets an apostrophe, as in the open data. Quotes go round a comma
    and a tab too: a spreadsheet that begins a cell there would find a formula inside a text. */
function cell(value) {
  const text = Array.isArray(value) ? value.join(" | ") : String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";,\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
