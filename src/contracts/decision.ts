// What does a signer look at, and what has been said? One card for each question, bound to the bytes and the environment.
import { z } from 'zod';
import { Decision, Role, Through } from '../domain/vocabulary';
import { Release } from './result';

/** What is left of the error budget: 1 is all of it, 0 none, negative is overspent. */
export const Budget = z.object({
  objective: z.number(), // 0 to 1, e.g. 0.995
  windowSeconds: z.number(),
  left: z.number().nullable(), // null: unknown, and `reason` says why
  reason: z.string().optional(),
  at: z.string(),
});
export type Budget = z.infer<typeof Budget>;

export const SignOffGiven = z.object({
  by: z.string(), decision: z.enum(Decision), digest: z.string(), reason: z.string().optional(), at: z.string(), through: z.enum(Through),
  for: z.string().optional(), // whose say it is, when it was delegated
  exception: z.string().optional(), // why it may go out in spite of hours or a freeze
});
export type SignOffGiven = z.infer<typeof SignOffGiven>;

/** Two people let it out whatever the rule says. One alone: `by` has one name, and nothing has happened yet. */
export const BrokenGlass = z.object({ by: z.array(z.string()), reason: z.string(), digest: z.string(), at: z.string() });
export type BrokenGlass = z.infer<typeof BrokenGlass>;

/** What a signer has to know of these bytes. */
export const DecisionFacts = z.object({
  attempt: z.number().int(),
  subject: z.string(), // of the commit
  authors: z.array(z.string()), // people's ids where they are known, else e-mails; who pushed too
  change: z.object({ files: z.number().int(), additions: z.number().int(), deletions: z.number().int(), link: z.string().optional() }).optional(),
  gates: z.array(z.object({ stage: z.string(), verdict: z.string(), figures: z.array(z.string()) })), // figures: one short text each, e.g. `24 of 24 tests`, `latency p95 180ms (max 250ms)`
  acceptance: z.array(z.object({ story: z.string(), title: z.string(), achieved: z.number().int(), criteria: z.number().int() })),
  running: Release.optional(), // what that environment runs now
  budget: Budget.optional(), // absent: the service has no objective
});
export type DecisionFacts = z.infer<typeof DecisionFacts>;

export const Party = z.object({
  roles: z.array(z.enum(Role)),
  people: z.array(z.string()),
  approvals: z.number().int(), // asked
  counted: z.array(z.string()), // whose approvals count for it now
});
export type Party = z.infer<typeof Party>;

export const DecisionCard = z.object({
  environment: z.string(),
  digest: z.string(),
  commit: z.string(),
  roles: z.array(z.enum(Role)), // of all parties
  approvals: z.number().int(), // of all parties
  parties: z.array(Party),
  mayDecide: z.array(z.string()), // people's ids; who was delegated to is among them
  excluded: z.array(z.string()).optional(), // people's ids: who wrote, committed or pushed a part of the change has no say; absent in what was recorded before cards had it
  given: z.array(SignOffGiven), // what counts; what was withdrawn is on the timeline
  delegations: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string().optional(), at: z.string() })),
  questions: z.array(z.object({ by: z.string(), text: z.string(), to: z.string().optional(), at: z.string() })),
  missing: z.string(), // empty when nothing is
  expires: z.string(),
  risks: z.array(z.string()), // one sentence each
  shut: z.object({ why: z.string(), until: z.string().optional(), mayExcept: z.array(z.string()) }).optional(), // hours or a freeze held it back when it was last looked at; `mayExcept`: people's ids
  glass: BrokenGlass.optional(),
  mayBreakGlass: z.array(z.string()), // people's ids
  facts: DecisionFacts.optional(), // absent only in what was recorded before cards had them
  state: z.enum(['open', 'granted', 'rejected', 'void', 'expired', 'held']), // held: a newer commit is judged; the same bytes keep what was given
});
export type DecisionCard = z.infer<typeof DecisionCard>;
