// How does Alertmanager's webhook become our alerts? Its fingerprint stays the identity; its labels decide service and severity.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Alert } from '../../src/contracts/alert';
import { DayshiftError } from '../../src/errors';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { Webhook, type WebhookAlert } from './schema';

const SEVERITY_OF: Readonly<Record<string, Alert['severity']>> = {
  critical: 'critical',
  page: 'high', error: 'high', high: 'high',
  warning: 'medium', medium: 'medium',
};
const SUMMARY_CHARACTERS = 500;
const LINK_CHARACTERS = 2000;

function cut(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}

function severityOf(label: string | undefined): Alert['severity'] {
  const key = label?.toLowerCase() ?? '';
  return Object.hasOwn(SEVERITY_OF, key) ? (SEVERITY_OF[key] ?? 'low') : 'low';
}

function decodeOne(alert: WebhookAlert): Alert {
  const name = alert.labels['alertname'] ?? '';
  const summary = alert.annotations['summary'] ?? alert.annotations['description'] ?? name;
  const service = alert.labels['service'];
  return {
    source: 'alertmanager',
    fingerprint: alert.fingerprint,
    status: alert.status,
    name,
    ...(service ? { service } : {}),
    severity: severityOf(alert.labels['severity']),
    summary: cut(summary, SUMMARY_CHARACTERS),
    labels: alert.labels,
    startsAt: alert.startsAt,
    ...(alert.status === 'resolved' && alert.endsAt ? { endsAt: alert.endsAt } : {}),
    ...(alert.generatorURL && alert.generatorURL.length <= LINK_CHARACTERS ? { link: alert.generatorURL } : {}),
  };
}

function decode(body: unknown): Decoded {
  const parsed = Webhook.safeParse(body);
  if (parsed.success) return { alerts: parsed.data.alerts.map(decodeOne), ignored: [] };
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
  throw new DayshiftError('alert-malformed', { source: 'alertmanager', faults });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * @param options.token when given, a delivery must carry it as `Authorization: Bearer …`
 *   (Alertmanager: `http_config.authorization.credentials`); it has no signatures of its own.
 */
export function createAlertmanager(options: { name?: string; token?: string } = {}): AlertSource {
  function verify(_raw: Buffer, headers: IncomingHttpHeaders): void {
    if (options.token === undefined) return;
    if (!timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${options.token}`))) throw new DayshiftError('alert-unverified');
  }
  return { decode, verify };
}
