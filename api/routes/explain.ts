// POST /api/v1/explain/{source}: what would become of a payload, by which rules? Nothing is verified, and nothing changes.
// GET /api/v1/alert-sources: under which names?
import { z } from 'zod';
import type { Alert } from '../../src/contracts/alert';
import { AlertExplanation, AlertSourceList } from '../../src/contracts/http';
import { incidentWorkflowId } from '../../src/domain/ids';
import { fateOf, WOULD } from '../alert-fate';
import type { Route, RouteAlert } from '../alert-router';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';
import { decodeDelivery, LARGEST_DELIVERY, rawOf, sourceOf } from '../read-delivery';

type Explained = AlertExplanation['alerts'][number];
type Routed = Extract<Route, { kind: 'routed' }>;
/** What is open for a cause: already, or from this payload's first alert that fires on. */
interface Standing { incident?: string; isClosed: boolean; opener?: Alert }

const explainAlerts = operation({
  id: 'explainAlerts', method: 'post', path: '/explain/{source}', tag: 'alerts', needs: 'read',
  summary: 'What would become of a payload, by which rules',
  description: 'Nothing is verified, and nothing changes: try your matchers and groupings here.',
  params: z.object({ source: z.string().min(1).max(100) }),
  body: { raw: true, largest: LARGEST_DELIVERY, types: ['application/json', '*/*'], description: 'What the source posts.' },
  answers: { 200: { description: 'What would become of each alert.', json: AlertExplanation } },
  problems: ['alert-source-unknown', 'alert-malformed', 'body-malformed', 'unreachable'],
  repeats: 'none',
});
const listAlertSources = operation({
  id: 'listAlertSources', method: 'get', path: '/alert-sources', tag: 'alerts', needs: 'read',
  summary: 'The names under which alerts are delivered',
  answers: { 200: { description: 'The names, as dayshift.yaml lists them.', json: AlertSourceList, example: { sources: ['alertmanager'] } } },
});

export function addExplain(door: Door, deps: ApiDeps, routeAlert: RouteAlert): void {
  door.add(explainAlerts, async ({ params, request }) => {
    const source = sourceOf(deps, params.source);
    const { alerts, ignored } = decodeDelivery(deps, source, rawOf(request), request.headers);
    const nothing = ignored.map(({ fingerprint, name, why }): Explained => ({ fingerprint, name, status: 'no alert', would: WOULD.ignored, rule: why }));
    return { json: { alerts: [...(await explain(alerts)), ...nothing] } satisfies AlertExplanation };
  });

  door.add(listAlertSources, () => ({ json: { sources: [...deps.alertSources.keys()] } satisfies AlertSourceList }));

  async function explain(alerts: Alert[]): Promise<Explained[]> {
    const routes = alerts.map((alert) => ({ alert, route: routeAlert(alert) }));
    const standings = new Map<string, Standing>();
    for (const { alert, route } of routes) {
      if (route.kind !== 'routed') continue;
      const workflowId = incidentWorkflowId(route.service.name, route.cause);
      const standing = standings.get(workflowId) ?? await standingOf(route);
      if (alert.status === 'firing') standing.opener ??= alert;
      standings.set(workflowId, standing);
    }
    return routes.map(({ alert, route }) => {
      const known = { fingerprint: alert.fingerprint, name: alert.name, status: alert.status, severity: alert.severity, rule: route.rule };
      if (route.kind === 'unrouted') return { ...known, would: WOULD.unrouted };
      if (route.kind === 'ignored') return { ...known, would: WOULD.ignored, service: route.service.name };
      return { ...known, ...fate(alert, route, standings) };
    });
  }

  async function standingOf({ service, cause }: Routed): Promise<Standing> {
    return await deps.gateway.standing(service.name, cause) ?? { isClosed: true };
  }
}

function fate(alert: Alert, { service, cause, rule, grouping }: Routed, standings: ReadonlyMap<string, Standing>): Omit<Explained, 'fingerprint' | 'name' | 'status' | 'severity'> {
  const workflowId = incidentWorkflowId(service.name, cause);
  const { incident, isClosed, opener } = standings.get(workflowId) ?? { isClosed: true };
  const opens = incident === undefined && opener === alert;
  const { became, why } = fateOf(alert, { isOpen: !isClosed || opener !== undefined, opens });
  return { would: WOULD[became], service: service.name, cause, workflowId, incident: became === 'ignored' ? undefined : incident, rule: why ? `${rule}; ${why}` : rule, grouping };
}
