// How does an alert reach its incident? One signal for many deliveries, which opens the workflow when none runs.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Alert, AlertBatch } from '../../src/contracts/alert';
import type { IncidentInput } from '../../src/contracts/incident';
import { incidentWorkflowId, SEARCH_ATTRIBUTE, TASK_QUEUE, WORKFLOW_TYPE } from '../../src/domain/ids';
import { Phase, SEVERITIES, type Severity } from '../../src/domain/vocabulary';
import { alertsSignal } from '../../workflows/messages';
import { createCoalescer } from '../alert-coalescer';
import { batchOf, piecesOf, type Piece } from './alert-pieces';
import { isOpen, type Runs } from './runs';
import type { Temporal } from './temporal-connection';
import { asking, isNotFound } from './temporal-faults';

const DURABLE_WITHIN_MS = 20_000; // sooner, a busy Temporal would be told again what it is about to take
const LONGEST_SUMMARY = 390; // bytes; Temporal takes 400
const LONGEST_DETAILS = 15_000; // bytes; Temporal takes 20,000
const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);

/** What became of a delivery's alerts: the first that fires opened the incident, or all were told to the open one. `nothing-open`: none fires, and no incident is open. */
export type Joined = { became: 'opened' | 'joined'; incident: string } | { became: 'nothing-open' };

interface Delivery { input: IncidentInput; piece: Piece }

export interface Door {
  openOrJoin(input: IncidentInput, alerts: Alert[]): Promise<Joined>;
  /** The incident that alerts of that cause would join now; undefined when none is open. `isClosed`: it has recovered, and reopens when one fires. */
  standing(service: string, cause: string): Promise<{ incident: string; isClosed: boolean } | undefined>;
  drained(): Promise<void>;
}

export function createDoor({ client, hasOpened }: Temporal, runs: Runs): Door {
  const coalescer = createCoalescer<Delivery, Joined>({ send });

  async function openOrJoin(input: IncidentInput, alerts: Alert[]): Promise<Joined> {
    const workflowId = incidentWorkflowId(input.service, input.cause);
    const answers = await Promise.all(piecesOf(alerts).map((piece) => coalescer.offer(workflowId, { input, piece }, piece.weight, piece.same)));
    return answers.find(({ became }) => became === 'opened') ?? answers.find(({ became }) => became === 'joined') ?? { became: 'nothing-open' };
  }

  async function send(workflowId: string, deliveries: Delivery[]): Promise<Joined[]> {
    const batch = batchOf(deliveries.map(({ piece }) => piece), new Date().toISOString());
    const opener = deliveries.findIndex(({ piece }) => piece.alerts.some(({ alert }) => alert.status === 'firing'));
    const input = deliveries[opener]?.input;
    const joined = await asking('Temporal', () => client.withDeadline(Date.now() + DURABLE_WITHIN_MS, () =>
      (input ? openWith(workflowId, input, batch) : tellTheOpenOne(workflowId, batch))));
    return deliveries.map((_, at) => (at !== opener && joined.became === 'opened' ? { ...joined, became: 'joined' } : joined));
  }

  async function openWith(workflowId: string, input: IncidentInput, batch: AlertBatch): Promise<Joined> {
    const { signaledRunId } = await client.workflow.signalWithStart(WORKFLOW_TYPE, {
      ...startOptions(input, batch.alerts), workflowId, args: [input], signal: alertsSignal, signalArgs: [batch],
    });
    if (hasOpened(signaledRunId)) return { became: 'opened', incident: runs.opened(workflowId, signaledRunId) };
    return { became: 'joined', incident: await runs.idOf(workflowId, signaledRunId) };
  }

  /** What does not fire opens nothing, and what has recovered is not told of further ends. */
  async function tellTheOpenOne(workflowId: string, batch: AlertBatch): Promise<Joined> {
    const open = await runs.describe(workflowId);
    if (!open || !isOpen(open)) return { became: 'nothing-open' };
    try {
      await client.workflow.getHandle(workflowId, open.runId).signal(alertsSignal, batch);
      return { became: 'joined', incident: await runs.idOf(workflowId, open.runId) };
    } catch (error) {
      if (isNotFound(error)) return { became: 'nothing-open' };
      throw error;
    }
  }

  async function standing(service: string, cause: string): Promise<{ incident: string; isClosed: boolean } | undefined> {
    const workflowId = incidentWorkflowId(service, cause);
    const open = await runs.describe(workflowId);
    if (open?.status.name !== 'RUNNING') return undefined;
    return { incident: await runs.idOf(workflowId, open.runId), isClosed: !isOpen(open) };
  }

  return { openOrJoin, standing, drained: () => coalescer.drained() };
}

function startOptions(input: IncidentInput, alerts: Alert[]) {
  const first = alerts.find(({ status }) => status === 'firing');
  const title = first?.summary || input.cause;
  return {
    taskQueue: TASK_QUEUE.decisions,
    workflowTaskTimeout: '3s' as const, // a decision handed to a worker that was just killed is handed on after this, not after ten seconds
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    typedSearchAttributes: [
      { key: keyword(SEARCH_ATTRIBUTE.service), value: input.service },
      { key: keyword(SEARCH_ATTRIBUTE.phase), value: Phase.Assess },
      { key: keyword(SEARCH_ATTRIBUTE.severity), value: highest(alerts) },
    ],
    staticSummary: cutBytes(`${input.service}: ${title}`, LONGEST_SUMMARY),
    staticDetails: cutBytes([`**${input.cause}** in ${input.environment} of ${input.service}`, `Opened by: ${input.rule}`, `Customers reach it at ${input.address}`].join('\n\n'), LONGEST_DETAILS),
    memo: { title },
  };
}

/** Of those that fire. */
function highest(alerts: Alert[]): Severity {
  return SEVERITIES.findLast((severity) => alerts.some((alert) => alert.status === 'firing' && alert.severity === severity)) ?? 'low';
}

/** Whole characters of at most so many bytes. */
function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text);
  return bytes.length <= most ? text : bytes.subarray(0, most).toString().replace(/\uFFFD+$/, '');
}
