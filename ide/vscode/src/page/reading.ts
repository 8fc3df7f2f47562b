// How are names, figures and states read in the editor? Unknown is said, never shown as zero.
import type { IncidentView, Turn } from '../../../../src/contracts/incident';
import type { Mark } from './page-model';

type Team = IncidentView['team'];

export function nameOf(team: Team, id: string): string {
  return team.find((person) => person.id === id)?.name ?? id.replace(/-/g, ' ');
}

/** By id or by an e-mail of theirs. */
export function personOf(team: Team, who: string): string {
  return team.find(({ id, emails }) => id === who || emails.includes(who))?.name ?? who;
}

export function namesOf(team: Team, ids: readonly string[]): string {
  const names = ids.map((id) => nameOf(team, id));
  return names.length < 2 ? names.join('') || 'nobody' : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export function shortId(id: string): string {
  return id.startsWith('sha256:') ? `${id.slice(7, 11)}…${id.slice(-4)}` : id.slice(0, 7);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

export function readFigure(value: number | null, unit: string): string {
  if (value === null) return 'unknown';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return readSeconds(value);
  const number = value.toLocaleString('en-US', { maximumFractionDigits: Number.isInteger(value) || Math.abs(value) >= 10 ? 0 : 2 });
  return unit === 'per-second' ? `${number}/s` : number;
}

function readSeconds(seconds: number): string {
  if (Math.abs(seconds) < 1) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

/** `31 min`, `1 h 10 min`, `3 days`. */
export function lengthOf(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 48 * 60) return `${Math.floor(minutes / 1440)} days`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** Whose turn it is. A role that one person has is that person. */
export function turnOwner({ role, person }: Turn, team: Team): string {
  if (role === 'dayshift') return 'dayshift’s turn';
  if (person) return `${nameOf(team, person)}’s turn`;
  const people = team.filter(({ roles }) => roles.includes(role));
  return people.length === 1 && people[0] ? `${people[0].name}’s turn` : `The ${role.replace(/-/g, ' ')}’s turn`;
}

export function markOf(verdict: string): Mark {
  const word = verdict.replace(/-/g, ' ');
  if (/passed$/.test(verdict)) return { word, tone: 'good' };
  if (/(failed|errored)$/.test(verdict)) return { word, tone: 'bad' };
  if (/inconclusive$/.test(verdict)) return { word, tone: 'waiting' };
  return { word, tone: verdict === 'running' ? 'running' : 'neutral' };
}

/** Only http and https: what came from outside must not become code. */
export function safeLink(address: string): string | undefined {
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? href : undefined;
  } catch {
    return undefined;
  }
}
