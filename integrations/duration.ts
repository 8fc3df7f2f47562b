// How long is a duration of dayshift.yaml? As its contract has it: a number and ms, s, m, h or d.
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Throws RangeError for what the contract does not let through. */
export function millisecondsOf(duration: string): number {
  const [, count, unit = ''] = /^(\d+)(\D+)$/.exec(duration) ?? [];
  const milliseconds = UNIT_MS[unit];
  if (milliseconds === undefined) throw new RangeError(`no duration: ${duration}`);
  return Number(count) * milliseconds;
}
