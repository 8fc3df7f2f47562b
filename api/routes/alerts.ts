// POST /api/v1/alerts/:source: a vendor's delivery is verified, decoded, routed, and answered when every alert of it is durable.
import express, { Router } from 'express';
import type { Alert } from '../../src/contracts/alert';
import type { AlertAnswer } from '../../src/contracts/http';
import type { IncidentInput } from '../../src/contracts/incident';
import { fateOf } from '../alert-fate';
import type { RouteAlert } from '../alert-router';
import { BoundedCache } from '../bounded-cache';
import type { ApiDeps } from '../deps';
import { partOf } from '../middleware/parse';
import { decodeDelivery, LARGEST_DELIVERY, rawOf, sourceOf } from '../read-delivery';

const MOST_INPUTS = 1000;

type Answer = AlertAnswer['alerts'][number];
interface Cause { input: IncidentInput; alerts: { alert: Alert; at: number; rule: string }[] }

export function alertRoutes(deps: ApiDeps, routeAlert: RouteAlert): Router {
  const { gateway, inputFor, logger } = deps;
  const inputs = new BoundedCache<string, IncidentInput>(MOST_INPUTS); // by service, cause and rule: the same for every repeat
  const router = Router();
  // Raw, because signatures are over the bytes.
  router.post('/alerts/:source', express.raw({ type: () => true, limit: LARGEST_DELIVERY }), async (request, response) => {
    const source = sourceOf(deps, partOf(request, 'source'));
    const raw = rawOf(request);
    source.verify(raw, request.headers);
    const { alerts, ignored } = decodeDelivery(deps, source, raw, request.headers);
    const told = await take(alerts);
    const answer: AlertAnswer = { alerts: [...told, ...ignored.map(({ fingerprint, name, why }): Answer => ({ fingerprint, name, became: 'ignored', rule: why }))] };
    // Without express' ETag, which nobody asks a POST for: a storm is thousands of these.
    response.writeHead(202, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
  });

  async function take(alerts: Alert[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    const causes = new Map<string, Cause>();
    const aside: Promise<void>[] = [];
    alerts.forEach((alert, at) => {
      const { fingerprint, name } = alert;
      const route = routeAlert(alert);
      if (route.kind === 'ignored') answers[at] = { fingerprint, name, became: 'ignored', rule: route.rule };
      if (route.kind === 'unrouted') {
        answers[at] = { fingerprint, name, became: 'unrouted', rule: route.rule };
        aside.push(setAside(alert, route.rule));
      }
      if (route.kind !== 'routed') return;
      const rule = `${route.rule}; grouped ${route.grouping}`;
      const key = JSON.stringify([route.service.name, route.cause]);
      const cause = causes.get(key) ?? { input: inputOf(route.service, route.cause, rule), alerts: [] };
      cause.alerts.push({ alert, at, rule });
      causes.set(key, cause);
    });
    await Promise.all([...aside, ...[...causes.values()].map((cause) => join(cause, answers))]);
    return answers;
  }

  async function join({ input, alerts }: Cause, answers: Answer[]): Promise<void> {
    const joined = await gateway.openOrJoin(input, alerts.map(({ alert }) => alert));
    const incident = joined.became === 'nothing-open' ? undefined : joined.incident;
    const opener = joined.became === 'opened' ? alerts.find(({ alert }) => alert.status === 'firing') : undefined;
    for (const told of alerts) {
      const { fingerprint, name } = told.alert;
      const { became, why } = fateOf(told.alert, { isOpen: incident !== undefined, opens: told === opener });
      answers[told.at] = { fingerprint, name, became, incident: became === 'ignored' ? undefined : incident, rule: why ? `${told.rule}; ${why}` : told.rule };
    }
    if (joined.became === 'opened') logger.info({ incident, rule: input.rule }, 'incident opened');
  }

  function inputOf(service: Parameters<typeof inputFor>[0], cause: string, rule: string): IncidentInput {
    const key = JSON.stringify([service.name, cause, rule]);
    const input = inputs.get(key) ?? inputFor(service, cause, rule);
    inputs.set(key, input);
    return input;
  }

  async function setAside(alert: Alert, rule: string): Promise<void> {
    await gateway.unrouted.setAside(alert, rule);
    logger.warn({ source: alert.source, alert: alert.name, fingerprint: alert.fingerprint, rule }, 'alert belongs to no service');
  }

  return router;
}
