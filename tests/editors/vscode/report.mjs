// PASS and FAIL lines, and waiting for what must come.

/** Ten times what a person would wait; only what never comes takes so long. */
const LIVENESS_MS = 30_000;
const POLL_MS = 50;

let passed = 0;
let failed = 0;

/** Runs one check; a check fails by throwing. */
export async function check(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`PASS ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n  ${String(error.message ?? error).replaceAll("\n", "\n  ")}`);
  }
}

/** Waits until `probe` gives what `isWanted`, and gives that; else fails with what was seen last. */
export async function eventually(probe, isWanted, livenessMs = LIVENESS_MS) {
  const deadline = Date.now() + livenessMs;
  let seen;
  while (Date.now() < deadline) {
    try {
      seen = await probe();
      if (isWanted(seen)) {
        return seen;
      }
    } catch (error) {
      seen = String(error.message ?? error);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`it did not come; seen: ${JSON.stringify(seen, null, 1)}`);
}

export function holds(condition, seen) {
  if (!condition) {
    throw new Error(`seen: ${JSON.stringify(seen, null, 1)}`);
  }
}

/** Ends the report; gives the exit code. */
export function summary() {
  console.log(`session: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
