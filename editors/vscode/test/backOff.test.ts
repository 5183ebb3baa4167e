import assert from "node:assert/strict";
import { test } from "node:test";
import { BackOff } from "../src/backOff";

/** Every wait until it gives up, for a server that ends at once. */
function waits(backOff: BackOff): number[] {
  const waits: number[] = [];
  for (let wait = backOff.next(0); wait !== undefined; wait = backOff.next(0)) {
    waits.push(wait);
  }
  return waits;
}

test("the waits grow, and have an end", () => {
  const all = waits(new BackOff());
  assert.ok(all.length >= 3);
  assert.deepEqual(all, [...all].sort((a, b) => a - b));
});

test("a server that lived long has recovered", () => {
  const backOff = new BackOff();
  const all = waits(backOff);
  assert.equal(backOff.next(10 * 60_000), all[0]);
  assert.equal(backOff.next(0), all[1]);
});

test("the user's restart begins anew", () => {
  const backOff = new BackOff();
  const all = waits(backOff);
  backOff.reset();
  assert.deepEqual(waits(backOff), all);
});
