// Which incidents are asked for? The filters of the list and of its export, as they stand in an address.
import { z } from 'zod';
import { Outcome, Phase, Severity } from '../domain/vocabulary';

/** Names as people give them; the signs that end a name in a question to Temporal are in none. */
const name = z.string().min(1).max(200).regex(/^[^'"`\\]*$/, 'use no quotation marks and no backslash');
const time = z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: 'write a day like 2026-11-30 or a time like 2026-11-30T09:00:00Z' });

/** What is absent does not matter. */
export const IncidentFilter = z.object({
  service: name.optional(),
  severity: z.enum(Severity).optional(),
  phase: z.enum(Phase).optional(),
  assignee: name.optional(), // a person's id
  outcome: z.enum(Outcome).optional(), // of closed ones
  q: z.string().trim().min(1).max(200).optional(), // words: of an open incident's id, title, service and cause, of a closed one's alerts and story too
  from: time.optional(), // opened at that time or later; closed ones: closed
  to: time.optional(), // before that time
});
export type IncidentFilter = z.infer<typeof IncidentFilter>;

export const INCIDENTS_PER_PAGE = { usual: 50, most: 200 } as const;

export const IncidentQuestion = IncidentFilter.extend({
  state: z.enum(['open', 'closed', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(INCIDENTS_PER_PAGE.most).default(INCIDENTS_PER_PAGE.usual),
  cursor: z.string().max(2000).optional(), // `next` of the page before, unchanged
});
export type IncidentQuestion = z.infer<typeof IncidentQuestion>;
