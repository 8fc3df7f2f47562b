// dayshift, alone: what needs me? What waits for me first, then what is mine, then what else is open; each with the next command to type.
import type { Command } from 'commander';
import pc from 'picocolors';
import { ApiProblem } from '../../client/api-client';
import type { ApiClient } from '../../client/api-client';
import type { Me } from '../../src/contracts/access';
import type { Desk, DeskPart } from '../../src/contracts/desk';
import type { IncidentList, IncidentSummary } from '../../src/contracts/http';
import { incidentLines } from '../incident-lines';
import { nextStep } from '../next-step';
import { clean, plural } from '../tree/text';
import { withExamples, withJson } from './declare';
import { CliFault, apiOf, printJson, printLines, wantsColour } from './world';
import type { World } from './world';

const MOST_OTHERS = 5;
const READ_WITHIN_MS = 4000; // then what could not be read is named
const PARTS: readonly (readonly [DeskPart, string])[] = [['turn', 'Waits for you'], ['assigned', 'Yours'], ['helping', 'You help']];

export function addDesk(program: Command, world: World): void {
  withExamples(withJson(program.command('desk').description('show what needs you, with the next command to type; `dayshift` alone does the same'), 'me, desk and open'), '', 'desk --json')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const api = apiOf(command, world);
      const me = await whoAmI(api);
      const desk = me?.kind === 'person' ? await deskOf(api, me.id, world) : undefined;
      const open = await api.incidents('open');
      if (json) return printJson(world, { me: me ?? null, desk: desk ?? null, open });
      printLines(world, desk && me ? describeDesk(me, desk, open, world) : describeOpen(open, me, world));
    });
}

/** Undefined: nobody is signed in. A credential that is not good any more is not taken for none. */
async function whoAmI(api: ApiClient): Promise<Me | undefined> {
  try {
    return await api.me();
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.type === '/problems/not-signed-in') return undefined;
    throw error;
  }
}

/** What the person's feed says first; where it could not read all of them at once, what it says as soon as it could. */
async function deskOf(api: ApiClient, person: string, { signal }: World): Promise<Desk> {
  const leaving = new AbortController();
  let newest: Desk | undefined;
  try {
    for await (const heard of api.followDesk(person, AbortSignal.any([signal, leaving.signal, AbortSignal.timeout(READ_WITHIN_MS)]))) {
      if (heard.kind === 'desk') newest = heard.desk;
      if (newest?.unread.length === 0) return newest;
      if (heard.kind === 'desk') continue;
      throw new CliFault(`What lies on your desk cannot be told now: ${clean(heard.reason)}.`, 'Look again in a moment: dayshift');
    }
  } finally {
    leaving.abort();
  }
  if (newest && !signal.aborted) return newest;
  throw new CliFault('What lies on your desk was not told.', 'Look again: dayshift');
}

function describeDesk({ name, roles }: Me, desk: Desk, open: IncidentList, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const known = new Set([...desk.incidents.map(({ id }) => id), ...desk.unread]);
  const others = open.incidents.filter(({ id }) => !known.has(id));
  const parts = PARTS.flatMap(([part, title]) => {
    const those = desk.incidents.filter((one) => one.part === part);
    return those.length === 0 ? [] : ['', paint.bold(`${title} (${those.length})`), ...those.flatMap((one) => incidentLines(one, world, nextStep(one, part)))];
  });
  const waits = desk.incidents.some(({ part }) => part === 'turn');
  return [
    `${paint.bold(clean(name))} ${paint.dim(clean(roles.join(', ').replace(/-/g, ' ')))}`.trimEnd(),
    ...(waits ? [] : ['', 'Nothing waits for you.']), ...parts,
    ...(desk.unread.length > 0 ? ['', `Cannot be read right now: ${desk.unread.map(clean).join(', ')}`] : []),
    ...(desk.isWhole ? [] : ['', 'So many are open that some of yours may be missing here: dayshift incidents --assignee YOU']),
    ...describeOthers(others, total(open) - known.size, 'Open besides', world),
  ];
}

function describeOpen(open: IncidentList, me: Me | undefined, world: World): string[] {
  const sign = me ? `You are signed in as ${me.kind} ${clean(me.name)}, who has no desk.` : 'Nobody is signed in. See what needs you: dayshift login';
  const all = describeOthers(open.incidents, total(open), 'Open', world);
  return [...(all.length > 0 ? [...all.slice(1), ''] : ['No open incidents.']), sign];
}

function describeOthers(others: readonly IncidentSummary[], count: number, title: string, world: World): string[] {
  if (others.length === 0) return [];
  const paint = pc.createColors(wantsColour(world));
  const shown = others.slice(0, MOST_OTHERS);
  const left = Math.max(count, others.length) - shown.length;
  return ['', paint.bold(`${title} (${Math.max(count, others.length)})`), ...shown.flatMap((one) => incidentLines(one, world, nextStep(one, undefined))), ...(left > 0 ? [`… and ${plural(left, 'more', 'more')}: dayshift incidents`] : [])];
}

function total({ incidents, total: all = incidents.length }: IncidentList): number {
  return all;
}
