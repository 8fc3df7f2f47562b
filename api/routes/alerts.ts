// POST /api/v1/alerts/{source}: a vendor's delivery is verified, decoded, routed, and answered when every alert of it is durable.
import { z } from 'zod';
import type { Alert } from '../../src/contracts/alert';
import { AlertAnswer } from '../../src/contracts/http';
import type { IncidentInput } from '../../src/contracts/incident';
import { fateOf } from '../alert-fate';
import type { RouteAlert } from '../alert-router';
import { BoundedCache } from '../bounded-cache';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';
import { decodeDelivery, LARGEST_DELIVERY, rawOf, sourceOf } from '../read-delivery';

const MOST_INPUTS = 1000;

type Answer = AlertAnswer['alerts'][number];
interface Cause { input: IncidentInput; alerts: { alert: Alert; at: number; rule: string }[] }

const receiveAlerts = operation({
  id: 'receiveAlerts', method: 'post', path: '/alerts/{source}', tag: 'alerts', needs: 'signed',
  summary: 'Deliver alerts of a monitoring system',
  description: 'The payload is the webhook of the source, unchanged, and verified as that system signs it: [alert sources](/api/v1/alert-sources) lists the names. Answered when every alert of it is durable. The same alert again joins the open incident and is counted.',
  params: z.object({ source: z.string().min(1).max(100) }),
  body: { raw: true, largest: LARGEST_DELIVERY, types: ['application/json', '*/*'], description: 'What the source posts.' },
  answers: { 202: { description: 'What became of each alert, in the delivery\'s order.', json: AlertAnswer, example: { alerts: [{ fingerprint: 'c5e1b6f0d2a94b7e', name: 'LoginRefused', became: 'opened', incident: 'storefront.LoginRefused.0a1b2c3d', rule: 'the label service; grouped by the alert\'s name' }] } } },
  problems: ['alert-source-unknown', 'alert-unverified', 'alert-malformed', 'body-malformed', 'unreachable'],
});

export function addAlerts(door: Door, deps: ApiDeps, routeAlert: RouteAlert): void {
  const { gateway, inputFor, logger, figures } = deps;
  const inputs = new BoundedCache<string, IncidentInput>(MOST_INPUTS); // by service, cause and rule: the same for every repeat
  door.add(receiveAlerts, async ({ params, request }) => {
    const source = sourceOf(deps, params.source);
    const raw = rawOf(request);
    source.verify(raw, request.headers);
    const { alerts, ignored } = decodeDelivery(deps, source, raw, request.headers);
    const answers = [...await take(alerts), ...ignored.map(({ fingerprint, name, why }): Answer => ({ fingerprint, name, became: 'ignored', rule: why }))];
    for (const { became } of answers) figures?.alertTold(params.source, became);
    return { json: { alerts: answers } satisfies AlertAnswer };
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
}
