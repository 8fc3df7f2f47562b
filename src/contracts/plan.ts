// What is an attempt judged by? The pipeline file as it stood when the attempt began, normalised: durations in seconds, matrices unrolled.
import { z } from 'zod';
import { Role, Stage } from '../domain/vocabulary';
import { ReportSpec, Story, Threshold } from './pipeline-file';

/** One check at one point of its matrix. `id` is unique in the attempt, e.g. `functional/login/device=ipad,environment=legacy-data`. */
export const CellPlan = z.object({
  id: z.string(),
  stage: z.enum(Stage),
  check: z.string(),
  point: z.record(z.string(), z.string()), // axis -> value
  run: z.string(),
  report: ReportSpec,
  timeoutSeconds: z.number(),
  env: z.record(z.string(), z.string()),
  runner: z.string().optional(),
  thresholds: z.record(z.string(), Threshold),
  compare: z.boolean(), // performance: the running release is loaded in the same run
  rounds: z.number().int(),
  ratchet: z.enum(['new', 'all']),
  from: z.enum(['note', 'warning', 'error']),
});
export type CellPlan = z.infer<typeof CellPlan>;

export const Plan = z.object({
  pipelineDigest: z.string(), // of the file's text
  pipelineCommit: z.string(), // on the protected branch
  touchesPipeline: z.boolean(), // the fix changes the file: said at sign-off
  stories: z.array(Story),
  build: z.object({
    install: z.string().optional(),
    cache: z.object({ key: z.array(z.string()), paths: z.array(z.string()) }).optional(),
    run: z.string(),
    artifact: z.string(),
    timeoutSeconds: z.number(),
    env: z.record(z.string(), z.string()),
  }),
  stages: z.array(z.object({ stage: z.enum(Stage), cells: z.array(CellPlan) })),
  signOff: z.object({ roles: z.array(z.enum(Role)), approvals: z.number().int(), expiresSeconds: z.number() }),
  deploy: z.object({ environment: z.string(), target: z.string(), start: z.string(), health: z.string(), timeoutSeconds: z.number() }),
  verify: z.object({ run: z.string(), report: ReportSpec, timeoutSeconds: z.number(), alertClearsSeconds: z.number(), env: z.record(z.string(), z.string()) }),
  watch: z.object({
    forSeconds: z.number(),
    everySeconds: z.number(),
    objective: z.number(), // 0 to 1
    query: z.string(),
    badSamples: z.number().int(),
    onBurn: z.enum(['rollback', 'ask', 'observe']),
  }),
});
export type Plan = z.infer<typeof Plan>;
