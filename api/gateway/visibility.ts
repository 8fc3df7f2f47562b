// How is Temporal asked which incidents there are? Page by page with its own tokens, by status and search attributes, never all of them.
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { executionInfoFromRaw } from '@temporalio/client/lib/helpers';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../../src/domain/ids';
import { Phase, Severity } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import { asking, isMalformed } from './temporal-faults';

const WITHIN_MS = 5000;

/** Which rows; what is absent does not matter. Times are ISO. */
export interface RowFilter {
  service?: string;
  severity?: Severity;
  phases?: readonly Phase[];
  assignee?: string;
  from?: string; // opened at that time or later
  to?: string; // opened before that time
  runIds?: readonly string[];
}

export interface VisibilityPage {
  rows: WorkflowExecutionInfo[];
  /** Temporal's own; absent at the end. A page that is exactly full may be followed by an empty one. */
  next?: string;
}

/** Rejects with DayshiftError `unreachable` while Temporal is silent. */
export interface Visibility {
  /** Newest first; of those that have ended, the last one that ended first. Throws `cursor-unknown` for a token that is none. */
  page(query: string, limit: number, token?: string): Promise<VisibilityPage>;
  /** About how many: what has changed a moment ago may not be counted yet. */
  count(query: string): Promise<number>;
}

// One that has recovered by itself runs on until its reopen window is over; it is closed all the same.
const OPEN = `ExecutionStatus = 'Running' AND (${SEARCH_ATTRIBUTE.phase} != '${Phase.Closed}' OR ${SEARCH_ATTRIBUTE.phase} IS NULL)`;
/** In their reopen window, or closing at this moment. */
export const RESTING = `ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTE.phase} = '${Phase.Closed}'`;
/** Ended in Temporal and not by themselves: these leave no record. */
export const BROKEN_OFF = `ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`;
export const ENDED = `ExecutionStatus != 'Running' AND ExecutionStatus != 'ContinuedAsNew'`;

/** A value between quotes. What would end it early is refused before, at the door; here it would find nothing. */
function quoted(text: string): string {
  return `'${text.replace(/['"`\\]/g, '_')}'`;
}

function anyOf(attribute: string, values: readonly string[]): string {
  return `${attribute} IN (${values.map(quoted).join(', ')})`;
}

/** The search attributes and times of a filter as conditions. */
export function conditionsOf({ service, severity, phases, assignee, from, to, runIds }: RowFilter): string[] {
  return [
    ...(service === undefined ? [] : [`${SEARCH_ATTRIBUTE.service} = ${quoted(service)}`]),
    ...(severity === undefined ? [] : [severity === Severity.Low ? `${SEARCH_ATTRIBUTE.severity} = 'low' OR ${SEARCH_ATTRIBUTE.severity} IS NULL` : `${SEARCH_ATTRIBUTE.severity} = ${quoted(severity)}`]),
    ...(phases === undefined ? [] : [phases.includes(Phase.Assess) ? `${anyOf(SEARCH_ATTRIBUTE.phase, phases)} OR ${SEARCH_ATTRIBUTE.phase} IS NULL` : anyOf(SEARCH_ATTRIBUTE.phase, phases)]), // where every incident begins
    ...(assignee === undefined ? [] : [`${SEARCH_ATTRIBUTE.assignee} = ${quoted(assignee)}`]),
    ...(from === undefined ? [] : [`StartTime >= ${quoted(new Date(from).toISOString())}`]),
    ...(to === undefined ? [] : [`StartTime < ${quoted(new Date(to).toISOString())}`]),
    ...(runIds === undefined ? [] : [anyOf('RunId', runIds)]),
  ];
}

export function queryFor(...conditions: string[]): string {
  return [`WorkflowType = '${WORKFLOW_TYPE}'`, ...conditions.map((one) => `(${one})`)].join(' AND ');
}

export function openQuery(filter: RowFilter): string {
  return queryFor(OPEN, ...conditionsOf(filter));
}

export function createVisibility(client: Client): Visibility {
  const { namespace, loadedDataConverter } = client.options;

  async function page(query: string, limit: number, token?: string): Promise<VisibilityPage> {
    const asked = { namespace, query, pageSize: limit, ...(token === undefined ? {} : { nextPageToken: Buffer.from(token, 'base64') }) };
    try {
      const answer = await asking('Temporal', () => client.withDeadline(Date.now() + WITHIN_MS, () => client.workflowService.listWorkflowExecutions(asked)));
      const rows = await Promise.all((answer.executions ?? []).map((raw) => executionInfoFromRaw(raw, loadedDataConverter, raw, namespace)));
      return { rows, ...(answer.nextPageToken?.length && rows.length >= limit ? { next: Buffer.from(answer.nextPageToken).toString('base64') } : {}) };
    } catch (error) {
      if (token !== undefined && isMalformed(error)) throw new DayshiftError('cursor-unknown', {}, { cause: error });
      throw error;
    }
  }

  async function count(query: string): Promise<number> {
    return asking('Temporal', () => client.withDeadline(Date.now() + WITHIN_MS, async () => (await client.workflow.count(query)).count));
  }

  return { page, count };
}
