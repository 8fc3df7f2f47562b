// Which incidents that are over are asked for, and how long did each step of one take? Addresses that can be shared, and the parts of a bar.
import type { IncidentSummary } from '../../src/contracts/http';
import { Outcome, SEVERITIES } from '../../src/domain/vocabulary';

/** As it stands in the page's address; days are the reader's, `to` is the last one that counts. */
export interface Asked { q: string; service: string; severity: string; outcome: string; from: string; to: string }

const NAMES = ['q', 'service', 'severity', 'outcome', 'from', 'to'] as const;
export const CHOICES = { severity: [...SEVERITIES].reverse(), outcome: Object.values(Outcome) } as const;

export function readAsked(address: URLSearchParams): Asked {
  const [q = '', service = '', severity = '', outcome = '', from = '', to = ''] = NAMES.map((name) => address.get(name)?.trim() ?? '');
  return { q, service, severity, outcome, from, to };
}

/** Without what was not asked for. */
export function writeAsked(asked: Asked): URLSearchParams {
  return new URLSearchParams(NAMES.flatMap((name) => (asked[name] ? [[name, asked[name]] as [string, string]] : [])));
}

export function isNarrowed(asked: Asked): boolean {
  return NAMES.some((name) => asked[name] !== '');
}

/** What the API is asked by: instants instead of days. A day that is none goes as it is, and the API says what to write. */
export function questionOf(asked: Asked): URLSearchParams {
  const question = writeAsked(asked);
  if (asked.from) question.set('from', beginOf(asked.from, 0));
  if (asked.to) question.set('to', beginOf(asked.to, 1));
  return question;
}

function beginOf(day: string, later: number): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return day;
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}

export type Durations = NonNullable<IncidentSummary['durations']>;
export interface Part { name: string; seconds: number; tone: 'bad' | 'wait' | 'run' | 'ok'; from: number; share: number } // of the whole bar, 0 to 1

const PARTS = [
  { name: 'detect', of: 'detectSeconds', tone: 'bad' }, { name: 'assign', of: 'assignSeconds', tone: 'wait' },
  { name: 'fix', of: 'fixSeconds', tone: 'run' }, { name: 'deploy', of: 'deploySeconds', tone: 'ok' },
] as const;

/**
 * The steps that were reached, one after the other. The bar is as long as customers were without, or as it was open when no fix ended it;
 * what lies between them, e.g. the sign-off and the verification, is left open, half of it before the deployment and half after it.
 */
export function partsOf(durations: Durations, lastedSeconds: number): Part[] {
  const reached = PARTS.flatMap(({ name, of, tone }) => { const seconds = durations[of]; return seconds !== null && seconds >= 0 ? [{ name, tone, seconds }] : []; });
  const sum = reached.reduce((all, { seconds }) => all + seconds, 0);
  const whole = Math.max(sum, durations.recoverSeconds ?? lastedSeconds + Math.max(0, durations.detectSeconds ?? 0));
  if (whole === 0) return [];
  let from = 0;
  return reached.map((part) => {
    if (part.name === 'deploy') from = Math.max(from, Math.min((whole - sum) * 0.5 + from, whole - part.seconds));
    const placed = { ...part, from: from / whole, share: part.seconds / whole };
    from += part.seconds;
    return placed;
  });
}
