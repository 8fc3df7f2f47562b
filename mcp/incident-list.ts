// Which incidents does an agent get to see, and whose are they? Open ones first by need; mine are its person's.
import { z } from 'zod';
import type { ApiClient } from '../client/api-client';
import type { Me } from '../src/contracts/access';
import type { IncidentSummary } from '../src/contracts/http';
import { MOST_LISTED } from './bounds';
import { DATA_NOTE, inline, plain } from './quoted';
import type { AgentWorld } from './surroundings';
import { incidentUri } from './uris';

export const IncidentRow = z.object({
  id: z.string(), title: z.string(), service: z.string(), severity: z.string(), phase: z.string(), outcome: z.string().optional(), openedAt: z.string(), closedAt: z.string().optional(),
  isMine: z.boolean(), // it waits for the person, is theirs, or they help
  asked: z.object({ of: z.string(), to: z.string() }).optional(), assignee: z.string().optional(), attempts: z.number().int(),
  impact: z.object({ name: z.string(), unit: z.string(), value: z.number().nullable() }).optional(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;
export const IncidentRows = z.object({ note: z.string(), incidents: z.array(IncidentRow), more: z.boolean() });
export type IncidentRows = z.infer<typeof IncidentRows>;

export interface Asked { state: 'open' | 'closed' | 'all'; limit: number; mine?: boolean; service?: string; q?: string }

const LOOKED_AT = 200; // by how many a person's own are looked for

export async function listFor(api: Pick<ApiClient, 'incidents'>, me: Me, { state, limit, mine = false, service, q }: Asked): Promise<IncidentRows> {
  const { incidents, next } = await api.incidents(state, { limit: mine ? LOOKED_AT : limit, service, q });
  const rows = incidents.map((one) => rowOf(one, me)).filter(({ isMine }) => isMine || !mine);
  return { note: DATA_NOTE, incidents: rows.slice(0, limit), more: rows.length > limit || next !== undefined };
}

/** The open ones, the person's own before the others. */
export async function mineFirst({ api, holder }: Pick<AgentWorld, 'api' | 'holder'>): Promise<IncidentRow[]> {
  const { incidents } = await listFor(api, await holder.who(), { state: 'open', limit: MOST_LISTED });
  return [...incidents.filter(({ isMine }) => isMine), ...incidents.filter(({ isMine }) => !isMine)];
}

function rowOf(one: IncidentSummary, me: Me): IncidentRow {
  const { id, title, service, severity, phase, outcome, openedAt, closedAt, turn, assignment, attempts, headline } = one;
  return {
    id, title: plain(title), service, severity, phase, outcome, openedAt, closedAt, isMine: isOf(one, me), assignee: assignment?.to, attempts,
    ...(turn ? { asked: { of: turn.person ?? turn.role, to: plain(turn.to) } } : {}), ...(headline ? { impact: { ...headline, name: plain(headline.name) } } : {}),
  };
}

function isOf({ turn, assignment, helpers = [] }: IncidentSummary, { kind, id, roles }: Me): boolean {
  if (kind !== 'person') return false;
  const isAsked = turn?.person === undefined ? roles.some((role) => role === turn?.role) : turn.person === id;
  return isAsked || assignment?.to === id || helpers.includes(id);
}

export function listText({ note, incidents, more }: IncidentRows): string {
  const of = (title: string, rows: readonly IncidentRow[]): string[] => ['', `## ${title}`, ...(rows.length > 0 ? rows.map(line) : ['None.'])];
  return ['# Incidents that are open', '', `> ${note}`, ...of('Mine', incidents.filter(({ isMine }) => isMine)), ...of('Others', incidents.filter(({ isMine }) => !isMine)), ...(more ? ['', 'There are more: list_incidents finds them by service and words.'] : [])].join('\n');
}

function line({ id, title, severity, phase, asked, attempts }: IncidentRow): string {
  return `- ${incidentUri(id)} ${inline(title)}: ${severity}, ${phase}${asked ? `, ${asked.of} is to ${asked.to}` : ''}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
}
