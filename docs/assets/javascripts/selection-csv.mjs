// A selection as a table: the columns that /data/practices.csv has too hold the same, but for the address,
// which is complete here because the table leaves the site.

const COLUMNS = ["slug", "title", "summary", "theme", "municipality", "province", "year", "source", "address", "note"];

/** UTF-8 with a byte order mark, commas, several values in a cell separated by "; ".
    `rows` are items, each with its record (undefined when it is gone) and its complete address. */
export function csv(rows) {
  const lines = rows.map(({ item, record = {}, address = "" }) => [
    item.slug,
    record.title ?? item.name,
    record.summary,
    record.theme,
    record.municipality,
    record.province,
    record.year,
    record.source?.map(([id, page]) => (page ? `${id} ${page}` : id)),
    address,
    item.note,
  ]);
  return `\ufeff${[COLUMNS, ...lines].map((line) => `${line.map(cell).join(",")}\n`).join("")}`;
}

/** A leading sign that a spreadsheet would take for a formula is quoted, as in the open data. */
function cell(value) {
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
