// In which order do incidents stand on the board, which of them are wanted, and which wait for this person?
import type { Me } from '../../src/contracts/access';
import type { IncidentList, IncidentSummary } from '../../src/contracts/http';
import { SEVERITIES } from '../../src/domain/vocabulary';
import { isTurnOf } from './may';

/** `total`: about how many are open, of which `open` has those that need somebody most. */
export interface Board { open: IncidentSummary[]; closed: IncidentSummary[]; total: number }

/** Whether it is a person's turn, not dayshift's own. */
export function waits({ turn }: Pick<IncidentSummary, 'turn'>): boolean {
  return turn !== undefined && turn.role !== 'dayshift';
}

/** What each incident of the board is called. */
export function titlesOf(board: Board | undefined): Map<string, string> {
  return new Map([...board?.open ?? [], ...board?.closed ?? []].map(({ id, title }) => [id, title]));
}

/** Open ones by need; closed ones by when they were closed. */
export function boardOf({ incidents, total }: Pick<IncidentList, 'incidents' | 'total'>): Board {
  const open = incidents.filter(({ outcome }) => !outcome).sort(ORDERS.need);
  const closed = incidents.filter(({ outcome }) => outcome).sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? ''));
  return { open, closed, total: Math.max(total ?? 0, open.length) };
}

type Order = (a: IncidentSummary, b: IncidentSummary) => number;
export type Sort = 'need' | 'severity' | 'deadline' | 'newest' | 'oldest';
export const SORTS: Record<Sort, string> = { need: 'Who is needed most', severity: 'Gravest first', deadline: 'Nearest deadline', newest: 'Newest first', oldest: 'Oldest first' };

const LAST = '9'; // after every time
const severityRank = ({ severity }: IncidentSummary) => SEVERITIES.length - SEVERITIES.indexOf(severity);
const byDeadline: Order = (a, b) => (a.turn?.deadline ?? LAST).localeCompare(b.turn?.deadline ?? LAST);
const byAge: Order = (a, b) => a.openedAt.localeCompare(b.openedAt);

/** People who are awaited come before dayshift's own work, then the gravest, then the nearest deadline, then the oldest. */
export const ORDERS: Record<Sort, Order> = {
  need: (a, b) => Number(waits(b)) - Number(waits(a)) || severityRank(a) - severityRank(b) || byDeadline(a, b) || byAge(a, b),
  severity: (a, b) => severityRank(a) - severityRank(b) || byAge(a, b),
  deadline: (a, b) => byDeadline(a, b) || severityRank(a) - severityRank(b) || byAge(a, b),
  newest: (a, b) => -byAge(a, b),
  oldest: byAge,
};

/** What somebody wants to see of the board; empty is everything. */
export interface Wanted { q: string; service: string; severity: string; sort: Sort }
export const EVERYTHING: Wanted = { q: '', service: '', severity: '', sort: 'need' };

export function isNarrowed({ q, service, severity }: Wanted): boolean {
  return q.trim() !== '' || service !== '' || severity !== '';
}

/** Those with every word, in title, service, id, phase, severity or turn. */
export function narrowed(incidents: readonly IncidentSummary[], { q, service, severity, sort }: Wanted): IncidentSummary[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return incidents
    .filter((one) => (!service || one.service === service) && (!severity || one.severity === severity) && words.every((word) => textOf(one).includes(word)))
    .sort(ORDERS[sort]);
}

function textOf({ title, service, id, phase, severity, turn }: IncidentSummary): string {
  return [title, service, id, phase, severity, turn?.person ?? '', turn?.role ?? '', turn?.to ?? ''].join('\n').toLowerCase();
}

/** What is wanted, as it stands in the address; what no page wrote is left out. */
export function wantedIn(asked: URLSearchParams): Wanted {
  const sort = asked.get('sort') ?? '';
  return {
    q: asked.get('q') ?? '', service: asked.get('service') ?? '',
    severity: SEVERITIES.find((one) => one === asked.get('severity')) ?? '', sort: Object.hasOwn(SORTS, sort) ? (sort as Sort) : 'need',
  };
}

/** The same the other way: what is as always stands in no address. */
export function askedOfWanted(wanted: Wanted): URLSearchParams {
  return new URLSearchParams(Object.entries(wanted).filter(([name, value]) => value !== EVERYTHING[name as keyof Wanted]));
}

/** What waits for this person: by name before by role, the nearest deadline first. */
export function mineOf(incidents: readonly IncidentSummary[], me: Me | undefined): IncidentSummary[] {
  const byName = ({ turn }: IncidentSummary) => (turn?.person === me?.id ? 0 : 1);
  return incidents.filter(({ turn }) => isTurnOf(turn, me)).sort((a, b) => byName(a) - byName(b) || byDeadline(a, b) || severityRank(a) - severityRank(b));
}

/** Both lists as one; of an incident that both have, the fresher one's row. */
export function together(fresher: readonly IncidentSummary[], others: readonly IncidentSummary[]): IncidentSummary[] {
  const known = new Set(fresher.map(({ id }) => id));
  return [...fresher, ...others.filter(({ id }) => !known.has(id))];
}
