// What is read of Alertmanager: its webhook, version 4, and the list that its API answers or Prometheus posts; only the fields that are used.
import { z } from 'zod';
import { Time } from '../alert-text';
import { AlertLabels, GroupOfAlerts, LabelledAlert, Texts } from '../labelled-alert';

export const Webhook = GroupOfAlerts.extend({
  version: z.literal('4'),
  alerts: z.array(LabelledAlert.extend({ status: z.enum(['firing', 'resolved']) })).min(1),
});
export type Webhook = z.infer<typeof Webhook>;

const Names = z.array(z.string()).nullish();

/** `GET /api/v2/alerts` has all of it; what Prometheus posts has neither fingerprint nor status, and its end is when it expires. */
export const ListedAlert = z.object({
  labels: AlertLabels,
  annotations: Texts.nullish(),
  startsAt: Time.nullish(),
  endsAt: Time.nullish(),
  generatorURL: z.string().nullish(),
  fingerprint: z.string().min(1).nullish(),
  status: z.object({ state: z.enum(['active', 'suppressed', 'unprocessed']), silencedBy: Names, inhibitedBy: Names, mutedBy: Names }).nullish(),
});
export type ListedAlert = z.infer<typeof ListedAlert>;
export const AlertList = z.array(ListedAlert).min(1);
