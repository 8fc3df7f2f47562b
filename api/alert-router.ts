// Which service and cause does an alert belong to? The source's own label, else the installation's rows; the answer names both rules.
import { compileExpression } from '../src/config/expression';
import type { Alert } from '../src/contracts/alert';
import type { Installation, Service } from '../src/contracts/installation';
import type { AlertMatcher } from '../src/contracts/service';
import { causeOf } from '../src/domain/grouping';
import { describeRow, labelOf, readyRow, type ReadyRow } from '../src/domain/matchers';

/** `rule` says what matched, or why nothing did; `grouping` what made the cause. `ignored` opens nothing because a row says so. */
export type Route =
  | { kind: 'routed'; service: Service; cause: string; rule: string; grouping: string }
  | { kind: 'ignored'; service: Service; rule: string }
  | { kind: 'unrouted'; rule: string };

export type RouteAlert = (alert: Alert) => Route;

interface Rows { service: Service; rows: ReadyRow[] }

/** The first rule that fits wins: the label `service`, then each service's rows in the file's order. Expressions are compiled here, once. */
export function createAlertRouter({ services }: Pick<Installation, 'services'>): RouteAlert {
  const all: Rows[] = services.map((service) => ({ service, rows: service.alerts.map((row) => readyRow(row, compileExpression)) }));
  const known = services.map(({ name }) => name).join(', ');

  return function routeAlert(alert) {
    const named = alert.service ?? labelOf(alert, 'service');
    const own = all.find(({ service }) => service.name === named);
    if (own) {
      const row = own.rows.find(({ fits }) => fits(alert))?.row;
      return routed(alert, own.service, row, `label service=${named}${row ? `, then ${describeRow(row)}` : ''}`);
    }
    for (const { service, rows } of all) {
      const row = rows.find(({ fits }) => fits(alert))?.row;
      if (row) return routed(alert, service, row, `${describeRow(row)} of ${service.name}`);
    }
    const found = named === '' ? 'it has no label `service`' : `no service is called "${named}"`;
    return { kind: 'unrouted', rule: `${found} (known: ${known}), and no matcher of dayshift.yaml fits it` };
  };
}

function routed(alert: Alert, service: Service, row: AlertMatcher | undefined, rule: string): Route {
  if (row?.ignore !== undefined) return { kind: 'ignored', service, rule: `${rule}: to be ignored, ${row.ignore}` };
  return { kind: 'routed', service, rule, ...causeOf(alert, row?.groupBy ?? 'source', service.name) };
}
