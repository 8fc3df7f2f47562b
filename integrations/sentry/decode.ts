// What does each of Sentry's webhooks say of a condition? An issue has one identity, whether a rule or its own change tells of it.
import type { Alert } from '../../src/contracts/alert';
import { cut, identity, labelsOf, linkOf, LONGEST, nameOf, serviceOf, severityOf } from '../alert-text';
import type { EventAlert, IssueChange, MetricAlert } from './schema';

/** The source's name, and when the delivery was sent by Sentry's clock; ISO. */
export interface Delivery { source: string; sentAt: string }

/** Without what Sentry left empty. */
function known(labels: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return labelsOf(Object.fromEntries(Object.entries(labels).flatMap(([name, value]) => (value ? [[name, value]] : []))));
}

/** The project's slug from an address such as `https://sentry.io/api/0/projects/<organisation>/<project>/events/…`. */
function projectOf(address: string | null | undefined): string | undefined {
  return /\/projects\/[^/]+\/([^/]+)\//.exec(address ?? '')?.[1];
}

/** Each event is an episode that begins when it was seen; Sentry sends no end of it. */
export function decodeEventAlert({ event, triggered_rule: rule }: EventAlert, { source }: Delivery): Alert {
  const tags = Object.fromEntries((event.tags ?? []).flatMap(([name, value]) => (name && value ? [[name, value]] : [])));
  const project = projectOf(event.url);
  return {
    source, fingerprint: identity(`issue-${event.issue_id}`), status: 'firing', name: nameOf(event.title, `issue ${event.issue_id}`),
    severity: severityOf(event.level ?? 'error'),
    summary: cut(event.culprit ? `${event.title} in ${event.culprit}` : event.title, LONGEST.summary),
    labels: known({ project, rule, level: event.level, environment: event.environment, platform: event.platform, ...tags }),
    startsAt: event.datetime, ...serviceOf(tags['service'] ?? project), ...linkOf(event.web_url),
  };
}

const STATUS_OF: Readonly<Record<string, Alert['status']>> = { created: 'firing', unresolved: 'firing', resolved: 'resolved', archived: 'suppressed', ignored: 'suppressed' };

/** Undefined when the action changes nothing about whether the issue is there, e.g. `assigned`. */
export function decodeIssue({ issue }: IssueChange, action: string, { source, sentAt }: Delivery): Alert | undefined {
  const status = Object.hasOwn(STATUS_OF, action) ? STATUS_OF[action] : undefined;
  if (!status) return undefined;
  // A resolution, and a return after one, count from when they were told: no event that Sentry saw before is later than that.
  const startsAt = action === 'created' || status === 'suppressed' ? issue.firstSeen : sentAt;
  return {
    source, fingerprint: identity(`issue-${issue.id}`), status, name: nameOf(issue.title, `issue ${issue.id}`),
    severity: severityOf(issue.level ?? 'error'),
    summary: cut(issue.culprit ? `${issue.title} in ${issue.culprit}` : issue.title, LONGEST.summary),
    labels: known({ project: issue.project?.slug, issue: issue.shortId, level: issue.level, platform: issue.platform, substatus: issue.substatus }),
    startsAt, ...(status === 'resolved' ? { endsAt: sentAt } : {}), ...serviceOf(issue.project?.slug), ...linkOf(issue.web_url ?? issue.permalink),
  };
}

/** `critical`, `warning` and `resolved` of one breach of a rule have the same beginning. */
export function decodeMetricAlert(data: MetricAlert, action: string, { source, sentAt }: Delivery): Alert {
  const { alert_rule: rule, projects, date_started: startsAt, date_closed: closedAt } = data.metric_alert;
  const [project] = projects ?? [];
  return {
    source, fingerprint: identity(`metric-alert-${rule.id}`), status: action === 'resolved' ? 'resolved' : 'firing',
    name: nameOf(rule.name, `metric alert ${rule.id}`), severity: severityOf(action),
    summary: cut([data.description_title, data.description_text].filter(Boolean).join(': ') || rule.name, LONGEST.summary),
    labels: known({ project, rule: rule.name, environment: rule.environment, aggregate: rule.aggregate, query: rule.query }),
    startsAt, ...(action === 'resolved' ? { endsAt: closedAt ?? sentAt } : {}), ...serviceOf(project), ...linkOf(data.web_url),
  };
}
