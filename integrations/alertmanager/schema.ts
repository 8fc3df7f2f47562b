// What is read from Alertmanager's webhook, version 4; only the fields that are used.
import { z } from 'zod';

const time = z.iso.datetime({ offset: true });

export const WebhookAlert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string(), z.string()).refine((labels) => Boolean(labels['alertname']), { message: 'has no `alertname`' }),
  annotations: z.record(z.string(), z.string()).default({}),
  startsAt: time,
  endsAt: time.optional(), // the year 1 while it fires
  generatorURL: z.string().default(''),
  fingerprint: z.string().min(1),
});
export type WebhookAlert = z.infer<typeof WebhookAlert>;

export const Webhook = z.object({
  version: z.literal('4'),
  alerts: z.array(WebhookAlert).min(1),
});
export type Webhook = z.infer<typeof Webhook>;
