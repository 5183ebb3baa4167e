// Makes a .vsix: one per platform that carries the server, or a universal one without it.
//
//   npm run package -- [--target linux-x64 --server FILE] [--out FILE]
//
// What goes in is laid out in dist/package first, so that nothing else can get in.

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const TARGETS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"];
const SCHEMAS = ["boundary.toml.json", "boundstone.toml.json"];

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const top = resolve(here, "../..");
// npm runs scripts in the package's folder; paths on the command line are the caller's.
const caller = process.env.INIT_CWD ?? process.cwd();

const { target, server, out } = options();
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const file = resolve(caller, out ?? `boundstone-${target ?? "universal"}-${manifest.version}.vsix`);

run(join(here, "scripts/build.mjs"), []);
mkdirSync(join(here, "dist"), { recursive: true });
const stage = mkdtempSync(join(here, "dist/package-"));
try {
  lay(stage);
  pack(stage);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

function options() {
  const { values } = parseArgs({
    options: { target: { type: "string" }, server: { type: "string" }, out: { type: "string" } },
  });
  if ((values.target === undefined) !== (values.server === undefined)) {
    fail("--target and --server go together: a package for one platform carries that platform's server");
  }
  if (values.target !== undefined && !TARGETS.includes(values.target)) {
    fail(`--target is one of ${TARGETS.join(", ")}`);
  }
  return values;
}

function lay(stage) {
  for (const name of ["README.md", "INSTALL.md", "CHANGELOG.md", "images", "codeowners.language.json"]) {
    cpSync(join(here, name), join(stage, name), { recursive: true });
  }
  mkdirSync(join(stage, "dist"));
  cpSync(join(here, "dist/extension.js"), join(stage, "dist/extension.js"));

  const licences = ["LICENSE-MIT", "LICENSE-APACHE"].map((name) => readFileSync(join(top, name), "utf8"));
  writeFileSync(join(stage, "LICENSE.txt"), `MIT OR Apache-2.0, as you like.\n\n${licences.join("\n\n")}`);

  mkdirSync(join(stage, "schemas"));
  for (const name of SCHEMAS) {
    const schema = join(top, "docs/schemas", name);
    if (existsSync(schema)) {
      cpSync(schema, join(stage, "schemas", name));
    } else {
      console.warn(`package: there is no docs/schemas/${name}; the package goes without it`);
    }
  }

  if (server !== undefined) {
    const program = target.startsWith("win32") ? "boundstone.exe" : "boundstone";
    mkdirSync(join(stage, "server"));
    cpSync(resolve(caller, server), join(stage, "server", program));
    chmodSync(join(stage, "server", program), 0o755);
  }

  // What only serves to build would be read as needed to run.
  const { scripts: _scripts, devDependencies: _devDependencies, ...published } = manifest;
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
}

function pack(stage) {
  run(
    join(here, "node_modules/@vscode/vsce/vsce"),
    [
      "package",
      "--no-dependencies",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      ...(target === undefined ? [] : ["--target", target]),
      "--out",
      file,
    ],
    stage,
  );
}

function run(script, args, cwd = here) {
  execFileSync(process.execPath, [script, ...args], { cwd, stdio: "inherit" });
}

function fail(message) {
  console.error(`package: ${message}`);
  process.exit(2);
}
