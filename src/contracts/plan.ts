// What is an attempt judged by? The pipeline file as it stood when the attempt began, normalised: durations in seconds, matrices unrolled.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';
import { Cache, CheckService, Network, Point, ReportSpec, Threshold } from './check';
import { Quarantine, Suppression } from './exceptions';
import { Story } from './pipeline-file';
import { EnvironmentPlan } from './release-plan';
import { FindingLevel } from './report';

const variables = z.record(z.string(), z.string());
export const LimitsPlan = z.object({ memoryBytes: z.number().optional(), diskBytes: z.number().optional(), outputBytes: z.number().optional() });
export type LimitsPlan = z.infer<typeof LimitsPlan>;
export const ServicePlan = CheckService.omit({ within: true }).extend({ withinSeconds: z.number() });
export type ServicePlan = z.infer<typeof ServicePlan>;
export const ProfilePlan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('load') }),
  z.object({ kind: z.literal('soak'), seconds: z.number() }),
  z.object({ kind: z.literal('stress'), levels: z.array(z.number()), holds: z.number() }),
]);
export type ProfilePlan = z.infer<typeof ProfilePlan>;

/** One check at one point of its matrix. `id` is unique in the attempt, e.g. `functional/login/device=ipad,environment=legacy-data`. */
export const CellPlan = z.object({
  id: z.string(),
  stage: z.string(),
  check: z.string(),
  point: Point, // axis -> value
  run: z.string(),
  report: ReportSpec,
  timeoutSeconds: z.number(),
  needs: z.array(z.string()), // checks of the stage
  env: variables, // the check's, then the cell's own
  runner: z.string().optional(),
  external: z.string().optional(),
  retries: z.number().int(),
  baseline: z.enum(['running', 'none']),
  caches: z.array(Cache),
  services: z.array(ServicePlan),
  limits: LimitsPlan,
  network: Network,
  thresholds: z.record(z.string(), Threshold),
  compare: z.boolean(), // the running release is loaded in the same run
  rounds: z.number().int(),
  maxRounds: z.number().int(),
  profile: ProfilePlan,
  ratchet: z.enum(['new', 'all']),
  from: FindingLevel,
  quarantine: z.array(Quarantine), // those of this cell that were not past their review on the day of the plan
  suppressions: z.array(Suppression), // those of this check, ended ones too
});
export type CellPlan = z.infer<typeof CellPlan>;

export const StagePlan = z.object({ stage: z.string(), role: z.enum(Role), cells: z.array(CellPlan) });
export type StagePlan = z.infer<typeof StagePlan>;

export const Plan = z.object({
  pipelineDigest: z.string(), // of the file's text
  pipelineCommit: z.string(), // on the protected branch
  touchesPipeline: z.boolean(), // the fix changes the file: said at sign-off
  weakens: z.array(z.string()), // what the fix's own file would ask less of: one sentence each
  day: z.string(), // on which it was made, e.g. `2026-11-25`: suppressions end and reviews are due by it
  stories: z.array(Story),
  checkout: z.object({ lfs: z.boolean(), submodules: z.boolean() }),
  build: z.object({
    install: z.string().optional(),
    cache: Cache.optional(),
    run: z.string(),
    artifact: z.string(),
    sbom: z.string().optional(),
    timeoutSeconds: z.number(),
    env: variables,
    limits: LimitsPlan,
    network: Network,
  }),
  stages: z.array(StagePlan),
  reuse: z.object({ inputs: z.array(z.string()), tree: z.string() }).optional(), // tree: digest of those paths in the commit
  environments: z.array(EnvironmentPlan).min(1), // in their order; the last one is the service's own
});
export type Plan = z.infer<typeof Plan>;
