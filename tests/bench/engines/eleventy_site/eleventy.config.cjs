/** The records by each value of a field, in order of the value. */
function byField(records, field) {
  const found = new Map();
  for (const record of records)
    for (const value of record.data[field] ?? []) {
      if (!found.has(value)) found.set(value, []);
      found.get(value).push(record);
    }
  return [...found].sort(([one], [other]) => one.localeCompare(other, "nl")).map(([name, items]) => ({ name, items }));
}

module.exports = (config) => {
  const byTitle = (one, other) => one.data.title.localeCompare(other.data.title, "nl");
  const practices = (collections) => collections.getFilteredByGlob("content/practices/**/*.md").sort(byTitle);
  config.addCollection("practices", practices);
  config.addCollection("register", (collections) =>
    collections.getFilteredByGlob("content/register/**/*.md").sort(byTitle));
  for (const field of ["theme", "municipality"])
    config.addCollection(field, (collections) => byField(collections.getAll(), field));
  config.addPassthroughCopy({ "style.css": "style.css" });
  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
};
