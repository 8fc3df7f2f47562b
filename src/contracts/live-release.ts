// What became of the bytes once they went out? Deployments, verification, the watch and its samples, the lane.
import { z } from 'zod';
import { Verdict } from '../domain/vocabulary';
import { CellResult } from './result';

/** A figure of the new release against the one before. */
export const ComparisonResult = z.object({
  name: z.string(),
  release: z.number().nullable(), // null: no data, which is not good
  before: z.number().nullable(), // null: nothing to compare with
  limit: z.string(), // as people read it, e.g. `max 1%, regression 50%`
  ok: z.boolean().nullable(), // null: unknown
  reason: z.string().optional(),
});
export type ComparisonResult = z.infer<typeof ComparisonResult>;

export const VerificationView = z.object({
  environment: z.string().optional(),
  of: z.enum(['deployment', 'rollback']).optional(), // absent: deployment
  verdict: z.enum(Verdict), symptomGone: z.boolean(), alertCleared: z.boolean(), reason: z.string(), at: z.string(),
  comparisons: z.array(ComparisonResult).optional(),
  cell: CellResult.optional(),
});
export type VerificationView = z.infer<typeof VerificationView>;

/** One look at production. */
export const WatchSample = z.object({
  at: z.string(),
  bad: z.number().nullable(), // share of bad events, over the shortest window; null: no data
  state: z.enum(['good', 'bad', 'unknown']).optional(), // absent: by `bad` and the objective alone
  burns: z.array(z.object({ rate: z.number(), long: z.number().nullable(), short: z.number().nullable() })).optional(), // how fast the budget burns over each row's windows
  figures: z.array(z.object({ name: z.string(), value: z.number().nullable(), ok: z.boolean().nullable() })).optional(),
  why: z.string().optional(), // of a sample that is not good
});
export type WatchSample = z.infer<typeof WatchSample>;

export const WatchView = z.object({
  environment: z.string().optional(),
  verdict: z.enum(['observing', 'kept', 'rolled-back', 'ask']), // ask: a person is asked, and it is observed on
  from: z.string(),
  to: z.string().optional(),
  until: z.string(),
  samples: z.array(WatchSample), // at most 120, the newest
  counted: z.array(z.object({ name: z.string(), incident: z.string().optional(), at: z.string() })).optional(), // alerts that count against this release
  reason: z.string(),
});
export type WatchView = z.infer<typeof WatchView>;

/** One release that went, or was to go, to an environment. */
export const DeploymentView = z.object({
  environment: z.string(),
  digest: z.string(),
  commit: z.string(),
  attempt: z.number().int(),
  startedAt: z.string(), // when the lane was asked for
  at: z.string().optional(), // when it was live for everybody; absent: never
  endedAt: z.string().optional(), // when it was decided what became of it
  outcome: z.enum(['under-way', 'kept', 'undone', 'rolled-back']), // undone: before the watch, by verification or canary
  why: z.string().optional(),
  isBrokenGlass: z.boolean().optional(),
});
export type DeploymentView = z.infer<typeof DeploymentView>;

/** Traffic moves in steps; the last one is everybody. */
export const CanaryView = z.object({
  digest: z.string(),
  steps: z.array(z.object({ weight: z.number(), forSeconds: z.number(), state: z.enum(['waiting', 'running', 'passed', 'stopped']), reason: z.string().optional() })),
});
export type CanaryView = z.infer<typeof CanaryView>;

export const LaneView = z.object({
  environment: z.string(),
  state: z.enum(['asked', 'held', 'released']),
  holder: z.string().optional(), // an incident's id
  ahead: z.number().int(), // how many are served before this one
  blocked: z.object({ why: z.string(), at: z.string() }).optional(), // it waits for a person
});
export type LaneView = z.infer<typeof LaneView>;
