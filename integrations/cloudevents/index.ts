// How do CloudEvents become our alerts? Their data is our own alert, or the mapping reads it; their attributes fill what is left out.
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Alert } from '../../src/contracts/alert';
import type { AlertMapping } from '../../src/contracts/integrations';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { malformed, readAs } from '../alert-faults';
import { createMapping, tellsItsEnd } from '../alert-mapping';
import type { AlertSourceOptions } from '../alert-source-options';
import { cut, groupOf, identity, labelsOf, linkOf, linksOf, LONGEST, nameOf, serviceOf } from '../alert-text';
import { checkToken } from '../shared-secret';
import { eventsOf } from './modes';
import { AlertData, CloudEvent } from './schema';

const Events = z.array(CloudEvent).min(1);

/** Data in base64 is JSON all the same. */
function dataOf(source: string, event: CloudEvent, at: number): unknown {
  if (typeof event.data_base64 !== 'string') return event.data;
  try {
    return JSON.parse(Buffer.from(event.data_base64, 'base64').toString('utf8'));
  } catch (cause) {
    throw malformed(source, [`${at}.data_base64: is not JSON`], cause);
  }
}

function decodeData(source: string, event: CloudEvent, data: AlertData, now: Date): Alert {
  const name = nameOf(data.name ?? '', event.type);
  const time = event.time ?? now.toISOString();
  return {
    source, fingerprint: identity(data.fingerprint ?? [event.source, event.subject].filter(Boolean).join(' ')),
    ...groupOf(data.group), status: data.status, name,
    ...serviceOf(data.service), severity: data.severity, summary: cut(data.summary ?? name, LONGEST.summary),
    labels: labelsOf({ event_source: event.source, event_type: event.type, ...(event.subject ? { event_subject: event.subject } : {}), ...data.labels }),
    startsAt: data.startsAt ?? time, ...(data.status === 'resolved' ? { endsAt: data.endsAt ?? time } : {}), ...(data.expiresAt ? { expiresAt: data.expiresAt } : {}),
    ...linkOf(data.link), ...linksOf((data.links ?? []).map(({ title, url }) => [title, url] as const)),
  };
}

/** It signs nothing; with a token each delivery must carry it. An event is its source and id: a second time in one batch it is ignored. */
export function createCloudevents({ name = 'cloudevents', token, map, alwaysEnds, now = () => new Date() }: AlertSourceOptions & { map?: AlertMapping } = {}): AlertSource {
  const mapping = map && createMapping(map);

  function alertsOf(event: CloudEvent, at: number): Alert[] {
    const data = dataOf(name, event, at);
    if (mapping) return mapping({ ...event, data }, { source: name, now: event.time ? new Date(event.time) : now() });
    return [decodeData(name, event, readAs(name, AlertData, data), now())];
  }

  function decode(body: unknown, headers: IncomingHttpHeaders): Decoded {
    const events = readAs(name, Events, eventsOf(body, headers));
    const known = new Set<string>();
    const decoded = events.map((event, at): Decoded => {
      const key = JSON.stringify([event.source, event.id]);
      if (known.has(key)) return { alerts: [], ignored: [{ fingerprint: identity(event.id), name: nameOf(event.type, 'event'), why: 'the same event is in this batch already' }] };
      known.add(key);
      return { alerts: alertsOf(event, at), ignored: [] };
    });
    return { alerts: decoded.flatMap(({ alerts }) => alerts), ignored: decoded.flatMap(({ ignored }) => ignored) };
  }

  return { alwaysEnds: alwaysEnds ?? (map ? tellsItsEnd(map) : true), decode, verify: (_raw, headers) => { checkToken(headers, token); } };
}
