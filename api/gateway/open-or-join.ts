// How does an alert reach its incident? One signal for many deliveries, which opens the workflow when none runs.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Alert } from '../../src/contracts/alert';
import type { IncidentInput } from '../../src/contracts/incident';
import { incidentId, incidentWorkflowId, SEARCH_ATTRIBUTE, TASK_QUEUE, WORKFLOW_TYPE } from '../../src/domain/ids';
import { Phase, SEVERITIES, type Severity } from '../../src/domain/vocabulary';
import { alertsSignal } from '../../workflows/messages';
import { createCoalescer } from '../alert-coalescer';
import type { Runs } from './runs';
import type { Temporal } from './temporal-connection';
import { asking, isNotFound } from './temporal-faults';

const DURABLE_WITHIN_MS = 10_000;
const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);

/** What became of a delivery's alerts. `nothing-open`: they say that something resolved for which no incident is open. */
export type Joined = { became: 'opened' | 'joined'; incident: string } | { became: 'nothing-open' };

interface Delivery { input: IncidentInput; alerts: Alert[] }

export interface Door {
  openOrJoin(input: IncidentInput, alerts: Alert[]): Promise<Joined>;
  drained(): Promise<void>;
}

export function createDoor({ client, hasOpened }: Temporal, runs: Runs): Door {
  const coalescer = createCoalescer<Delivery, Joined>({ send });

  async function send(workflowId: string, batch: Delivery[]): Promise<Joined[]> {
    const alerts = batch.flatMap((delivery) => delivery.alerts);
    const [first] = batch;
    if (!first) return [];
    const joined = await asking('Temporal', () => client.withDeadline(Date.now() + DURABLE_WITHIN_MS, () =>
      alerts.some((alert) => alert.status === 'firing') ? openWith(workflowId, first.input, alerts) : tellTheOpenOne(workflowId, alerts)));
    return batch.map((_, at) => (at > 0 && joined.became === 'opened' ? { ...joined, became: 'joined' } : joined));
  }

  async function openWith(workflowId: string, input: IncidentInput, alerts: Alert[]): Promise<Joined> {
    const { signaledRunId } = await client.workflow.signalWithStart(WORKFLOW_TYPE, {
      ...startOptions(input, alerts), workflowId, args: [input],
      signal: alertsSignal, signalArgs: [{ alerts, receivedAt: new Date().toISOString() }],
    });
    if (hasOpened(signaledRunId)) return { became: 'opened', incident: incidentId(workflowId, signaledRunId) };
    return { became: 'joined', incident: await runs.idOf(workflowId, signaledRunId) };
  }

  /** Something that only resolved opens nothing. */
  async function tellTheOpenOne(workflowId: string, alerts: Alert[]): Promise<Joined> {
    const open = await runs.describe(workflowId);
    if (open?.status.name !== 'RUNNING') return { became: 'nothing-open' };
    try {
      await client.workflow.getHandle(workflowId, open.runId).signal(alertsSignal, { alerts, receivedAt: new Date().toISOString() });
      return { became: 'joined', incident: await runs.idOf(workflowId, open.runId) };
    } catch (error) {
      if (isNotFound(error)) return { became: 'nothing-open' };
      throw error;
    }
  }

  return {
    openOrJoin: (input, alerts) => coalescer.offer(incidentWorkflowId(input.service, input.cause), { input, alerts }, JSON.stringify(alerts).length),
    drained: () => coalescer.drained(),
  };
}

function startOptions(input: IncidentInput, alerts: Alert[]) {
  const title = alerts[0]?.summary || input.cause;
  return {
    taskQueue: TASK_QUEUE.decisions,
    workflowTaskTimeout: '3s', // a decision handed to a worker that was just killed is handed on after this, not after ten seconds
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    typedSearchAttributes: [
      { key: keyword(SEARCH_ATTRIBUTE.service), value: input.service },
      { key: keyword(SEARCH_ATTRIBUTE.phase), value: Phase.Assess },
      { key: keyword(SEARCH_ATTRIBUTE.severity), value: highest(alerts) },
    ],
    staticSummary: `${input.service}: ${title}`.slice(0, 200),
    staticDetails: [`**${input.cause}** in ${input.environment} of ${input.service}`, `Opened by: ${input.rule}`, `Customers reach it at ${input.address}`].join('\n\n'),
    memo: { title },
  };
}

function highest(alerts: Alert[]): Severity {
  return SEVERITIES.findLast((severity) => alerts.some((alert) => alert.severity === severity)) ?? 'low';
}
