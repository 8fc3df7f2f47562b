// How is the day played? Customers come, monitoring notices, the team does its part; the day is followed to its end.
import { setTimeout as delay } from 'node:timers/promises';
import { createApiClient, type ApiClient } from '../client/api-client';
import { followDay, type Output } from '../cli/tree';
import type { IncidentView } from '../src/contracts/incident';
import type { Flags } from './flags';
import { customerParts } from './parts/customers';
import type { Stage } from './stage';
import { DEVELOPERS, TESTERS } from './team/people';
import { playDeveloper, playOperationsEngineer, playProductOwner, playTester, type Say } from './team/script';
import { createMember, insist } from './team/turns';

const ALERT_WITHIN_SECONDS = 120;

/** The last view of the incident. Throws when monitoring raised no alert in time. `onDrawing` hears when the tree begins and ends. */
export async function playDay(stage: Stage, flags: Flags, chromium: string, out: Output, say: Say, signal: AbortSignal, onDrawing: (drawing: boolean) => void): Promise<IncidentView | undefined> {
  const api = createApiClient({ address: stage.api });
  const before = new Set((await insist(() => api.incidents('all'), signal)).incidents.map(({ id }) => id));
  for (const part of customerParts({ shop: stage.shop, folder: stage.folder, chromium })) await stage.supervisor.start(part);
  say('customers log in; about a third of them are refused');
  const over = new AbortController();
  const playing = AbortSignal.any([signal, over.signal]);
  const team = Promise.all(castOf(stage, flags, say, playing).map((play) => play.catch((error: unknown) => {
    if (!playing.aborted) say(`the scripted team stumbled: ${error instanceof Error ? error.message : String(error)}`);
  })));
  try {
    const id = await awaitIncident(api, before, signal);
    if (flags.handsOn || flags.signOffByHand) explain(stage, id, flags, say);
    onDrawing(true);
    return await followDay({ api, id, out, signal });
  } finally {
    onDrawing(false);
    over.abort();
    await team;
  }
}

function castOf(stage: Stage, flags: Flags, say: Say, signal: AbortSignal): Promise<void>[] {
  const member = (id: string) => createMember(id, stage.api, stage.tokens[id] ?? '');
  return [
    playProductOwner(member('paula'), say, signal),
    ...(flags.handsOn ? [] : DEVELOPERS.map((id) => playDeveloper(member(id), stage.clones[id] ?? '', flags.story, say, signal))),
    ...TESTERS.map((id) => playTester(member(id), flags.story, say, signal)),
    ...(flags.handsOn || flags.signOffByHand ? [] : [playOperationsEngineer(member('olga'), say, signal)]),
  ];
}

async function awaitIncident(api: ApiClient, before: Set<string>, signal: AbortSignal): Promise<string> {
  const end = Date.now() + ALERT_WITHIN_SECONDS * 1000;
  for (;;) {
    const { incidents } = await insist(() => api.incidents('open'), signal);
    const opened = incidents.find(({ id }) => !before.has(id)) ?? incidents[0];
    if (opened) return opened.id;
    if (Date.now() > end) throw new Error(`No alert came within ${ALERT_WITHIN_SECONDS} s: read the logs of prometheus and alertmanager in the state folder.`);
    await delay(250, undefined, { signal });
  }
}

function explain(stage: Stage, id: string, flags: Flags, say: Say): void {
  const branch = `incident/${id}`;
  if (flags.handsOn) say(`your turn as Maya: git clone ${JSON.stringify(stage.origin)} shop && cd shop && git checkout -b ${branch}, mend src/login, then git push origin HEAD`);
  say(`sign off as Olga when it is asked: DAYSHIFT_API=${stage.api} DAYSHIFT_TOKEN=${stage.tokens['olga']} npx dayshift sign-off ${id} --digest <digest>`);
  say(`or by Temporal: temporal workflow signal --address 127.0.0.1:${stage.ports.temporal} --workflow-id incident.${id.split('.').slice(0, -1).join('.')} --name signOff --input '{"by":"olga","decision":"approve","digest":"<digest>"}'`);
}
