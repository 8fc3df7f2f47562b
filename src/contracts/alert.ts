// What is one alert, whatever source reported it? Vendors' payloads are decoded into this, once, at the border.
import { z } from 'zod';
import { Severity } from '../domain/vocabulary';

/** Somewhere to read on: a runbook, a dashboard. Only http and https, so that a page may show it. */
export const Link = z.object({ title: z.string().min(1).max(80), url: z.string().max(2000).regex(/^https?:\/\//, 'write an address that begins with http:// or https://') });
export type Link = z.infer<typeof Link>;

export const Alert = z.object({
  source: z.string().min(1), // the source's name in dayshift.yaml, e.g. `alertmanager`
  fingerprint: z.string().min(1).max(300), // the source's own identity of the condition
  group: z.string().min(1).max(300).optional(), // the source's own group of conditions, as people read it, e.g. `LoginRefused region=eu`
  status: z.enum(['firing', 'suppressed', 'resolved']), // suppressed: silenced or inhibited at the source; it opens nothing
  name: z.string().min(1).max(300), // e.g. `LoginRefused`
  service: z.string().optional(), // as the source labels it; routing may find another
  severity: z.enum(Severity),
  summary: z.string().max(500),
  labels: z.record(z.string(), z.string()),
  startsAt: z.iso.datetime({ offset: true }), // by the source's clock; an episode of the condition
  endsAt: z.iso.datetime({ offset: true }).optional(), // only when resolved
  expiresAt: z.iso.datetime({ offset: true }).optional(), // of a source that tells no end: over by then when nothing more is heard
  link: z.string().max(2000).optional(), // where the source shows it
  links: z.array(Link).max(5).optional(), // what the alert itself names: runbook, dashboard
});
export type Alert = z.infer<typeof Alert>;

/** The payload of the signal `alerts`: one or many, as they were delivered together. */
export const AlertBatch = z.object({
  alerts: z.array(Alert).min(1), // each once, in order
  times: z.array(z.number().int().min(1)).optional(), // how often each was delivered; absent: once
  receivedAt: z.iso.datetime({ offset: true }),
});
export type AlertBatch = z.infer<typeof AlertBatch>;
