// Where do names come from? Workflow ids, incident ids, log ids, branches, search attributes: only from here.

export const WORKFLOW_TYPE = 'incidentToProduction';
export const TASK_QUEUE = { decisions: 'dayshift', runner: 'dayshift-runner', deploy: 'dayshift-deploy' } as const;
export const SEARCH_ATTRIBUTE = {
  service: 'DayshiftService',
  phase: 'DayshiftPhase',
  severity: 'DayshiftSeverity',
  assignee: 'DayshiftAssignee',
  digest: 'DayshiftDigest',
} as const;

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80);
}

/** One running workflow per service and cause: the same trouble is one incident. */
export function incidentWorkflowId(service: string, cause: string): string {
  return `incident.${slug(service)}.${slug(cause)}`;
}

/** One name per incident, also when the cause comes back: the workflow's id and the first eight digits of its first run. */
export function incidentId(workflowId: string, firstRunId: string): string {
  return `${workflowId.replace(/^incident\./, '')}.${firstRunId.replace(/-/g, '').slice(0, 8)}`;
}

/** The workflow id and the beginning of the run id (without dashes) behind an incident's id; undefined when it is none. */
export function parseIncidentId(id: string): { workflowId: string; runPrefix: string } | undefined {
  const match = /^([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\.([0-9a-f]{8})$/.exec(id);
  return match ? { workflowId: `incident.${match[1]}`, runPrefix: match[2] ?? '' } : undefined;
}

/** Where the fix is pushed. */
export function incidentBranch(id: string): string {
  return `incident/${id}`;
}

export function laneWorkflowId(service: string, environment: string): string {
  return `lane.${slug(service)}.${slug(environment)}`;
}

export function watchWorkflowId(incident: string, digest: string): string {
  return `watch.${incident}.${digest.slice(7, 15)}`;
}

/** A log's id is a relative path of safe names. `row` is `build`, `deploy`, `verify` or a cell's id. */
export function logId(incident: string, attempt: number, row: string): string {
  return `${incident}/${attempt}/${row.split('/').map(slug).join('/')}`;
}

/** The task queue of the machines that carry a runner label; without a label, of any runner. */
export function runnerQueue(label?: string): string {
  return label ? `${TASK_QUEUE.runner}-${label}` : TASK_QUEUE.runner;
}
