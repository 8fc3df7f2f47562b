// Who may say what? The words that people send to an incident: each is an update and a signal of the same name.
import { z } from 'zod';
import { Decision, GateDecision, Role, Through } from '../domain/vocabulary';
import { Day } from './quantity';

export const Person = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes, e.g. `maya`'),
  name: z.string().min(1),
  roles: z.array(z.enum(Role)).min(1),
  emails: z.array(z.string()).default([]), // as they appear in commits: the author cannot approve
  handles: z.array(z.string()).default([]), // as they appear in CODEOWNERS, with the `@`
});
export type Person = z.infer<typeof Person>;

const word = { by: z.string().min(1), through: z.enum(Through).default('signal') };
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'give the artifact\'s digest as `sha256:` and 64 hex digits');

export const Acknowledge = z.object({ ...word });
export type Acknowledge = z.infer<typeof Acknowledge>;

export const Assign = z.object({ ...word, to: z.string().min(1), reason: z.string().max(500).optional() });
export type Assign = z.infer<typeof Assign>;

/** Back to the product owner: somebody else is the right person. */
export const Decline = z.object({ ...word, reason: z.string().min(1).max(500) });
export type Decline = z.infer<typeof Decline>;

/** From the assignee to another developer. */
export const HandOver = z.object({ ...word, to: z.string().min(1), reason: z.string().max(500).optional() });
export type HandOver = z.infer<typeof HandOver>;

/** Helps without being the assignee. */
export const Join = z.object({ ...word });
export type Join = z.infer<typeof Join>;

export const Build = z.object({ ...word, commit: z.string().regex(/^[0-9a-f]{40}$/, 'give the full 40-digit commit') });
export type Build = z.infer<typeof Build>;

export const SignOff = z.object({
  ...word,
  decision: z.enum(Decision),
  digest,
  reason: z.string().max(500).optional(),
  exception: z.string().min(1).max(500).optional(), // why it may go out in spite of hours or a freeze
});
export type SignOff = z.infer<typeof SignOff>;

/** Takes one's own approval back, until the deployment begins. */
export const Withdraw = z.object({ ...word, reason: z.string().min(1).max(500) });
export type Withdraw = z.infer<typeof Withdraw>;

/** A question on the card: it pauses nothing. */
export const Ask = z.object({ ...word, text: z.string().min(1).max(2000), to: z.string().min(1).optional() });
export type Ask = z.infer<typeof Ask>;

/** Gives one's say on this card to somebody else. */
export const Delegate = z.object({ ...word, to: z.string().min(1), reason: z.string().max(500).optional() });
export type Delegate = z.infer<typeof Delegate>;

/** Lets these bytes out whatever the rule or a gate says: two people, a reason, and a mark that stays. */
export const BreakGlass = z.object({ ...word, digest, reason: z.string().min(1).max(500) });
export type BreakGlass = z.infer<typeof BreakGlass>;

/** Said to a lane that waits for a person. */
export const OpenLane = z.object({ ...word, reason: z.string().min(1).max(500) });
export type OpenLane = z.infer<typeof OpenLane>;

/** On the gate that is inconclusive. A quarantine needs an owner and a day of review. */
export const JudgeGate = z.object({
  ...word,
  stage: z.string().min(1),
  decision: z.enum(GateDecision),
  reason: z.string().min(1).max(500),
  owner: z.string().min(1).max(100).optional(), // who mends the test; default: who says it
  review: Day.optional(),
});
export type JudgeGate = z.infer<typeof JudgeGate>;

export const Note = z.object({ ...word, text: z.string().min(1).max(2000) });
export type Note = z.infer<typeof Note>;

export const Cancel = z.object({ ...word, reason: z.string().min(1).max(500) });
export type Cancel = z.infer<typeof Cancel>;
