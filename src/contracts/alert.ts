// What is one alert, whatever source reported it? Vendors' payloads are decoded into this, once, at the border.
import { z } from 'zod';
import { Severity } from '../domain/vocabulary';

export const Alert = z.object({
  source: z.string().min(1), // the adapter's name, e.g. `alertmanager`
  fingerprint: z.string().min(1), // the source's own identity of the condition
  status: z.enum(['firing', 'resolved']),
  name: z.string().min(1), // e.g. `LoginRefused`: the cause, part of the workflow id
  service: z.string().optional(), // as the source labels it; routing may find another
  severity: z.enum(Severity),
  summary: z.string().max(500),
  labels: z.record(z.string(), z.string()),
  startsAt: z.iso.datetime({ offset: true }), // by the source's clock
  endsAt: z.iso.datetime({ offset: true }).optional(), // only when resolved
  link: z.string().max(2000).optional(), // where the source shows it
});
export type Alert = z.infer<typeof Alert>;

/** The payload of the signal `alerts`: one or many, as they were delivered together. */
export const AlertBatch = z.object({ alerts: z.array(Alert).min(1), receivedAt: z.iso.datetime({ offset: true }) });
export type AlertBatch = z.infer<typeof AlertBatch>;
