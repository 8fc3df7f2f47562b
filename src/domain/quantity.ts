// What does `10m`, `250ms`, `20%` or `40MB` mean? Texts of the two files to numbers in base units.

/** What a quantity counts: seconds, a share of one, bytes, or a plain number (also a rate, e.g. `req/s`). */
export type Unit = 'seconds' | 'share' | 'bytes' | 'plain';
export interface Amount { value: number; unit: Unit }

const SECONDS: ReadonlyMap<string, number> = new Map([['us', 1e-6], ['ms', 1e-3], ['s', 1], ['m', 60], ['min', 60], ['h', 3600], ['d', 86_400]]);
const BYTES: ReadonlyMap<string, number> = new Map([
  ['b', 1], ['kb', 1e3], ['mb', 1e6], ['gb', 1e9], ['kib', 2 ** 10], ['mib', 2 ** 20], ['gib', 2 ** 30],
]);
const COUNTS: ReadonlySet<string> = new Set(['', 'req', 'requests', 'rps', '/s', 'req/s', 'requests/s']);
const WRITTEN = /^(-?\d+(?:\.\d+)?)\s*([a-zA-Z%/]*)$/;

/** Twelve digits are kept, so that `99.9%` is 0.999 and `1 - 0.999` is 0.001. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Seconds of `90s`, `10m`, `1h`, `500ms`. Throws RangeError when the text is no duration. */
export function parseDuration(text: string): number {
  const { value, unit } = parseQuantity(text);
  if (unit !== 'seconds' || value < 0) throw new RangeError(`no duration: ${text}`);
  return value;
}

/** The value in base units: seconds, a share (`20%` is 0.2), bytes (`1kB` is 1000), or the number itself. Throws RangeError for an unknown unit. */
export function parseQuantity(written: string | number): Amount {
  if (typeof written === 'number') return { value: written, unit: 'plain' };
  const match = WRITTEN.exec(written.trim());
  if (!match) throw new RangeError(`no quantity: ${written}`);
  const value = Number(match[1]);
  const unit = match[2] ?? '';
  if (unit === '%') return { value: tidy(value / 100), unit: 'share' };
  const seconds = SECONDS.get(unit);
  if (seconds !== undefined) return { value: tidy(value * seconds), unit: 'seconds' };
  if (COUNTS.has(unit)) return { value, unit: 'plain' };
  const bytes = BYTES.get(unit.toLowerCase().replace(/\/[sh]$/, '')); // the metric says per what
  if (bytes !== undefined) return { value: tidy(value * bytes), unit: 'bytes' };
  throw new RangeError(`unknown unit: ${written}`);
}

/** A value in base units as people read it, e.g. `0.25` seconds as `250ms`. */
export function writeQuantity(value: number, unit: Unit): string {
  const rounded = (number: number): string => String(Number(number.toPrecision(3)));
  if (unit === 'share') return `${rounded(value * 100)}%`;
  if (unit === 'seconds') return Math.abs(value) < 1 ? `${rounded(value * 1000)}ms` : `${rounded(value)}s`;
  if (unit === 'bytes') return Math.abs(value) >= 1e6 ? `${rounded(value / 1e6)}MB` : `${rounded(value / 1e3)}kB`;
  return rounded(value);
}
