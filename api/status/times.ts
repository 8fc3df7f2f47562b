// How are times read by somebody whose zone is not known? In UTC, and said so.
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });

export function dayOf(at: string): string {
  return DAY.format(new Date(at));
}

/** `09:41 UTC`. */
export function clockOf(at: string): string {
  return `${CLOCK.format(new Date(at))} UTC`;
}

/** `5 January 2026, 09:41 UTC`. */
export function momentOf(at: string): string {
  return `${dayOf(at)}, ${clockOf(at)}`;
}

/** `less than a minute`, `42 minutes`, `3 hours 5 minutes`, `2 days 4 hours`. */
export function lengthOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return amount(minutes, 'minute');
  if (minutes < 48 * 60) return both(amount(Math.floor(minutes / 60), 'hour'), minutes % 60, 'minute');
  return both(amount(Math.floor(minutes / 1440), 'day'), Math.floor(minutes / 60) % 24, 'hour');
}

function both(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${amount(rest, unit)}`;
}

function amount(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
