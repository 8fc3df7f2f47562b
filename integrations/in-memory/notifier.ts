// Keeps what was said, so that a test can ask. A repeated key is dropped, as a receiver is told to do.
import type { Notification, Notifier } from '../../src/ports/notifier';

export interface InMemoryNotifier extends Notifier {
  readonly sent: readonly Notification[]; // each key once, in order
  readonly deliveries: () => number; // with repeats
}

export function createInMemoryNotifier(): InMemoryNotifier {
  const sent: Notification[] = [];
  let deliveries = 0;

  async function notify(notification: Notification): Promise<object> {
    deliveries += 1;
    if (!sent.some((earlier) => earlier.key === notification.key)) sent.push(notification);
    return {};
  }

  return { sent, deliveries: () => deliveries, notify };
}
