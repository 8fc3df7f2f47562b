// What is read of a CloudEvent, version 1.0: its attributes, and as data our own alert as `/schemas/alert.schema.json` publishes it, without its source.
import { z } from 'zod';
import { Severity } from '../../src/domain/vocabulary';
import { Time } from '../alert-text';

/** In the structured mode; the same attributes are headers in the binary mode. */
export const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().min(1).nullish(),
  time: Time.nullish(),
  datacontenttype: z.string().nullish(),
  data: z.unknown(),
  data_base64: z.string().nullish(),
});
export type CloudEvent = z.infer<typeof CloudEvent>;

/** What the event's own attributes say already may be left out: identity, name and time. */
export const AlertData = z.object({
  fingerprint: z.string().min(1).nullish(),
  group: z.string().min(1).nullish(),
  status: z.enum(['firing', 'suppressed', 'resolved']),
  name: z.string().min(1).nullish(),
  service: z.string().nullish(),
  severity: z.enum(Severity),
  summary: z.string().nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  startsAt: Time.nullish(),
  endsAt: Time.nullish(),
  expiresAt: Time.nullish(),
  link: z.string().nullish(),
  links: z.array(z.object({ title: z.string(), url: z.string() })).nullish(),
});
export type AlertData = z.infer<typeof AlertData>;
