// When a server that ended by itself is started again.

/** The waits before each new start, in milliseconds; after the last one nobody tries on. */
const WAITS_MS = [200, 1_000, 2_000, 4_000, 8_000];

/** A server that lived this long has recovered, and its next end counts as the first, in milliseconds. */
const RECOVERED_AFTER_MS = 60_000;

export class BackOff {
  private ends = 0;

  /** The milliseconds to wait after a server ended that lived `livedMs`; undefined to give up. */
  next(livedMs: number): number | undefined {
    if (livedMs >= RECOVERED_AFTER_MS) {
      this.ends = 0;
    }
    const wait = WAITS_MS[this.ends];
    this.ends += 1;
    return wait;
  }

  /** Forgets the ends so far, because the user took over. */
  reset(): void {
    this.ends = 0;
  }
}
