// What the sources send, by the names of the samples, and sources that read it: for every test that is about deliveries.
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { createAlertmanager } from '../../integrations/alertmanager';
import { createCloudevents } from '../../integrations/cloudevents';
import { createDatadog } from '../../integrations/datadog';
import { createGeneric } from '../../integrations/generic';
import { createGrafana } from '../../integrations/grafana';
import { createPagerduty } from '../../integrations/pagerduty';
import { createSentry } from '../../integrations/sentry';
import { AlertMapping } from '../../src/contracts/integrations';
import { DayshiftError } from '../../src/errors';
import type { AlertSource } from '../../src/ports/alert-source';

export const NOW = new Date('2026-11-23T09:26:30.000Z');
const now = (): Date => NOW;

/** As a team would write it for the sample `generic-uptime`. */
export const MAP = AlertMapping.parse({
  items: 'checks', fingerprint: 'id', name: 'title', status: 'state', resolvedWhen: ['up'], service: 'team.service',
  severity: 'level', severities: { 1: 'critical', 2: 'high', 3: 'medium' }, summary: "join(': ', [title, detail])", labels: 'tags', group: 'title',
  startsAt: 'since', endsAt: 'until', link: 'url',
});

/** One of each, without secret or token. */
export function everySource(): Map<string, AlertSource> {
  return new Map([
    ['alertmanager', createAlertmanager({ now })], ['grafana', createGrafana({ now })], ['sentry', createSentry({ now })], ['pagerduty', createPagerduty({ now })],
    ['datadog', createDatadog({ now })], ['cloudevents', createCloudevents({ now })], ['generic', createGeneric({ now, map: MAP })],
  ]);
}

export function sampleText(name: string): string {
  return readFileSync(join(__dirname, '../samples', `${name}.json`), 'utf8');
}

/** Parsed anew each time, so that a test may change it. */
export function sample<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(sampleText(name)) as T;
}

export interface Delivery { use: string; file: string; headers: IncomingHttpHeaders; became: string[]; ignored: number }

const of = (use: string, file: string, became: string[], { headers = {}, ignored = 0 }: Partial<Delivery> = {}): Delivery => ({ use, file, became, headers, ignored });
const sentry = (resource: string, sentAt = '1795426000'): Partial<Delivery> => ({ headers: { 'sentry-hook-resource': resource, 'sentry-hook-timestamp': sentAt } });

/** Each sample with its headers: the status and name that each alert becomes, and how much is ignored. */
export const DELIVERIES: readonly Delivery[] = [
  of('alertmanager', 'alertmanager-firing', ['firing HighErrorRate']),
  of('alertmanager', 'alertmanager-resolved', ['resolved HighErrorRate']),
  of('alertmanager', 'alertmanager-firing-blackbox', ['firing ProbeFailed']),
  of('alertmanager', 'alertmanager-firing-group-of-3', ['firing InstanceDown', 'firing InstanceDown', 'firing InstanceDown']),
  of('alertmanager', 'alertmanager-api-v2-alerts', ['firing InstanceDown']),
  of('grafana', 'grafana-firing', ['firing LoginRefused']),
  of('grafana', 'grafana-resolved', ['resolved LoginRefused']),
  of('grafana', 'grafana-firing-truncated', ['firing LoginRefused', 'firing LoginRefused'], { ignored: 1 }),
  of('sentry', 'sentry-event-alert', ['firing TypeError: customer is undefined'], sentry('event_alert')),
  of('sentry', 'sentry-issue-created', ['firing TypeError: customer is undefined'], sentry('issue')),
  of('sentry', 'sentry-issue-archived', ['suppressed TypeError: customer is undefined'], sentry('issue')),
  of('sentry', 'sentry-issue-resolved', ['resolved TypeError: customer is undefined'], sentry('issue')),
  of('sentry', 'sentry-issue-unresolved', ['firing TypeError: customer is undefined'], sentry('issue')),
  of('sentry', 'sentry-issue-assigned', [], { ...sentry('issue'), ignored: 1 }),
  of('sentry', 'sentry-metric-alert-critical', ['firing Too many refused logins'], sentry('metric_alert')),
  of('sentry', 'sentry-metric-alert-warning', ['firing Too many refused logins'], sentry('metric_alert')),
  of('sentry', 'sentry-metric-alert-resolved', ['resolved Too many refused logins'], sentry('metric_alert')),
  of('sentry', 'sentry-installation', [], { ...sentry('installation'), ignored: 1 }),
  of('pagerduty', 'pagerduty-triggered', ['firing Customers cannot log in']),
  of('pagerduty', 'pagerduty-acknowledged', ['firing Customers cannot log in']),
  of('pagerduty', 'pagerduty-priority-updated', ['firing Customers cannot log in']),
  of('pagerduty', 'pagerduty-resolved', ['resolved Customers cannot log in']),
  of('pagerduty', 'pagerduty-reopened', ['firing Customers cannot log in']),
  of('pagerduty', 'pagerduty-annotated', [], { ignored: 1 }),
  of('pagerduty', 'pagerduty-ping', [], { ignored: 1 }),
  of('datadog', 'datadog-triggered', ['firing Logins are refused']),
  of('datadog', 'datadog-warn', ['firing Logins are refused']),
  of('datadog', 'datadog-no-data', ['firing Logins are refused']),
  of('datadog', 'datadog-recovered', ['resolved Logins are refused']),
  of('datadog', 'datadog-event', [], { ignored: 1 }),
  of('cloudevents', 'cloudevents-structured', ['firing LoginRefused'], { headers: { 'content-type': 'application/cloudevents+json' } }),
  of('cloudevents', 'cloudevents-resolved', ['resolved LoginRefused'], { headers: { 'content-type': 'application/cloudevents+json' } }),
  of('cloudevents', 'cloudevents-batch', ['firing LoginRefused', 'firing com.example.check.changed'], { headers: { 'content-type': 'application/cloudevents-batch+json' }, ignored: 1 }),
  of('cloudevents', 'cloudevents-binary', ['firing LoginRefused'], {
    headers: { 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': 'evt-1', 'ce-source': '/checks/login', 'ce-type': 'com.example.check.changed', 'ce-subject': 'storefront/login', 'ce-time': '2026-11-23T09:25:50Z' },
  }),
  of('generic', 'generic-uptime', ['firing Login answers', 'resolved Search answers']),
];

/** What the source says against a body. */
export function refusalOf(source: AlertSource, body: unknown, headers: IncomingHttpHeaders = {}): DayshiftError {
  try {
    source.decode(body, headers);
  } catch (error) {
    if (error instanceof DayshiftError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** Why a delivery is not authentic; undefined when it is. */
export function doubtOf(source: AlertSource, raw: string, headers: IncomingHttpHeaders): string | undefined {
  try {
    source.verify(Buffer.from(raw), headers);
  } catch (error) {
    if (error instanceof DayshiftError && error.code === 'alert-unverified') return String(error.details['reason']);
    throw error;
  }
  return undefined;
}
