// A whole day against a real Temporal server with honest doubles behind the ports: opened, spoken to, looked at.
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandleWithSignaledRunId } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { createInMemoryIntegrations, type InMemoryIntegrations } from '../../integrations/in-memory';
import { readReport } from '../../integrations/reports';
import type { IncidentView } from '../../src/contracts/incident';
import type { IncidentInput } from '../../src/contracts/incident';
import type { TeamMember } from '../../src/contracts/team';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { incidentWorkflowId, SEARCH_ATTRIBUTE, TASK_QUEUE, WORKFLOW_TYPE } from '../../src/domain/ids';
import type { CheckRunner } from '../../src/ports/check-runner';
import type { LogStore } from '../../src/ports/evidence-store';
import type { Notifier } from '../../src/ports/notifier';
import type { Subscriber } from '../../src/ports/subscriber';
import type { Severity } from '../../src/domain/vocabulary';
import { createWorkers } from '../../worker/create-worker';
import { traceVariables } from '../../worker/telemetry/activity-spans';
import { incidentQuery, alertsSignal } from '../../workflows/messages';
import { TEAM } from './a-team';
import { somePolicies } from './policies';
import { aPipelineText, aPlay, type Answers, type PipelineOptions } from './a-pipeline';

export const REPOSITORY = 'memory/storefront';
export const PUBLIC_URL = 'http://dayshift.example';

export interface World {
  integrations: InMemoryIntegrations;
  environment: TestWorkflowEnvironment;
  firstCommit: string;
  stop(): Promise<void>;
}

export interface WorldOptions extends Answers, PipelineOptions {
  notifiers?: ReadonlyMap<string, Notifier>; // default: one in memory
  subscribers?: ReadonlyMap<string, Subscriber>; // default: none
  slots?: number; // cells side by side; default 8
  checkRunner?: (logs: LogStore) => CheckRunner; // default: the play's answers, without processes
  recipients?: TeamMember[]; // default: the team, each told by every notifier at any hour
}

/** Workers of every kind in this process, with a service whose release 1.4.0 runs in production. */
export async function aWorld(environment: TestWorkflowEnvironment, options: WorldOptions = {}): Promise<World> {
  const integrations = createInMemoryIntegrations(aPlay(options));
  const { sourceControl, monitoring, deployer, store } = integrations;
  const firstCommit = sourceControl.addCommit({
    repository: REPOSITORY, author: 'maya@storefront.example', subject: 'Lower-case the e-mail at login',
    files: { '.dayshift/pipeline.yaml': aPipelineText(options), 'src/login.ts': 'login', '.github/CODEOWNERS': '* @maya-demo\n' },
  });
  const running = store.addArtifact({ 'server.js': 'the running release' });
  deployer.setLive('storefront', { environment: 'production', digest: running.digest, version: '1.4.0', commit: firstCommit, at: new Date().toISOString() });
  monitoring.setMetric('refused_share', 0.314);
  monitoring.setMetric('bad_share', 0);
  const workers = await createWorkers({
    connection: environment.nativeConnection, namespace: environment.namespace ?? 'default', slots: options.slots ?? 8, labels: [],
    activities: createActivities({
      ...integrations, ...(options.checkRunner ? { checkRunner: options.checkRunner(store) } : {}), traceVariables, evidence: store, artifacts: store, logs: store,
      notifiers: options.notifiers ?? new Map([['in-memory', integrations.notifier]]), subscribers: options.subscribers ?? new Map(),
      recipients: options.recipients ?? TEAM.map((person) => ({ ...person, reach: {} })), publicUrl: PUBLIC_URL,
      workFolder: await mkdtemp(path.join(tmpdir(), 'dayshift-day-')),
      environment: () => ({ checks: {}, deploy: {}, secrets: [] }), parsePipeline: (text, file) => parsePipelineFile(text, file), readReport,
    }),
  });
  const running_ = Promise.all(workers.map((worker: Worker) => worker.run()));
  return {
    integrations, environment, firstCommit,
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await running_;
    },
  };
}

const SERVICE = defineSearchAttributeKey(SEARCH_ATTRIBUTE.service, SearchAttributeType.KEYWORD);

export type DayHandle = WorkflowHandleWithSignaledRunId;

export function anInput(change: Partial<IncidentInput> = {}): IncidentInput {
  return {
    service: 'storefront', environment: 'production', repository: REPOSITORY, protectedBranch: 'main', address: 'http://127.0.0.1:1', cause: `LoginRefused-${randomUUID().slice(0, 8)}`, rule: 'label service',
    team: TEAM, owners: ['ravi'],
    impact: [{ name: 'logins refused', unit: 'share', query: 'refused_share', headline: true, troubleAbove: 0.1, severity: { critical: 0.2 } }],
    duty: undefined, links: [], isPublished: false, addresses: {}, freezes: [], policies: somePolicies(),
    ...change,
  };
}

export interface AlertOptions { status?: 'firing' | 'resolved'; fingerprint?: string; severity?: Severity; startsAt?: string }

/** Opens the incident as the API does, by signal-with-start. */
export async function openDay(world: Pick<World, 'environment'>, input: IncidentInput = anInput(), options: AlertOptions = {}): Promise<DayHandle> {
  return world.environment.client.workflow.signalWithStart(WORKFLOW_TYPE, {
    workflowId: incidentWorkflowId(input.service, input.cause), taskQueue: TASK_QUEUE.decisions, args: [input],
    typedSearchAttributes: [{ key: SERVICE, value: input.service }],
    signal: alertsSignal, signalArgs: [{ alerts: [anAlertOf(input, options)], receivedAt: new Date().toISOString() }],
  });
}

export function anAlertOf(input: IncidentInput, { status = 'firing', fingerprint = 'f1', severity = 'critical', startsAt = '2026-01-05T09:40:00Z' }: AlertOptions = {}) {
  return {
    source: 'alertmanager', fingerprint, status, name: input.cause, service: input.service, severity, summary: 'Customers cannot log in',
    labels: {}, startsAt, ...(status === 'resolved' ? { endsAt: '2026-01-05T09:50:00Z' } : {}),
  } as const;
}

const PATIENCE_MS = Number(process.env['DAYSHIFT_TEST_PATIENCE_MS'] ?? 60_000);

/** Waits until the view fits; a day that never gets there fails with where it stands. */
export async function whenView(handle: DayHandle, fits: (view: IncidentView) => boolean, what = 'the view fits'): Promise<IncidentView> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const view = await handle.query(incidentQuery);
    if (fits(view)) return view;
    if (Date.now() > end) throw new Error(`waited for: ${what}\n${JSON.stringify({ phase: view.phase, turn: view.turn, timeline: view.timeline.map((entry) => entry.text) }, null, 2)}`);
    await delay(20); // between two questions
  }
}
