// Who has how many open incidents? Asked of visibility, over the worker's own connection.
import { Client, ServiceError, type ConnectionLike } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../src/domain/ids';
import { Phase } from '../src/domain/vocabulary';
import { DayshiftError, mask } from '../src/errors';
import type { Workload } from '../src/ports/workload';

const MOST_READ = 2000;
const ANSWER_WITHIN_MS = 5000;
const ASSIGNEE = defineSearchAttributeKey(SEARCH_ATTRIBUTE.assignee, SearchAttributeType.KEYWORD);

/** In `assess` nobody has the incident, whoever had it before; a closed one may still run until it can no longer reopen. */
const QUERY = [`WorkflowType = '${WORKFLOW_TYPE}'`, 'ExecutionStatus = \'Running\'', ...[Phase.Assess, Phase.Closed].map((phase) => `${SEARCH_ATTRIBUTE.phase} != '${phase}'`)].join(' AND ');

export function createWorkload(connection: ConnectionLike, namespace: string): Workload {
  const client = new Client({ connection, namespace });

  async function openIncidents(): Promise<Record<string, number>> {
    return client.withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => {
      const open: Record<string, number> = {};
      let read = 0;
      for await (const { typedSearchAttributes } of client.workflow.list({ query: QUERY, pageSize: 500 })) {
        const assignee = typedSearchAttributes.get(ASSIGNEE);
        if (assignee) open[assignee] = (open[assignee] ?? 0) + 1;
        if ((read += 1) >= MOST_READ) break;
      }
      return open;
    });
  }

  return {
    async openIncidents() {
      try {
        return await openIncidents();
      } catch (cause) {
        const inner = cause instanceof ServiceError && cause.cause instanceof Error ? cause.cause : cause;
        throw new DayshiftError('unreachable', { what: 'Temporal\'s list of incidents', reason: mask(inner instanceof Error ? inner.message : String(inner)) }, { cause });
      }
    },
  };
}
