// How do Sentry's webhooks become our alerts? By the resource that a header names; signed over the raw bytes.
import type { IncomingHttpHeaders } from 'node:http';
import type { Alert } from '../../src/contracts/alert';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { malformed, readAs } from '../alert-faults';
import type { AlertSourceOptions } from '../alert-source-options';
import { cut, identity, isoTime } from '../alert-text';
import { checkSignature, checkToken, headerOf, signatureOf } from '../shared-secret';
import { decodeEventAlert, decodeIssue, decodeMetricAlert, type Delivery } from './decode';
import { EventAlert, IssueChange, MetricAlert, Webhook } from './schema';

const SIGNATURE = 'Sentry-Hook-Signature';

/** A payload without its headers, as people keep it in a file, tells its resource by the object in it. */
function resourceOf({ data }: Webhook, headers: IncomingHttpHeaders): string {
  const named = headerOf(headers, 'Sentry-Hook-Resource');
  if (named) return named;
  if ('event' in data && ('triggered_rule' in data || 'issue_alert' in data)) return 'event_alert';
  return ['metric_alert', 'issue', 'installation', 'comment', 'error'].find((resource) => resource in data) ?? 'unknown';
}

function ignore(resource: string, action: string, why: string): Decoded {
  const name = `${cut(resource, 100)}.${cut(action, 100)}`;
  return { alerts: [], ignored: [{ fingerprint: identity(name), name, why }] };
}

/** An event alert never tells its end, so the source does not always; a metric alert does. */
export function createSentry({ name = 'sentry', secret, token, alwaysEnds, now = () => new Date() }: AlertSourceOptions = {}): AlertSource {
  const alone = (alert: Alert): Decoded => ({ alerts: [alert], ignored: [] });

  function decode(body: unknown, headers: IncomingHttpHeaders): Decoded {
    const webhook = readAs(name, Webhook, body);
    const resource = resourceOf(webhook, headers);
    const delivery: Delivery = { source: name, sentAt: isoTime(headerOf(headers, 'Sentry-Hook-Timestamp') ?? '') ?? now().toISOString() };
    switch (resource) {
      case 'event_alert': return alone(decodeEventAlert(readAs(name, EventAlert, webhook.data), delivery));
      case 'metric_alert': return { ...alone(metricAlert(webhook, delivery)), ...(alwaysEnds === undefined ? { alwaysEnds: true } : {}) };
      case 'issue': {
        const alert = decodeIssue(readAs(name, IssueChange, webhook.data), webhook.action, delivery);
        return alert ? alone(alert) : ignore(resource, webhook.action, 'it changes nothing about whether the issue is there');
      }
      case 'error': return ignore(resource, webhook.action, 'single errors are told by an issue alert, which has a rule');
      default: return ignore(resource, webhook.action, 'it is no alert; issue alerts, metric alerts and issues are');
    }
  }

  function metricAlert({ action, data }: Webhook, delivery: Delivery): Alert {
    if (!['critical', 'warning', 'resolved'].includes(action)) throw malformed(name, ['action: a metric alert is critical, warning or resolved']);
    return decodeMetricAlert(readAs(name, MetricAlert, data), action, delivery);
  }

  function verify(raw: Buffer, headers: IncomingHttpHeaders): void {
    checkToken(headers, token);
    const given = headerOf(headers, SIGNATURE)?.trim();
    if (secret !== undefined) checkSignature(SIGNATURE, given ? [given] : [], signatureOf(secret, raw));
  }

  return { alwaysEnds: alwaysEnds ?? false, decode, verify };
}
