// Tells a program of the team's own: one POST for each notification, signed, with a key by which repeats are dropped.
import type { Notification, Notifier } from '../../src/ports/notifier';
import { postSigned, type Receiver } from './signed-post';

export type WebhookOptions = Omit<Receiver, 'what'>;

export function createWebhookNotifier(options: WebhookOptions): Notifier {
  async function notify(notification: Notification): Promise<object> {
    await postSigned({ what: 'The webhook', ...options }, { key: notification.key, contentType: 'application/json', body: JSON.stringify(notification) });
    return {};
  }

  return { notify };
}
