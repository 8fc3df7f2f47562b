// How does the webhook of Grafana's alerting become our alerts? Like Alertmanager's, with links to dashboard and panel, and with a signature.
import type { IncomingHttpHeaders } from 'node:http';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { readAs } from '../alert-faults';
import type { AlertSourceOptions } from '../alert-source-options';
import { cutOff, decodeLabelled, readGroup } from '../labelled-alert';
import { checkAge, checkSignature, checkToken, headerOf, signatureOf } from '../shared-secret';
import { Webhook } from './schema';

const SIGNATURE = 'X-Grafana-Alerting-Signature';
const TIME = 'X-Grafana-Alerting-Timestamp';

function checkSigned(secret: string, raw: Buffer, headers: IncomingHttpHeaders, now: Date): void {
  const given = headerOf(headers, SIGNATURE)?.trim();
  const time = headerOf(headers, TIME);
  // With a time header Grafana signs the time too: leaving the header out makes the signature another.
  const expected = time === undefined ? signatureOf(secret, raw) : signatureOf(secret, time, ':', raw);
  checkSignature(SIGNATURE, given ? [given] : [], expected);
  if (time !== undefined) checkAge(TIME, time, now);
}

/** With a secret each delivery must be signed, with a token carry it, with both do both. It tells the end of every alert. */
export function createGrafana({ name = 'grafana', secret, token, alwaysEnds = true, now = () => new Date() }: AlertSourceOptions = {}): AlertSource {
  function decode(body: unknown): Decoded {
    const webhook = readAs(name, Webhook, body);
    const group = readGroup(webhook.groupLabels);
    const alerts = webhook.alerts.map((alert) => decodeLabelled(alert, {
      source: name, group, status: alert.status, more: [['Dashboard', alert.dashboardURL], ['Panel', alert.panelURL]],
    }));
    return { alerts, ignored: cutOff(webhook, group) };
  }

  function verify(raw: Buffer, headers: IncomingHttpHeaders): void {
    checkToken(headers, token);
    if (secret !== undefined) checkSigned(secret, raw, headers, now());
  }

  return { alwaysEnds, decode, verify };
}
