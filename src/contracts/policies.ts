// How long may each step wait, and who hears of it meanwhile? Deadlines, reminders and escalation, frozen when an incident opens.
import { z } from 'zod';
import { Duration } from './quantity';

/**
 * Whom a rung tells: `assignee`, `deciders` (who may sign off), `everybody`, a role (`product-owner`), `duty` (whoever is on
 * duty for the service), `duty:<roster>`, or a person's id.
 */
export const Audience = z.string().regex(/^[a-z0-9][a-z0-9-]*(:[a-z0-9][a-z0-9-]*)?$/, 'write `assignee`, `deciders`, `everybody`, a role, `duty`, `duty:<roster>` or a person\'s id');

/** Rungs in the order of their times, counted from the beginning of the step. The first one asks; the same audience again is a reminder, another an escalation. */
export const Ladder = z.array(z.strictObject({ after: Duration, tell: z.array(Audience).min(1) })).min(1);
export type Ladder = z.infer<typeof Ladder>;

const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'write date and time of day without a zone, e.g. `2026-12-18T18:00`');

/** Nothing goes out between these times on the wall of the zone, but by the exception that a sign-off rule names. */
export const Freeze = z.strictObject({
  name: z.string().min(1), // e.g. `end of the year`
  from: localTime, to: localTime,
  zone: z.string().min(1), // IANA name
  services: z.array(z.string().min(1)).default([]), // none: all
  environments: z.array(z.string().min(1)).default([]), // none: all
});
export type Freeze = z.infer<typeof Freeze>;

export const Policies = z.strictObject({
  assignWithin: Duration.default('15m'), // then the first suggestion is assigned
  assignAutomatically: z.boolean().default(true), // false: the ladder begins anew instead
  fixWithin: Duration.default('4h'), // then the ladder begins anew
  acknowledgedFor: Duration.default('30m'), // without a sign of work an acknowledgement counts no longer than this
  quietWindow: Duration.default('5m'), // resolved this long before a fix is under way: recovered by itself
  reopenWithin: Duration.default('30m'), // firing again this soon after that: the same incident
  silentFor: Duration.default('4h'), // an alert of a source that tells no end is over when it is not heard for so long
  refreshImpact: Duration.default('5m'), // how often the impact is measured again
  laneLease: Duration.default('5m'), // who deploys renews it; one that is not renewed is over
  freezes: z.array(Freeze).default([]),
  ladders: z.strictObject({
    assign: Ladder.default([{ after: '0s', tell: ['product-owner'] }, { after: '5m', tell: ['product-owner'] }, { after: '10m', tell: ['duty', 'operations-engineer'] }]),
    fix: Ladder.default([{ after: '0s', tell: ['assignee'] }, { after: '10m', tell: ['assignee'] }, { after: '30m', tell: ['duty'] }, { after: '1h', tell: ['product-owner'] }]),
    signOff: Ladder.default([{ after: '0s', tell: ['deciders'] }, { after: '30m', tell: ['deciders'] }, { after: '2h', tell: ['product-owner'] }]),
  }).prefault({}),
});
export type Policies = z.infer<typeof Policies>;
