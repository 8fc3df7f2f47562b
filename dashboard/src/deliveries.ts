// Which events reached their subscribers, and which did not? Of each the last try; what did not arrive comes first.
import type { EventDelivery } from '../../src/contracts/http';

const ORDER: readonly EventDelivery['outcome'][] = ['given-up', 'failed', 'delivered'];

export function lastTries(deliveries: readonly EventDelivery[]): EventDelivery[] {
  const last = new Map<string, EventDelivery>();
  for (const one of deliveries) {
    const key = JSON.stringify([one.subscription, one.id]);
    const before = last.get(key);
    if (!before || before.attempt < one.attempt || (before.attempt === one.attempt && before.at <= one.at)) last.set(key, one);
  }
  return [...last.values()].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || b.at.localeCompare(a.at));
}
