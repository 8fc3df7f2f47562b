// How does Datadog's webhook become our alerts? A monitor and its group are one condition; the transition says how it stands.
import type { Alert } from '../../src/contracts/alert';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { readAs } from '../alert-faults';
import type { AlertSourceOptions } from '../alert-source-options';
import { cut, groupOf, identity, isoTime, labelsOf, linkOf, LONGEST, nameOf, serviceOf, severityOf } from '../alert-text';
import { checkToken } from '../shared-secret';
import { Webhook } from './schema';

/** `service:storefront, env:prod, urgent` as labels; a tag without a value has an empty one, and the scope `*` is everything. */
function readTags(tags: string | undefined): Record<string, string> {
  const pairs = (tags ?? '').split(',').map((tag) => tag.trim()).filter((tag) => tag !== '' && tag !== '*').map((tag): [string, string] => {
    const colon = tag.indexOf(':');
    return colon < 1 ? [tag, ''] : [tag.slice(0, colon), tag.slice(colon + 1)];
  });
  return Object.fromEntries(pairs);
}

/** `[Re-Triggered] CPU is high` is the same name as `[Triggered] CPU is high`. */
function withoutTransition(title: string): string {
  return title.replace(/^(\[[^\]]*\]\s*)+/, '');
}

/** A priority decides, else the transition; what is not a warning is high. */
function readSeverity({ alert_priority: priority, alert_transition: transition, alert_type: type }: Webhook): Alert['severity'] {
  if (priority) return severityOf(priority);
  return /warn/i.test(transition ?? '') || type === 'warning' ? 'medium' : 'high';
}

function decodeMonitor(source: string, webhook: Webhook, now: Date): Alert {
  const tags = { ...readTags(webhook.tags), ...readTags(webhook.alert_scope) };
  const name = nameOf(withoutTransition(webhook.alert_title ?? ''), `monitor ${webhook.alert_id}`);
  // Each transition is later than the one before, and says the same whichever is heard first.
  const startsAt = isoTime(webhook.date ?? '') ?? now.toISOString();
  const status = /recover/i.test(webhook.alert_transition ?? '') ? 'resolved' : 'firing';
  return {
    source, fingerprint: identity(`monitor-${webhook.alert_id}-${webhook.aggreg_key ?? webhook.alert_scope ?? 'all'}`), ...groupOf(`monitor ${webhook.alert_id}`),
    status, name, ...serviceOf(tags['service']), severity: readSeverity(webhook),
    summary: cut(webhook.text ?? name, LONGEST.summary),
    labels: labelsOf({ ...tags, monitor: webhook.alert_id, ...(webhook.hostname ? { hostname: webhook.hostname } : {}) }),
    startsAt, ...(status === 'resolved' ? { endsAt: startsAt } : {}), ...linkOf(webhook.link),
  };
}

/** It signs nothing; with a token each delivery must carry it in a header of its own. A monitor tells its recovery. */
export function createDatadog({ name = 'datadog', token, alwaysEnds = true, now = () => new Date() }: AlertSourceOptions = {}): AlertSource {
  function decode(body: unknown): Decoded {
    const webhook = readAs(name, Webhook, body);
    if (webhook.alert_transition) return { alerts: [decodeMonitor(name, webhook, now())], ignored: [] };
    const title = nameOf(webhook.alert_title ?? '', `event ${webhook.id ?? webhook.alert_id}`);
    return { alerts: [], ignored: [{ fingerprint: identity(webhook.id ?? webhook.alert_id), name: title, why: 'it has no transition, so it is no alert of a monitor' }] };
  }

  return { alwaysEnds, decode, verify: (_raw, headers) => { checkToken(headers, token); } };
}
