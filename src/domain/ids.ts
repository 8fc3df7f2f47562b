// Where do names come from? Workflow ids, incident ids, log ids, branches, search attributes: only from here.

export const WORKFLOW_TYPE = 'incidentToProduction';
export const TASK_QUEUE = { decisions: 'dayshift', runner: 'dayshift-runner', deploy: 'dayshift-deploy', events: 'dayshift-events' } as const;
export const SEARCH_ATTRIBUTE = {
  service: 'DayshiftService',
  phase: 'DayshiftPhase',
  severity: 'DayshiftSeverity',
  assignee: 'DayshiftAssignee',
  digest: 'DayshiftDigest',
} as const;

/** Where a service's repository says what must hold before a release. */
export const PIPELINE_FILE = '.dayshift/pipeline.yaml';

const LONGEST_SLUG = 80;
const HASHED = /(^|-)[0-9a-f]{12}$/;

/** Letters, digits, `-` and `_` of a text; two texts may come to the same. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, LONGEST_SLUG);
}

/** The same, but no two texts share one: where anything is lost, a short hash of the whole text is put behind. */
function slug(text: string): string {
  const kept = plain(text);
  if (kept === text && text !== '' && !HASHED.test(text)) return text;
  return kept === '' ? shortHash(text) : `${kept}-${shortHash(text)}`;
}

/** Twelve hex digits, the same on every machine and in every release: workflow ids depend on it. Two rounds of multiply and mix (murmur's constants). */
export function shortHash(text: string): string {
  let low = 0x9747b28c;
  let high = 0x1b873593;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
    high = Math.imul(high ^ unit ^ (low >>> 7), 0xc2b2ae35);
    high ^= high >>> 16;
  }
  const digits = (word: number, count: number): string => (word >>> 0).toString(16).padStart(8, '0').slice(-count);
  return digits(high ^ (low << 5), 4) + digits(low, 8);
}

/** One running workflow per service and cause: the same trouble is one incident. */
export function incidentWorkflowId(service: string, cause: string): string {
  return `incident.${slug(service)}.${slug(cause)}`;
}

/** One name per incident, also when the cause comes back: the workflow's id and the first eight digits of its first run. */
export function incidentId(workflowId: string, firstRunId: string): string {
  return `${workflowId.replace(/^incident\./, '')}.${firstRunId.replace(/-/g, '').slice(0, 8)}`;
}

/** Service, cause and the run. */
export const INCIDENT_ID = /^([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\.([0-9a-f]{8})$/;

/** The workflow id and the beginning of the run id (without dashes) behind an incident's id; undefined when it is none. */
export function parseIncidentId(id: string): { workflowId: string; runPrefix: string } | undefined {
  const match = INCIDENT_ID.exec(id);
  return match ? { workflowId: `incident.${match[1]}`, runPrefix: match[2] ?? '' } : undefined;
}

/** The one list of what belongs to no service. */
export const UNROUTED_WORKFLOW_ID = 'unrouted-alerts';
export const UNROUTED_WORKFLOW_TYPE = 'unroutedAlerts';

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
  return `${incident}/${attempt}/${row.split('/').map(plain).join('/')}`;
}

/** Where the dashboard shows an incident. */
export function incidentPage(publicUrl: string, incident: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/#/incidents/${encodeURIComponent(incident)}`;
}

/** The one workflow that tells an incident's events to programs. */
export function subscribersWorkflowId(incident: string): string {
  return `events.${incident}`;
}

/** The log of what was delivered of an incident's events. */
export function deliveriesLogId(incident: string): string {
  return `events/${incident}`;
}

/** By which an incident takes turns with others for a runner's slots. Temporal takes at most 64 bytes, and an incident's id may be longer. */
export function fairnessKey(incident: string): string {
  return shortHash(incident);
}

/** The task queue of the machines that carry a runner label; without a label, of any runner. */
export function runnerQueue(label?: string): string {
  return label ? `${TASK_QUEUE.runner}-${label}` : TASK_QUEUE.runner;
}
