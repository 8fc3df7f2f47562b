// What is told on the status page? The services that the installation shows, and their incidents from a severity on.
import type { IncidentSummary } from '../contracts/http';
import type { StatusPage } from '../contracts/status-page';
import type { PublicIncident, PublicState, PublicStatus } from '../contracts/public-status';
import { parseDuration } from './quantity';
import { outwardly, solvedAt, standingOf, STATE_WORDS, STATES, stateOf, troubleOf, updatesOf, type Place } from './status-words';
import { Phase, SEVERITIES } from './vocabulary';

const MOST_OPEN = 50; // a storm fills no customer's phone
const MOST_PAST = 100;

/** What is known at a time. `openCount`: when there are more than those. `closed` absent: the archive is silent, and nothing was read of it before. */
export interface Known { open: readonly IncidentSummary[]; openCount?: number; closed: readonly IncidentSummary[] | undefined; at: string }

/** What is told to whom: `place` says where a service's customers are; `publicId` makes of an incident's id one that tells nothing of its alert, the same each time. */
export interface Telling { page: StatusPage; place: (service: string) => Place; publicId: (id: string) => string }

export function statusOf(telling: Telling, { open, openCount = 0, closed, at }: Known): PublicStatus {
  const { page } = telling;
  const told = open.filter((row) => row.phase !== Phase.Closed && isTold(page, row)).map((row) => incidentOf(telling, row));
  const again = new Set(told.map(({ id }) => id));
  const since = new Date(Date.parse(at) - keptSeconds(page) * 1000).toISOString();
  const past = (closed ?? []).filter((row) => isTold(page, row) && (row.closedAt ?? '') >= since).map((row) => incidentOf(telling, row)).filter(({ id }) => !again.has(id));
  return {
    title: page.title, at, isCurrent: true,
    services: namesOf(page).map((name) => serviceOf(name, worstOf(told.filter(({ service }) => service === name).map(({ state }) => state)))),
    openCount: Math.max(openCount, told.length),
    open: told.sort((a, b) => STATES.indexOf(b.state) - STATES.indexOf(a.state) || b.noticedAt.localeCompare(a.noticedAt)).slice(0, MOST_OPEN),
    isPastKnown: closed !== undefined,
    past: past.sort((a, b) => (b.solvedAt ?? '').localeCompare(a.solvedAt ?? '')).slice(0, MOST_PAST),
  };
}

/** Before anything was ever heard. */
export function statusUnknown(page: StatusPage): PublicStatus {
  return { title: page.title, isCurrent: false, services: namesOf(page).map((name) => serviceOf(name, 'unknown')), openCount: 0, open: [], isPastKnown: false, past: [] };
}

/** How long closed ones are told, in seconds. */
export function keptSeconds({ keep }: Pick<StatusPage, 'keep'>): number {
  return parseDuration(keep);
}

/** Two services that customers know by one name are one to them. */
function namesOf({ services }: Pick<StatusPage, 'services'>): string[] {
  return [...new Set(Object.values(services))];
}

function serviceOf(name: string, state: PublicState): PublicStatus['services'][number] {
  return { name, state, text: STATE_WORDS[state] };
}

function worstOf(states: readonly PublicState[]): PublicState {
  return states.reduce<PublicState>((worst, state) => (STATES.indexOf(state) > STATES.indexOf(worst) ? state : worst), 'operational');
}

function isTold({ services, from }: StatusPage, { service, severity }: IncidentSummary): boolean {
  return Object.hasOwn(services, service) && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(from);
}

function incidentOf({ page, place, publicId }: Telling, { service, ...incident }: IncidentSummary): PublicIncident {
  const row = outwardly(incident, place(service));
  const solved = row.phase === Phase.Closed ? solvedAt(row) : undefined;
  return {
    id: publicId(row.id), service: page.services[service] ?? '', state: stateOf(row), what: STATE_WORDS[troubleOf(row)], noticedAt: row.openedAt, standing: standingOf(row), updates: updatesOf(row),
    ...(solved === undefined ? {} : { solvedAt: solved, tookSeconds: Math.max(0, Math.round((Date.parse(solved) - Date.parse(row.openedAt)) / 1000)) }),
  };
}
