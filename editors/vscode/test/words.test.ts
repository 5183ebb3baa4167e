import assert from "node:assert/strict";
import { test } from "node:test";
import type { Context } from "../src/context";
import { summary } from "../src/words";

function context(ownership: Partial<Context["ownership"]>, boundary: string | null = "payments"): Context {
  return {
    path: "crates/payments/src/ledger.rs",
    boundary: boundary === null ? null : { name: boundary, location: null },
    ownership: { state: "owned", owners: [], location: null, ...ownership },
    contract: null,
    decisions: [],
    isComplete: true,
  };
}

test("the status bar names boundary and owner", () => {
  assert.equal(summary(context({ owners: ["@shop/payments"] })), "payments · @shop/payments");
});

test("of several owners it names the first", () => {
  assert.equal(summary(context({ owners: ["@a", "@b", "@c"] })), "payments · @a +2");
});

test("a file outside of boundaries has an owner all the same", () => {
  assert.equal(summary(context({ owners: ["@a"] }, null)), "@a");
});

test("nobody's on purpose is not the same as no rule", () => {
  assert.equal(summary(context({ state: "unowned" })), "payments · unowned");
  assert.equal(summary(context({ state: "no-rule" })), "payments · no ownership rule");
});
