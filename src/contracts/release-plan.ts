// How does one attempt go to one environment? The pipeline file's rules, normalised: durations in seconds, shares from 0 to 1.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';
import { ReportSpec } from './check';
import { Hours } from './release-rules';

export const PartyPlan = z.object({ roles: z.array(z.enum(Role)), people: z.array(z.string()), approvals: z.number().int() });
export type PartyPlan = z.infer<typeof PartyPlan>;

export const SignOffPlan = z.object({
  parties: z.array(PartyPlan).min(1), // all of them must agree; a person counts for one
  expiresSeconds: z.number(),
  hours: Hours.optional(),
  exception: z.array(z.enum(Role)), // who may let it out in spite of hours and freezes; empty: nobody
  breakGlass: z.array(z.enum(Role)), // of whom two may let it out
});
export type SignOffPlan = z.infer<typeof SignOffPlan>;

export const DeployPlan = z.object({
  environment: z.string(),
  target: z.string(),
  strategy: z.enum(['blue-green', 'canary']),
  steps: z.array(z.object({ weight: z.number().int(), forSeconds: z.number() })), // percent, 1 to 99, rising; empty unless canary
  start: z.string().optional(),
  health: z.string().optional(),
  timeoutSeconds: z.number(),
});
export type DeployPlan = z.infer<typeof DeployPlan>;

export const ComparedPlan = z.object({ name: z.string(), query: z.string(), max: z.number().optional(), regression: z.number().optional() }); // regression: 0.5 is half as much again
export type ComparedPlan = z.infer<typeof ComparedPlan>;

export const VerifyPlan = z.object({
  run: z.string(), report: ReportSpec, timeoutSeconds: z.number(), alertClearsSeconds: z.number(),
  compare: z.array(ComparedPlan), compareSeconds: z.number(), env: z.record(z.string(), z.string()),
});
export type VerifyPlan = z.infer<typeof VerifyPlan>;

export const BurnPlan = z.object({ rate: z.number(), longSeconds: z.number(), shortSeconds: z.number() });
export type BurnPlan = z.infer<typeof BurnPlan>;

export const WatchPlan = z.object({
  forSeconds: z.number(),
  everySeconds: z.number(),
  objective: z.number(), // 0 to 1
  query: z.string(), // with `$window` when `burn` has rows
  burn: z.array(BurnPlan), // empty: the share itself is judged against the objective
  figures: z.array(z.object({ name: z.string(), query: z.string(), max: z.number().optional(), min: z.number().optional() })),
  badSamples: z.number().int(),
  onBurn: z.enum(['rollback', 'ask', 'observe']),
});
export type WatchPlan = z.infer<typeof WatchPlan>;

export const EnvironmentPlan = z.object({
  environment: z.string(),
  signOff: SignOffPlan.optional(), // absent: nobody is asked
  deploy: DeployPlan,
  verify: VerifyPlan,
  watch: WatchPlan.optional(), // absent: it need not be watched there; the last environment always has one
});
export type EnvironmentPlan = z.infer<typeof EnvironmentPlan>;
