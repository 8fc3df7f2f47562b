// How long is a release left alone that dies again and again? Not at all at first, then twice as long each time.
export interface Starts {
  count: number; // in a row, each soon after the one before
  lastMs: number;
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** One that ran this long has not died "again". */
const STEADY_MS = 60_000;

/** Milliseconds that are left until it may be started, 0 when at once; `forget` when it ran long enough for its starts to count no more. */
export function pauseBeforeMs(starts: Starts | undefined, nowMs: number): number | 'forget' {
  if (!starts) return 0;
  const passed = nowMs - starts.lastMs;
  if (passed >= STEADY_MS) return 'forget';
  return Math.max(0, Math.min(LONGEST_MS, FIRST_MS * 2 ** (starts.count - 1)) - passed);
}
