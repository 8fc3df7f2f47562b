// What is a customer told of the services and their trouble? Nothing of the inside: no person, no alert, no commit, no host.
import { z } from 'zod';

/** How it is with a service as its customers see it, from well to worst; `unknown`: nothing has been heard yet. */
export const PublicState = z.enum(['operational', 'recovering', 'degraded', 'partial-outage', 'major-outage', 'unknown']);
export type PublicState = z.infer<typeof PublicState>;

/** Something that was told of an incident. */
export const PublicUpdate = z.object({ at: z.string(), text: z.string() });
export type PublicUpdate = z.infer<typeof PublicUpdate>;

export const PublicIncident = z.object({
  id: z.string(), // says nothing of what it is about, and stays the same
  service: z.string(), // as customers call it
  state: PublicState, // what it makes of the service now; of a closed one `operational`
  what: z.string(), // e.g. `Serious problems for many customers`
  noticedAt: z.string(),
  standing: z.string(), // where the fix stands, e.g. `The fix is being tested.`
  updates: z.array(PublicUpdate), // newest first, at most 20; empty: not known at this moment
  solvedAt: z.string().optional(), // of a closed one: when customers had it back, as far as that was seen
  tookSeconds: z.number().optional(), // from being noticed until then
});
export type PublicIncident = z.infer<typeof PublicIncident>;

export const PublicStatus = z.object({
  title: z.string(),
  at: z.string().optional(), // when it was so; absent: nothing has been heard yet
  isCurrent: z.boolean(), // false: dayshift cannot tell right now, and what stands here was so at that time
  services: z.array(z.object({ name: z.string(), state: PublicState, text: z.string() })), // in the file's order
  openCount: z.number().int(),
  open: z.array(PublicIncident), // worst first, at most 50
  isPastKnown: z.boolean(),
  past: z.array(PublicIncident), // newest first, at most 100
});
export type PublicStatus = z.infer<typeof PublicStatus>;
