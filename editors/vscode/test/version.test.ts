import assert from "node:assert/strict";
import { test } from "node:test";
import { belongTogether, versionIn } from "../src/version";

test("a version is read from what the program prints", () => {
  assert.equal(versionIn("boundstone 0.1.0\n"), "0.1.0");
  assert.equal(versionIn("boundstone 1.12.3-rc.1 (abc 2026-11-25)"), "1.12.3-rc.1");
  assert.equal(versionIn("usage: something else"), undefined);
});

for (const [server, extension, together] of [
  ["0.1.0", "0.1.7", true],
  ["0.1.0", "0.2.0", false],
  ["0.1.0", "0.10.0", false],
  ["1.2.0", "1.2.9-rc.1", true],
  ["1.2.0", "2.2.0", false],
  ["", "", false],
] as const) {
  test(`server ${server} and extension ${extension} belong together: ${together}`, () => {
    assert.equal(belongTogether(server, extension), together);
  });
}
