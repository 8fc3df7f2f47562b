// Tells a program of the team's own: one POST for each notification, signed, with a key by which repeats are dropped.
import { createHmac } from 'node:crypto';
import type { Notification, Notifier } from '../../src/ports/notifier';
import { askOk } from '../http';

export interface WebhookOptions {
  url: string;
  secret?: string; // shared with the receiver; absent: unsigned
  timeoutMs?: number; // default 5000
  now?: () => Date;
}

/** The receiver computes the same over `<time>.<body>` and refuses old times: a delivery that was overheard cannot be sent again. */
export function sign(secret: string, time: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** `notify` throws `unreachable` when the receiver does not answer 200 to 299; it may then be tried again. */
export function createWebhookNotifier({ url, secret, timeoutMs, now = () => new Date() }: WebhookOptions): Notifier {
  async function notify(notification: Notification): Promise<object> {
    const body = JSON.stringify(notification);
    const time = now().toISOString();
    const signed: Record<string, string> = secret === undefined ? {} : { 'dayshift-signature': sign(secret, time, body) };
    await askOk({
      what: 'The webhook', url, method: 'POST', body, timeoutMs, secrets: secret === undefined ? [] : [secret],
      headers: { 'content-type': 'application/json', 'idempotency-key': notification.key, 'dayshift-time': time, ...signed },
    });
    return {};
  }

  return { notify };
}
