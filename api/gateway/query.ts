// How is a workflow asked? Again and again while no worker has looked at it yet, until the time is up.
import type { Client } from '@temporalio/client';
import type { QueryDefinition } from '@temporalio/common';
import { DayshiftError } from '../../src/errors';
import { asking, isTooEarly } from './temporal-faults';

const TOO_EARLY_MS = 50;

/** Throws `unreachable` when no worker answers by the deadline (ms since 1970). */
export async function queryUntil<T>(client: Client, { workflowId, runId }: { workflowId: string; runId?: string }, query: QueryDefinition<T>, deadline: number): Promise<T> {
  for (;;) {
    try {
      return await asking('the worker', () => client.withDeadline(deadline, () => client.workflow.getHandle(workflowId, runId).query(query)));
    } catch (error) {
      if (!isTooEarly(error)) throw error;
      if (Date.now() + TOO_EARLY_MS > deadline) throw new DayshiftError('unreachable', { what: 'the worker', reason: 'no worker has looked at the incident yet' }, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, TOO_EARLY_MS)); // between two questions
    }
  }
}
