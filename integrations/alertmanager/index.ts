// How does what Alertmanager sends become our alerts? Its fingerprint stays the identity, its group the group; its labels decide service and severity.
import type { Alert } from '../../src/contracts/alert';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { readAs } from '../alert-faults';
import type { AlertSourceOptions } from '../alert-source-options';
import { cutOff, decodeLabelled, readGroup } from '../labelled-alert';
import { checkToken } from '../shared-secret';
import { fingerprintOf } from './fingerprint';
import { AlertList, Webhook, type ListedAlert } from './schema';

function decodeListed(source: string, alert: ListedAlert, now: Date): Alert {
  const end = alert.endsAt ? Date.parse(alert.endsAt) : Number.NaN;
  const startsAt = alert.startsAt ?? new Date(Math.min(now.getTime(), Number.isNaN(end) ? Infinity : end)).toISOString();
  // The year 1 is how Go writes that there is no end; an end before the beginning is none either.
  const hasEnd = end >= Date.parse(startsAt);
  const status = hasEnd && end <= now.getTime() ? 'resolved' : isSuppressed(alert) ? 'suppressed' : 'firing';
  const decoded = decodeLabelled({ ...alert, startsAt, fingerprint: alert.fingerprint ?? fingerprintOf(alert.labels) }, { source, group: undefined, status });
  return status !== 'resolved' && hasEnd && alert.endsAt ? { ...decoded, expiresAt: alert.endsAt } : decoded;
}

function isSuppressed({ status }: ListedAlert): boolean {
  return status?.state === 'suppressed' || [status?.silencedBy, status?.inhibitedBy, status?.mutedBy].some((names) => (names?.length ?? 0) > 0);
}

/** It signs nothing; with a token each delivery must carry it. It tells the end of every alert (`send_resolved`). */
export function createAlertmanager({ name = 'alertmanager', token, alwaysEnds = true, now = () => new Date() }: AlertSourceOptions = {}): AlertSource {
  function decode(body: unknown): Decoded {
    if (Array.isArray(body)) return { alerts: readAs(name, AlertList, body).map((alert) => decodeListed(name, alert, now())), ignored: [] };
    const webhook = readAs(name, Webhook, body);
    const group = readGroup(webhook.groupLabels);
    return { alerts: webhook.alerts.map((alert) => decodeLabelled(alert, { source: name, group, status: alert.status })), ignored: cutOff(webhook, group) };
  }

  return { alwaysEnds, decode, verify: (_raw, headers) => { checkToken(headers, token); } };
}
