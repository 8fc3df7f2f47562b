// What do Alertmanager and Grafana write alike? Alerts with labels and annotations, in groups that are named by labels.
import { z } from 'zod';
import type { Alert } from '../src/contracts/alert';
import type { Decoded } from '../src/ports/alert-source';
import { cut, groupOf, identity, labelsOf, linkOf, linksOf, LONGEST, nameOf, serviceOf, severityOf, Time } from './alert-text';

export const Texts = z.record(z.string(), z.string());
export const AlertLabels = Texts.refine((labels) => Boolean(labels['alertname']?.trim()), { message: 'has no `alertname`' });

export const LabelledAlert = z.object({
  labels: AlertLabels,
  annotations: Texts.nullish(),
  startsAt: Time,
  endsAt: Time.nullish(), // the year 1 while it fires
  generatorURL: z.string().nullish(),
  fingerprint: z.string().min(1),
});
export type LabelledAlert = z.infer<typeof LabelledAlert>;

/** What both say around the alerts. */
export const GroupOfAlerts = z.object({
  groupLabels: Texts.nullish(),
  groupKey: z.string().nullish(),
  truncatedAlerts: z.number().int().nullish(),
});
export type GroupOfAlerts = z.infer<typeof GroupOfAlerts>;

/** `LoginRefused region=eu` of the labels `alertname`, `region` and `service`; undefined when they name nothing but the service. */
export function readGroup(labels: Readonly<Record<string, string>> | null | undefined): string | undefined {
  const { alertname, ...others } = labels ?? {};
  const rest = Object.entries(others).filter(([name]) => name !== 'service').sort(([one], [other]) => (one < other ? -1 : 1));
  const text = [alertname ?? '', ...rest.map(([name, value]) => `${name}=${value}`)].filter((part) => part !== '').join(' ');
  return text === '' ? undefined : text;
}

/** Of the alert itself; `more` are links besides those of its annotations. */
export interface Around { source: string; group: string | undefined; status: Alert['status']; more?: readonly (readonly [string, string | null | undefined])[] }

export function decodeLabelled(alert: LabelledAlert, { source, group, status, more = [] }: Around): Alert {
  const annotations = alert.annotations ?? {};
  const name = nameOf(alert.labels['alertname'] ?? '', alert.fingerprint);
  return {
    source,
    fingerprint: identity(alert.fingerprint),
    ...groupOf(group ?? name),
    status,
    name,
    ...serviceOf(alert.labels['service']),
    severity: severityOf(alert.labels['severity']),
    summary: cut(annotations['summary'] ?? annotations['description'] ?? name, LONGEST.summary),
    labels: labelsOf(alert.labels),
    startsAt: alert.startsAt,
    ...(status === 'resolved' && alert.endsAt ? { endsAt: alert.endsAt } : {}),
    ...linkOf(alert.generatorURL),
    ...linksOf([['Runbook', annotations['runbook_url']], ['Dashboard', annotations['dashboard_url']], ...more]),
  };
}

/** What the source cut off a group that was too large for one delivery. */
export function cutOff({ groupKey, truncatedAlerts }: GroupOfAlerts, group: string | undefined): Decoded['ignored'] {
  if (!truncatedAlerts || truncatedAlerts < 0) return [];
  const name = cut(group ?? 'a group', LONGEST.name);
  return [{ fingerprint: identity(groupKey || name), name, why: `the source cut ${truncatedAlerts} more alerts of this group off; raise its limit for one delivery` }];
}
