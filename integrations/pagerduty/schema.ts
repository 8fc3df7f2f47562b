// What is read of PagerDuty's webhooks, version 3; only the fields that are used.
import { z } from 'zod';
import { Time } from '../alert-text';

const Reference = z.object({ id: z.string().nullish(), summary: z.string().nullish() });

/** Any event; what it is about is read by its type. */
export const Webhook = z.object({
  event: z.object({
    id: z.string().min(1),
    event_type: z.string().min(1),
    occurred_at: Time,
    data: z.unknown(),
  }),
});
export type Webhook = z.infer<typeof Webhook>;

export const Incident = z.object({
  id: z.string().min(1),
  title: z.string().nullish(),
  status: z.enum(['triggered', 'acknowledged', 'resolved']),
  number: z.number().int().nullish(),
  incident_key: z.string().nullish(),
  created_at: Time,
  html_url: z.string().nullish(),
  urgency: z.string().nullish(),
  priority: Reference.nullish(),
  service: Reference.nullish(),
  escalation_policy: Reference.nullish(),
  teams: z.array(Reference).nullish(),
});
export type Incident = z.infer<typeof Incident>;
