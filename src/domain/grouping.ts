// What makes one incident of several alerts? The cause: with the service it is the incident's identity while it is open.
import type { Alert } from '../contracts/alert';
import type { GroupBy } from '../contracts/service';
import { shortHash } from './ids';
import { labelOf } from './matchers';

const LONGEST_CAUSE = 300; // characters; it stands in titles and addresses

/** The cause of an alert of a service, and the rule that gave it, as people read it. The same alert always has the same cause, whether it fires or ends. */
export function causeOf(alert: Alert, groupBy: GroupBy, service: string): { cause: string; grouping: string } {
  const { cause, grouping } = byRule(alert, groupBy, service);
  return { cause: cause.length <= LONGEST_CAUSE ? cause : `${cause.slice(0, LONGEST_CAUSE - 20)}… ${shortHash(cause)}`, grouping };
}

function byRule(alert: Alert, groupBy: GroupBy, service: string): { cause: string; grouping: string } {
  if (typeof groupBy !== 'string') return { cause: byLabels(alert, groupBy), grouping: `by the labels ${groupBy.join(', ')}` };
  switch (groupBy) {
    case 'source': return alert.group === undefined
      ? { cause: ofSource(alert), grouping: `by its fingerprint, because ${alert.source} names no group` }
      : { cause: alert.group, grouping: `by the group of ${alert.source}` };
    case 'fingerprint': return { cause: ofSource(alert), grouping: 'by its fingerprint' };
    case 'name': return { cause: alert.name, grouping: 'by its name' };
    case 'service': return { cause: service, grouping: 'by its service: one incident at a time' };
  }
}

/** A fingerprint is one source's own: two sources may count alike. */
function ofSource({ source, fingerprint }: Alert): string {
  return `${source}-${fingerprint}`;
}

/** `LoginRefused region=eu`: the alert's name as it is, other labels with their names, in the rule's order. Two different sets of values never read alike. */
function byLabels(alert: Alert, labels: readonly string[]): string {
  return labels.map((label) => {
    const value = labelOf(alert, label);
    return label === 'alertname' && value !== '' ? quoted(value) : `${label}=${quoted(value)}`;
  }).join(' ');
}

function quoted(value: string): string {
  return /[\s"=]/.test(value) ? JSON.stringify(value) : value;
}
