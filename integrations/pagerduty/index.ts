// How do PagerDuty's webhooks become our alerts? Its incident is one condition; notes, responders and the like change nothing about it.
import type { IncomingHttpHeaders } from 'node:http';
import type { Alert } from '../../src/contracts/alert';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { readAs } from '../alert-faults';
import type { AlertSourceOptions } from '../alert-source-options';
import { cut, groupOf, identity, labelsOf, linkOf, LONGEST, nameOf, serviceOf, severityOf } from '../alert-text';
import { jsonOf } from '../json-of';
import { checkAge, checkSignature, checkToken, headerOf, signatureOf } from '../shared-secret';
import { Incident, Webhook } from './schema';

const SIGNATURE = 'X-PagerDuty-Signature';
const OLDEST_SECONDS = 86_400; // PagerDuty sends again for hours what was not taken

/** Events that carry the whole incident as it stands after them. */
const OF_THE_INCIDENT: readonly string[] = [
  'triggered', 'acknowledged', 'unacknowledged', 'escalated', 'delegated', 'reassigned', 'priority_updated', 'service_updated', 'reopened', 'resolved',
].map((type) => `incident.${type}`);

function decodeIncident(source: string, incident: Incident, { event_type: type, occurred_at: occurredAt }: Webhook['event']): Alert {
  const status = incident.status === 'resolved' || type === 'incident.resolved' ? 'resolved' : 'firing';
  // A reopened incident keeps the time of its creation; the events that end it and begin it anew count from when they occurred.
  const startsAt = status === 'resolved' || type === 'incident.reopened' ? occurredAt : incident.created_at;
  const title = incident.title ?? '';
  const labels = {
    service: incident.service?.summary, service_id: incident.service?.id, urgency: incident.urgency, priority: incident.priority?.summary,
    number: incident.number === null || incident.number === undefined ? undefined : String(incident.number),
    escalation_policy: incident.escalation_policy?.summary, team: incident.teams?.[0]?.summary,
  };
  return {
    source, fingerprint: identity(incident.id), ...groupOf(incident.incident_key),
    status, name: nameOf(title, `PagerDuty incident ${incident.id}`), ...serviceOf(incident.service?.summary),
    severity: severityOf(incident.priority?.summary ?? incident.urgency ?? 'high'),
    summary: cut(title || incident.id, LONGEST.summary),
    labels: labelsOf(Object.fromEntries(Object.entries(labels).flatMap(([name, value]) => (value ? [[name, value]] : [])))),
    startsAt, ...(status === 'resolved' ? { endsAt: occurredAt } : {}), ...linkOf(incident.html_url),
  };
}

function whyIgnored(type: string): string {
  if (type === 'pagey.ping') return 'it is the test of the subscription; the connection works';
  return type.startsWith('incident.') ? 'it changes nothing about whether the incident is there' : 'it is no event of an incident';
}

/** Several signatures in one header, each `v1=…`, while a secret is replaced. It tells the end of every incident. */
export function createPagerduty({ name = 'pagerduty', secret, token, alwaysEnds = true, now = () => new Date() }: AlertSourceOptions = {}): AlertSource {
  function decode(body: unknown): Decoded {
    const { event } = readAs(name, Webhook, body);
    if (OF_THE_INCIDENT.includes(event.event_type)) return { alerts: [decodeIncident(name, readAs(name, Incident, event.data), event)], ignored: [] };
    return { alerts: [], ignored: [{ fingerprint: identity(event.id), name: nameOf(event.event_type, 'event'), why: whyIgnored(event.event_type) }] };
  }

  function verify(raw: Buffer, headers: IncomingHttpHeaders): void {
    checkToken(headers, token);
    if (secret === undefined) return;
    const given = (headerOf(headers, SIGNATURE) ?? '').split(',').map((one) => one.trim()).filter((one) => one.startsWith('v1='));
    checkSignature(SIGNATURE, given.map((one) => one.slice('v1='.length)), signatureOf(secret, raw));
    // The time is in what is signed: an overheard delivery is good for a day, and no longer. What is no event is refused by the decoding.
    const event = Webhook.safeParse(jsonOf(raw.toString('utf8')));
    if (event.success) checkAge('event.occurred_at', String(Date.parse(event.data.event.occurred_at)), now(), OLDEST_SECONDS);
  }

  return { alwaysEnds, decode, verify };
}
