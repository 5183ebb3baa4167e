import assert from "node:assert/strict";
import { test } from "node:test";
import { locate, type Surroundings } from "../src/locate";

/** A machine on which only `programs` can be started. */
function machine(programs: string[], rest: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "",
    home: "/home/mira",
    folder: "/src/shop",
    extension: "/ext",
    searchPath: "/usr/local/bin:/usr/bin",
    platform: "linux",
    canStart: (file) => programs.includes(file),
    ...rest,
  };
}

const OWN = "/ext/server/boundstone";

test("the setting wins over the extension's own server", () => {
  const around = machine([OWN, "/opt/boundstone"], { setting: " /opt/boundstone " });
  assert.deepEqual(locate(around), { file: "/opt/boundstone", from: "setting" });
});

test("the extension's own server wins over the PATH", () => {
  assert.deepEqual(locate(machine([OWN, "/usr/bin/boundstone"])), { file: OWN, from: "extension" });
});

test("the PATH is searched in order", () => {
  const around = machine(["/usr/bin/boundstone", "/usr/local/bin/boundstone"]);
  assert.deepEqual(locate(around), { file: "/usr/local/bin/boundstone", from: "PATH" });
});

test("relative entries of the PATH are passed over", () => {
  const around = machine(["boundstone", "./boundstone", "bin/boundstone"], { searchPath: ":.:bin" });
  assert.ok("reason" in locate(around));
});

for (const [setting, file] of [
  ["~/bin/boundstone", "/home/mira/bin/boundstone"],
  ["${workspaceFolder}/target/debug/boundstone", "/src/shop/target/debug/boundstone"],
  ["target/debug/boundstone", "/src/shop/target/debug/boundstone"],
  ["boundstone-next", "/usr/bin/boundstone-next"],
] as const) {
  test(`the setting ${setting} names ${file}`, () => {
    assert.deepEqual(locate(machine([file], { setting })), { file, from: "setting" });
  });
}

test("~user is no home", () => {
  assert.ok("reason" in locate(machine(["/home/miraother/boundstone"], { setting: "~other/boundstone" })));
});

test("a setting that names nothing is said, and nothing else is started", () => {
  const missing = locate(machine([OWN], { setting: "/opt/none" }));
  assert.ok("reason" in missing);
  assert.match(missing.reason, /boundstone\.server\.path.*\/opt\/none/);
});

test("without any server it is said where one was looked for", () => {
  const missing = locate(machine([]));
  assert.ok("reason" in missing);
  assert.match(missing.reason, /PATH/);
});

test("Windows has its own names and delimiters", () => {
  const around = machine(["C:\\tools\\boundstone.exe"], {
    platform: "win32",
    extension: "C:\\ext",
    searchPath: "C:\\Windows;C:\\tools",
  });
  assert.deepEqual(locate(around), { file: "C:\\tools\\boundstone.exe", from: "PATH" });
});
