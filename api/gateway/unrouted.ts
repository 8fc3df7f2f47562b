// Where are alerts that belong to no service? In one workflow that all processes of the API share; set aside only when durable.
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { Alert } from '../../src/contracts/alert';
import type { UnroutedList } from '../../src/contracts/http';
import { TASK_QUEUE, UNROUTED_WORKFLOW_ID, UNROUTED_WORKFLOW_TYPE } from '../../src/domain/ids';
import { nothingUnrouted, shownAlert, type SetAside } from '../../src/domain/unrouted';
import { DayshiftError } from '../../src/errors';
import { dismissUnroutedUpdate, setAsideSignal, unroutedQuery } from '../../workflows/messages';
import { createCoalescer } from '../alert-coalescer';
import { queryUntil } from './query';
import { asking, isNotFound } from './temporal-faults';

const DURABLE_WITHIN_MS = 20_000;
const ANSWER_WITHIN_MS = 5000;

/** Every promise rejects with DayshiftError `unreachable` while Temporal, or the worker that must answer, is silent. */
export interface Unrouted {
  /** Resolves when the alert is durable. */
  setAside(alert: Alert, rule: string): Promise<void>;
  /** Newest first; one entry for each source and fingerprint. */
  list(): Promise<UnroutedList>;
  /** Throws `unrouted-unknown`. */
  dismiss(key: string, by: string): Promise<void>;
  drained(): Promise<void>;
}

interface Told { alert: Alert; rule: string; same: string }

export function createUnrouted(client: Client): Unrouted {
  const coalescer = createCoalescer<Told, void>({ send: (_, batch) => tell(batch) });

  async function tell(batch: Told[]): Promise<void[]> {
    await asking('Temporal', () => client.withDeadline(Date.now() + DURABLE_WITHIN_MS, () => client.workflow.signalWithStart(UNROUTED_WORKFLOW_TYPE, {
      workflowId: UNROUTED_WORKFLOW_ID, taskQueue: TASK_QUEUE.decisions, args: [],
      workflowTaskTimeout: '3s', workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Alerts that belong to no service', signal: setAsideSignal, signalArgs: [{ alerts: counted(batch), receivedAt: new Date().toISOString() }],
    })));
    return batch.map(() => undefined);
  }

  async function setAside(alert: Alert, rule: string): Promise<void> {
    const shown = shownAlert(alert);
    const same = JSON.stringify([shown, rule]);
    return coalescer.offer(UNROUTED_WORKFLOW_ID, { alert: shown, rule, same }, Buffer.byteLength(same), same);
  }

  async function list(): Promise<UnroutedList> {
    try {
      return await queryUntil(client, { workflowId: UNROUTED_WORKFLOW_ID }, unroutedQuery, Date.now() + ANSWER_WITHIN_MS);
    } catch (error) {
      if (isNotFound(error)) return nothingUnrouted(); // nothing was ever set aside
      throw error;
    }
  }

  async function dismiss(key: string, by: string): Promise<void> {
    const handle = client.workflow.getHandle(UNROUTED_WORKFLOW_ID);
    try {
      await asking('the worker', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => handle.executeUpdate(dismissUnroutedUpdate, { args: [{ key, by }] })));
    } catch (error) {
      if (isNotFound(error) || error instanceof WorkflowUpdateFailedError) throw new DayshiftError('unrouted-unknown', { key }, { cause: error });
      throw error;
    }
  }

  return { setAside, list, dismiss, drained: () => coalescer.drained() };
}

/** Each once, with how often it came. */
function counted(batch: readonly Told[]): SetAside[] {
  const all = new Map<string, SetAside>();
  for (const { alert, rule, same } of batch) all.set(same, { alert, rule, times: (all.get(same)?.times ?? 0) + 1 });
  return [...all.values()];
}
