// Tells a program every event that it asked for: a CloudEvent in structured mode, signed like any webhook.
import type { Subscription } from '../../src/contracts/integrations';
import type { Subscriber } from '../../src/ports/subscriber';
import { postSigned } from './signed-post';

export interface SubscriberOptions { timeoutMs?: number; now?: () => Date }

const TIMEOUT_MS = 10_000;

/** Without `types` every event is wanted, otherwise those whose type begins with one of them. */
export function createSubscriber({ name, url, secret, types }: Subscription, { timeoutMs = TIMEOUT_MS, now }: SubscriberOptions = {}): Subscriber {
  return {
    wants: (type) => types === undefined || types.some((beginning) => type.startsWith(beginning)),
    deliver: (event, signal) => postSigned(
      { what: `The subscriber ${name}`, url, secret, timeoutMs, now },
      { key: event.id, contentType: 'application/cloudevents+json; charset=utf-8', body: JSON.stringify(event), signal },
    ),
  };
}
