// Keeps what was said, so that a test can ask. A repeated key is dropped, as a receiver is told to do; an update takes the place of its step's earlier message.
import { DayshiftError } from '../../src/errors';
import type { Notification, Notifier } from '../../src/ports/notifier';

export interface InMemoryNotifier extends Notifier {
  readonly sent: readonly Notification[]; // each key once, in order
  readonly shown: () => readonly Notification[]; // what can be read now: the last of each message that was updated
  readonly deliveries: () => number; // with repeats
  /** From now on it answers so; `undefined`: it takes everything again. */
  setFault(code: 'unreachable' | 'telling-refused' | undefined): void;
}

export function createInMemoryNotifier(): InMemoryNotifier {
  const sent: Notification[] = [];
  const messages: Notification[] = [];
  let deliveries = 0;
  let fault: 'unreachable' | 'telling-refused' | undefined;

  async function notify(notification: Notification): Promise<{ receipt?: string }> {
    deliveries += 1;
    if (fault) throw new DayshiftError(fault, { what: 'the in-memory notifier', reason: 'the test says so' });
    if (!sent.some((earlier) => earlier.key === notification.key)) sent.push(notification);
    const repeated = messages.findIndex((message) => message.key === notification.key);
    const earlier = notification.receipt === undefined ? repeated : Number(notification.receipt);
    const place = messages[earlier] ? earlier : messages.length;
    messages[place] = notification;
    return { receipt: String(place) };
  }

  return { sent, shown: () => messages, deliveries: () => deliveries, setFault: (code) => { fault = code; }, notify };
}
