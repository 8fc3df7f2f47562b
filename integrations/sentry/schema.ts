// What is read of the webhooks of Sentry's integration platform; only the fields that are used.
import { z } from 'zod';
import { Time } from '../alert-text';

const Id = z.union([z.string().min(1), z.number().int()]).transform(String);
const Text = z.string().nullish();

/** Every webhook: which object it tells of stands in a header, and in the name of the field of `data`. */
export const Webhook = z.object({ action: z.string().min(1), data: z.record(z.string(), z.unknown()) });
export type Webhook = z.infer<typeof Webhook>;

/** An issue alert: a rule that an event has met. */
export const EventAlert = z.object({
  triggered_rule: Text,
  event: z.object({
    issue_id: Id,
    title: z.string().min(1),
    datetime: Time,
    culprit: Text, level: Text, environment: Text, platform: Text, url: Text, web_url: Text,
    tags: z.array(z.array(z.string().nullable()).min(2)).nullish(), // pairs of name and value
  }),
});
export type EventAlert = z.infer<typeof EventAlert>;

export const IssueChange = z.object({
  issue: z.object({
    id: Id,
    title: z.string().min(1),
    firstSeen: Time,
    culprit: Text, level: Text, platform: Text, shortId: Text, web_url: Text, permalink: Text, substatus: Text,
    project: z.object({ slug: z.string().min(1) }).nullish(),
  }),
});
export type IssueChange = z.infer<typeof IssueChange>;

export const MetricAlert = z.object({
  description_title: Text,
  description_text: Text,
  web_url: Text,
  metric_alert: z.object({
    id: Id,
    date_started: Time,
    date_closed: Time.nullish(),
    projects: z.array(z.string()).nullish(), // slugs
    alert_rule: z.object({ id: Id, name: z.string().min(1), environment: Text, aggregate: Text, query: Text }),
  }),
});
export type MetricAlert = z.infer<typeof MetricAlert>;
