// What does a delivery of alerts come to? The state after it, and the one event that tells it: what is open now, and what is news.
import type { Alert, AlertBatch } from '../contracts/alert';
import { applyAlert, highestSeverity, lastResolvedAt, openAlerts, suppressedAlerts, type AlertChange, type AlertState } from './alerts';
import type { IncidentEvent } from './events';
import { CUSTOMER } from './vocabulary';

type Heard = Extract<IncidentEvent, { kind: 'alertsReceived' }>;

const MOST_NEWS = 5; // sentences of one delivery

/** Alerts in order, each as often as it was delivered. Nothing heard is no event. */
export function hearBatch(before: AlertState, { alerts, times = [] }: Pick<AlertBatch, 'alerts' | 'times'>, now: string): { state: AlertState; heard?: Heard } {
  const news: string[] = [];
  let state = before;
  for (const [at, alert] of alerts.entries()) {
    const applied = applyAlert(state, alert, times[at]);
    state = applied.state;
    if (isNews(applied.change, before)) news.push(alert.source === CUSTOMER ? 'A customer told of it' : `Alert ${alert.name} ${applied.change}`);
  }
  const first = alerts[0];
  if (!first) return { state };
  return {
    state,
    heard: {
      kind: 'alertsReceived', first, open: openAlerts(state, now), suppressedCount: suppressedAlerts(state, now).length, received: state.received,
      fired: alerts.filter(({ status, source }) => status === 'firing' && source !== CUSTOMER).map(({ name }) => name),
      reports: reportsIn(alerts, times), severity: highestSeverity(state), resolvedAt: lastResolvedAt(state), news: inShort([...new Set(news)]),
    },
  };
}

/** That the alerts which open an incident have opened is its first sentence already. */
function isNews(change: AlertChange, before: AlertState): boolean {
  return change === 'resolved' || change === 'reopened' || change === 'suppressed' || (change === 'opened' && before.received > 0);
}

function reportsIn(alerts: readonly Alert[], times: readonly number[]): number {
  return alerts.reduce((sum, { source }, at) => sum + (source === CUSTOMER ? times[at] ?? 1 : 0), 0);
}

function inShort(news: readonly string[]): string | undefined {
  if (news.length <= MOST_NEWS) return news.join('; ') || undefined;
  return `${news.slice(0, MOST_NEWS).join('; ')} and ${news.length - MOST_NEWS} more`;
}
