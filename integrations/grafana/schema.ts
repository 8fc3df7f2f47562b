// What is read of the webhook of Grafana's alerting; only the fields that are used.
import { z } from 'zod';
import { GroupOfAlerts, LabelledAlert } from '../labelled-alert';

export const GrafanaAlert = LabelledAlert.extend({
  status: z.enum(['firing', 'resolved']),
  dashboardURL: z.string().nullish(),
  panelURL: z.string().nullish(),
});
export type GrafanaAlert = z.infer<typeof GrafanaAlert>;

export const Webhook = GroupOfAlerts.extend({
  version: z.literal('1'),
  alerts: z.array(GrafanaAlert).min(1),
});
export type Webhook = z.infer<typeof Webhook>;
