// How are times, names and numbers read on the page? Unknown is said, never shown as zero.
import type { IncidentView, Turn } from '../../src/contracts/incident';

export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `31 min`, `1 h 10 min`, `3 days`: for ages, where seconds say nothing. */
export function age(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return 'just now';
  return minutes < 48 * 60 ? hoursAndMinutes(minutes) : `${Math.floor(minutes / 1440)} days`;
}

/** `42 s`, `31 min`, `5 h 20 min`, `3.4 days`. */
export function readDuration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 48 * 60 ? hoursAndMinutes(minutes) : `${(minutes / 1440).toFixed(1)} days`;
}

/** `31 min`, `1 h 10 min`, `2 h`. */
function hoursAndMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

export function between(from: string, to: string | undefined, now: number): string {
  return span((to ? Date.parse(to) : now) - Date.parse(from));
}

export function clock(at: string, seconds = false): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hour12: false });
}

export function dayAndClock(at: string, now: number): string {
  const date = new Date(at);
  const near = Math.abs(now - date.getTime()) < 16 * 3_600_000; // a shift that went past midnight is still one day
  return near ? clock(at) : `${date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })} ${clock(at)}`;
}

/** With its day, its seconds and the reader's zone. */
export function exactly(at: string): string {
  return new Date(at).toLocaleString(undefined, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false, timeZoneName: 'short' });
}

export function shortId(id: string): string {
  return id.startsWith('sha256:') ? `${id.slice(7, 11)}…${id.slice(-4)}` : id.slice(0, 7);
}

export function nameOf(team: IncidentView['team'], id: string): string {
  return team.find((person) => person.id === id)?.name ?? id.replace(/-/g, ' ');
}

export function readFigure(value: number | null, unit: string): string {
  if (value === null) return 'unknown';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return readSeconds(value);
  const number = value.toLocaleString('en-US', { maximumFractionDigits: Number.isInteger(value) || Math.abs(value) >= 10 ? 0 : 2 });
  return unit === 'per-second' ? `${number}/s` : number;
}

export function readSeconds(seconds: number): string {
  if (Math.abs(seconds) < 1) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

/** A time that a rule names: `5 min`, `1 h`, `30 days`. */
export function readLength(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds >= 2 * 86_400) return `${seconds / 86_400} days`;
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** A share as people say it: no digit that tells nothing, none that is needed left out: `99.5 %`, `38 %`, `0.12 %`. */
export function percent(share: number): string {
  const hundred = share * 100;
  const digits = Math.abs(hundred) < 1 ? 2 : Math.abs(hundred) < 10 || Math.abs(hundred) > 99 ? 1 : 0;
  return `${Number(hundred.toFixed(digits))} %`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whose turn it is, as the beginning of a sentence. A role that one person has is that person. */
export function turnOwner(turn: Turn, team?: IncidentView['team']): string {
  if (turn.role === 'dayshift') return 'dayshift’s turn';
  const { role, person } = turn;
  if (person) return `${team ? nameOf(team, person) : capital(person)}’s turn`;
  const people = team?.filter(({ roles }) => roles.includes(role)) ?? [];
  return people.length === 1 && people[0] ? `${people[0].name}’s turn` : `The ${role.replace(/-/g, ' ')}’s turn`;
}
