// Who is told by which channel, and who only later? Each person's own choice, and quiet hours by the clock on their wall.
import type { QuietHours, TeamMember } from '../contracts/team';
import { SEVERITIES, type Severity } from './vocabulary';

export interface TellingQuestion {
  to: readonly string[]; // people's ids; empty: everybody
  severity: Severity;
  at: string; // ISO; the time of the message, so that trying again asks the same
  channels: readonly string[]; // notifiers by name
  recipients: readonly Pick<TeamMember, 'id' | 'notify' | 'quietHours'>[];
}
export interface Routed {
  now: { channel: string; people: string[] }[]; // no people: everybody, in the channel's common place
  later: { person: string; until: string }[]; // the earliest first
}

/**
 * The channels that a message goes to at once, each with its people, and those whose quiet hours hold it back until then.
 * Everybody is told in every channel, whatever the hour. A person without a choice, or whom the installation does not know
 * any more, is told by every channel. Who chose no channel for that severity is told by none.
 */
export function routeTelling({ to, severity, at, channels, recipients }: TellingQuestion): Routed {
  if (to.length === 0) return { now: channels.map((channel) => ({ channel, people: [] })), later: [] };
  const people = [...new Set(to)].map((id) => recipients.find((one) => one.id === id) ?? { id });
  const wanted = people.map((person) => ({ person, by: channels.filter((channel) => wants(person, channel, severity)) })).filter(({ by }) => by.length > 0);
  const told = wanted.map(({ person, by }) => ({ id: person.id, by, until: heldUntil(person.quietHours, severity, at) }));
  const now = channels.map((channel) => ({ channel, people: told.filter(({ by, until }) => until === undefined && by.includes(channel)).map(({ id }) => id) }));
  const later = told.flatMap(({ id, until }) => (until === undefined ? [] : [{ person: id, until }]));
  return { now: now.filter(({ people: those }) => those.length > 0), later: later.sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until))) };
}

function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

function wants({ notify }: Pick<TeamMember, 'notify'>, channel: string, severity: Severity): boolean {
  return notify === undefined || notify.some(({ by, from }) => by === channel && isAtLeast(severity, from));
}

/** When the quiet hours end that hold back a message of that severity now (ISO); undefined when none do. */
export function heldUntil(quiet: QuietHours | undefined, severity: Severity, at: string): string | undefined {
  if (!quiet || isAtLeast(severity, quiet.unless)) return undefined;
  const clock = wallClock(quiet.zone);
  const isQuiet = quietBy(quiet);
  const time = Date.parse(at);
  if (!isQuiet(clock(time))) return undefined;
  // Minute by minute: an hour that is skipped or comes twice needs no rule of its own.
  let minute = Math.floor(time / MINUTE) * MINUTE + MINUTE;
  while (isQuiet(clock(minute))) minute += MINUTE;
  return new Date(minute).toISOString();
}

const MINUTE = 60_000;

/** By minutes since midnight. The end is not quiet any more; hours that end where they begin are none. */
function quietBy({ from, to }: QuietHours): (minutes: number) => boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin <= end) return (minutes) => minutes >= begin && minutes < end;
  return (minutes) => minutes >= begin || minutes < end;
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Minutes since midnight on the wall of that zone. Throws RangeError for a zone that does not exist. */
function wallClock(zone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (time) => minutesOf(format.format(time));
}
