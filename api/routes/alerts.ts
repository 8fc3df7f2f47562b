// POST /api/v1/alerts/:source: a vendor's delivery is verified, decoded, routed, and answered when it is durable.
import express, { Router } from 'express';
import type { Alert } from '../../src/contracts/alert';
import type { AlertAnswer } from '../../src/contracts/http';
import type { IncidentInput } from '../../src/contracts/incident';
import { DayshiftError } from '../../src/errors';
import { routeAlert } from '../alert-router';
import type { ApiDeps } from '../deps';
import { parseJson, partOf } from '../middleware/parse';
import type { UnroutedAlerts } from '../unrouted-alerts';

const LARGEST_BODY = '1mb';

type Became = AlertAnswer['alerts'][number];
interface Cause { input: IncidentInput; alerts: { alert: Alert; at: number }[] }

export function alertRoutes({ installation, gateway, alertSources, inputFor, logger }: ApiDeps, unrouted: UnroutedAlerts): Router {
  const router = Router();
  // Raw, because signatures are over the bytes.
  router.post('/alerts/:source', express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    const name = partOf(request, 'source');
    const source = alertSources.get(name);
    if (!source) throw new DayshiftError('alert-source-unknown', { source: name, known: [...alertSources.keys()].join(', ') });
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    source.verify(raw, request.headers);
    const answer: AlertAnswer = { alerts: await take(source.decode(parseJson(raw), request.headers).alerts) };
    response.status(202).json(answer);
  });

  async function take(alerts: Alert[]): Promise<Became[]> {
    const answers: Became[] = [];
    const causes = new Map<string, Cause>();
    alerts.forEach((alert, at) => {
      const route = routeAlert(installation, alert);
      if (!route.service) {
        answers[at] = setAside(alert, route.rule);
        return;
      }
      const key = JSON.stringify([route.service.name, route.cause]);
      const cause = causes.get(key) ?? { input: inputFor(route.service, route.cause, route.rule), alerts: [] };
      causes.set(key, { ...cause, alerts: [...cause.alerts, { alert, at }] });
      answers[at] = { fingerprint: alert.fingerprint, name: alert.name, became: 'joined', rule: route.rule };
    });
    await Promise.all([...causes.values()].map((cause) => join(cause, answers)));
    return answers;
  }

  async function join({ input, alerts }: Cause, answers: Became[]): Promise<void> {
    const joined = await gateway.openOrJoin(input, alerts.map(({ alert }) => alert));
    alerts.forEach(({ alert, at }, place) => {
      const known = { fingerprint: alert.fingerprint, name: alert.name, rule: answers[at]?.rule ?? '' };
      answers[at] = joined.became === 'nothing-open'
        ? { ...known, became: 'unrouted', rule: `${known.rule}; it resolved, and no incident is open for it` }
        : { ...known, became: joined.became === 'opened' && place === 0 ? 'opened' : 'joined', incident: joined.incident };
    });
    if (joined.became === 'opened') logger.info({ incident: joined.incident, rule: input.rule }, 'incident opened');
  }

  function setAside(alert: Alert, rule: string): Became {
    unrouted.keep(alert, rule);
    logger.warn({ source: alert.source, alert: alert.name, fingerprint: alert.fingerprint, rule }, 'alert belongs to no service');
    return { fingerprint: alert.fingerprint, name: alert.name, became: 'unrouted', rule };
  }

  return router;
}
