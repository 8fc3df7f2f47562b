// What lies on one person's desk? The open incidents that they have a part in, for an editor and for `what needs me`.
import { z } from 'zod';
import { IncidentSummary } from './http';

/** `turn`: it waits for them, by name or for a role of theirs. `assigned`: it is theirs, and somebody else or dayshift is awaited. `helping`: they joined. The first that holds. */
export const DeskPart = z.enum(['turn', 'assigned', 'helping']);
export type DeskPart = z.infer<typeof DeskPart>;

export const DeskIncident = IncidentSummary.extend({
  part: DeskPart,
  branch: z.string(), // where the fix is pushed
  link: z.string(), // its page on the dashboard
});
export type DeskIncident = z.infer<typeof DeskIncident>;

/**
 * Whole, each time: sent as the SSE event `desk` of a person's feed, at once and after each change. `unread`: open ones of which nothing
 * but their being open is known right now, so what was on the desk of them still is. `isWhole` is false where so many are open that one
 * may be left out: what is missing then is not gone for that.
 */
export const Desk = z.object({
  person: z.string(),
  incidents: z.array(DeskIncident), // turns first, then by need
  unread: z.array(z.string()).default([]), // incidents' ids
  isWhole: z.boolean().default(true),
});
export type Desk = z.infer<typeof Desk>;
