// A gateway without Temporal, typed by the real one: incidents live by the real domain, words are refused by its rules.
import { randomUUID } from 'node:crypto';
import type { IncidentGateway } from '../../api/incident-gateway';
import type { LaneState, Progress } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import type { Build, Note } from '../../src/contracts/people';
import type { IncidentEvent } from '../../src/domain/events';
import { incidentId, incidentWorkflowId } from '../../src/domain/ids';
import { applyEvent, openIncident } from '../../src/domain/lifecycle';
import { dismiss, nothingUnrouted, setAside } from '../../src/domain/unrouted';
import { refuseBuild, refuseNote, type Refusal } from '../../src/domain/words';
import { DayshiftError } from '../../src/errors';
import { createFakeRows } from './some-rows';

export interface FakeGateway extends IncidentGateway {
  readonly said: { id: string; word: string; body: object; key?: string }[];
  /** Something happens to an incident; those who follow it are told. */
  happen(id: string, event: IncidentEvent): void;
  /** Whether Temporal answers. */
  silent: boolean;
  running: Progress;
  lanes: Map<string, LaneState>;
  /** How many workers listen to each queue. */
  workers: number;
  /** How many follow a history now. */
  followers(): number;
  /** How often rows were asked for. */
  polls(): number;
}

export function createFakeGateway(): FakeGateway {
  const views = new Map<string, IncidentView>();
  const waiting = new Set<() => void>();
  const said: FakeGateway['said'] = [];
  const answers = new Map<string, string>();
  let followers = 0;
  let polls = 0;
  let unrouted = nothingUnrouted();

  const open = () => [...views.values()].filter((view) => view.phase !== 'closed');
  function speak(): void {
    if (gateway.silent) throw new DayshiftError('unreachable', { what: 'Temporal', reason: 'no connection' });
  }
  function find(id: string): IncidentView {
    speak();
    const view = views.get(id);
    if (!view) throw new DayshiftError('incident-unknown', { id });
    return view;
  }
  function happen(id: string, event: IncidentEvent): void {
    views.set(id, applyEvent(views.get(id) as IncidentView, { ...event, at: new Date().toISOString() }));
    wake();
  }
  function wake(): void {
    for (const go of [...waiting]) go();
  }

  const gateway: FakeGateway = {
    said, happen, lanes: new Map(), workers: 1, running: { running: [] }, followers: () => followers, polls: () => polls,
    get silent() { return silent; },
    set silent(now) { silent = now; wake(); },
    async openOrJoin(input, alerts) {
      speak();
      const workflowId = incidentWorkflowId(input.service, input.cause);
      const running = open().find((view) => view.workflowId === workflowId);
      const [first] = alerts;
      if (!first || (!running && alerts.every((alert) => alert.status !== 'firing'))) return { became: 'nothing-open' };
      const runId = randomUUID();
      const view = running ?? openIncident(input, { id: incidentId(workflowId, runId), workflowId, runId }, new Date().toISOString());
      views.set(view.id, view);
      happen(view.id, { kind: 'alertsReceived', first, open: alerts.filter(({ status }) => status === 'firing'), suppressedCount: 0, fired: alerts.map(({ name }) => name), reports: 0, received: view.alerts.received + alerts.length, severity: first.severity });
      return { became: running ? 'joined' : 'opened', incident: view.id };
    },
    async standing(service, cause) {
      speak();
      const running = open().find((view) => view.workflowId === incidentWorkflowId(service, cause));
      return running && { incident: running.id, isClosed: false };
    },
    unrouted: {
      async setAside(alert, rule) {
        speak();
        unrouted = setAside(unrouted, [{ alert, rule, times: 1 }], new Date().toISOString());
      },
      async list() { speak(); return unrouted; },
      async dismiss(key) {
        speak();
        const left = dismiss(unrouted, key);
        if (left === unrouted) throw new DayshiftError('unrouted-unknown', { key });
        unrouted = left;
      },
    },
    async say(id, word, body, key) {
      const view = find(id);
      const before = key ? answers.get(`${id} ${key}`) : undefined;
      if (before) return before;
      const refused = refusalOf(view, word, body);
      if (refused) throw new DayshiftError('refused', { ...refused });
      said.push({ id, word, body, ...(key ? { key } : {}) });
      if (word === 'note') happen(id, { kind: 'noted', by: body.by, text: (body as Note).text });
      const text = `Taken: ${word}, number ${said.length}.`;
      if (key) answers.set(`${id} ${key}`, text);
      return text;
    },
    view: async (id) => find(id),
    rows: createFakeRows(() => { speak(); return [...views.values()]; }, () => { polls += 1; }),
    openRows: async (filter = {}) => (await gateway.rows.foremost(filter, 200)).rows,
    async closedRows(limit, known) {
      return (await gateway.rows.ended('all', {})).rows.filter(({ runId }) => !known.has(runId)).slice(0, limit);
    },
    async *changes(id, signal) {
      followers += 1;
      try {
        while (!signal.aborted) {
          const changed = new Promise<void>((resolve) => { waiting.add(resolve); signal.addEventListener('abort', () => resolve(), { once: true }); });
          const { phase } = find(id);
          yield;
          if (phase === 'closed') return;
          await changed;
        }
      } finally {
        followers -= 1;
      }
    },
    async *watchChanges(_view, signal) {
      while (!signal.aborted) {
        yield;
        await new Promise<void>((resolve) => { waiting.add(resolve); signal.addEventListener('abort', () => resolve(), { once: true }); });
      }
    },
    async progress(id) { find(id); return gateway.running; },
    async lane(service, environment) { speak(); return gateway.lanes.get(`${service}/${environment}`); },
    async openLane(service, environment, { by, reason }, key) {
      speak();
      const before = key ? answers.get(key) : undefined;
      const lane = gateway.lanes.get(`${service}/${environment}`);
      if (before) return before;
      if (!lane?.blocked) throw new DayshiftError('refused', { reason: 'the lane is open', advice: 'Only a lane that waits for a person can be opened.' });
      gateway.lanes.set(`${service}/${environment}`, { ...lane, blocked: undefined });
      const text = `Opened by ${by}: ${reason}`;
      if (key) answers.set(key, text);
      return text;
    },
    async workersOn() { speak(); return gateway.workers; },
    isReachable: async () => !gateway.silent,
    drained: async () => undefined,
  };
  let silent = false;
  return gateway;
}

function refusalOf(view: IncidentView, word: string, body: object): Refusal | undefined {
  if (view.phase === 'closed') return { reason: 'The incident is closed', advice: 'Its record is kept.' };
  if (word === 'build') return refuseBuild(view, body as Build);
  return word === 'note' ? refuseNote(view, body as Note) : undefined;
}
