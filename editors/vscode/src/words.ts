// How a context is put into words.

import type { Context, Decision } from "./context";

/** `payments · @shop/payments`, for the status bar. */
export function summary(context: Context): string {
  return [context.boundary?.name, ownersInShort(context.ownership)].filter((part) => part !== undefined).join(" · ");
}

function ownersInShort({ state, owners }: Context["ownership"]): string | undefined {
  const [first, ...others] = owners;
  if (state !== "owned" || first === undefined) {
    return withoutOwner(state);
  }
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** Says that there is no owner: on purpose, or because no rule matches. */
export function withoutOwner(state: Context["ownership"]["state"]): string {
  return state === "unowned" ? "unowned" : "no ownership rule";
}

/** `ADR-0003 The ledger is append-only` */
export function nameOf(decision: Decision): string {
  return `${decision.name} ${decision.title}`.trim();
}

/** `accepted`, or `superseded, not in force`. */
export function statusOf(decision: Decision): string {
  return decision.isInForce ? decision.status : `${decision.status}, not in force`;
}

/** The last part of a path or address. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
