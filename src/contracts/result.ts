// What did a build, a cell or a stage come to? Small enough for history; the whole is evidence.
import { z } from 'zod';
import { Severity, Stage, Verdict } from '../domain/vocabulary';
import { Link } from './alert';
import { Digest, Evidence } from './evidence';

export const TestStatus = z.enum(['passed', 'failed', 'skipped']);
export const TestCase = z.object({ name: z.string(), status: TestStatus, seconds: z.number(), message: z.string().optional() });
export type TestCase = z.infer<typeof TestCase>;

/** What a report reader makes of a functional report. `name` is the suite's and the case's name joined by ` › `. */
export const TestReport = z.object({ kind: z.literal('tests'), cases: z.array(TestCase) });
export type TestReport = z.infer<typeof TestReport>;

/** Metrics by `<metric> <statistic>`, e.g. `latency p97.5`; times in seconds, shares 0 to 1, sizes in bytes. */
export const LoadReport = z.object({ kind: z.literal('load'), metrics: z.record(z.string(), z.number()) });
export type LoadReport = z.infer<typeof LoadReport>;

export const Finding = z.object({
  rule: z.string(),
  level: z.enum(['note', 'warning', 'error']),
  message: z.string(),
  file: z.string(),
  line: z.number().int(),
  identity: z.string(), // stays the same when code around it moves
});
export type Finding = z.infer<typeof Finding>;
export const FindingsReport = z.object({ kind: z.literal('findings'), tool: z.string(), findings: z.array(Finding) });
export type FindingsReport = z.infer<typeof FindingsReport>;

export const Report = z.discriminatedUnion('kind', [TestReport, LoadReport, FindingsReport]);
export type Report = z.infer<typeof Report>;

/** One figure judged against its threshold. Numbers as in LoadReport. */
export const MetricResult = z.object({
  metric: z.string(),
  candidate: z.number(),
  running: z.number().optional(),
  limit: z.string(), // as written, e.g. `max 250ms`, `regression 20%`
  ok: z.boolean(),
});
export type MetricResult = z.infer<typeof MetricResult>;

export const CellResult = z.object({
  id: z.string(),
  stage: z.enum(Stage),
  check: z.string(),
  point: z.record(z.string(), z.string()),
  verdict: z.enum(Verdict),
  reason: z.string(), // one sentence; for `failed` and `errored` what was found and what to do
  seconds: z.number(),
  tests: z.object({ total: z.number().int(), passed: z.number().int(), failed: z.number().int(), skipped: z.number().int(), cases: z.array(TestCase) }).optional(), // cases: at most 50, failures first
  metrics: z.array(MetricResult).optional(),
  findings: z.object({ fresh: z.array(Finding), known: z.number().int() }).optional(), // fresh: at most 20
  evidence: z.array(Evidence),
  log: z.string(), // id of the log, readable while it is written
  box: z.string(), // which sandbox was used
});
export type CellResult = z.infer<typeof CellResult>;

export const Artifact = z.object({ digest: Digest, bytes: z.number().int() });
export type Artifact = z.infer<typeof Artifact>;

export const BuildResult = z.object({
  verdict: z.enum(Verdict),
  reason: z.string(),
  seconds: z.number(),
  artifact: Artifact.optional(), // when passed
  evidence: z.array(Evidence),
  log: z.string(),
});
export type BuildResult = z.infer<typeof BuildResult>;

export const Change = z.object({
  commit: z.string(),
  subject: z.string(),
  author: z.string(), // e-mail
  authors: z.array(z.string()), // e-mails of author, committer and co-authors of every commit in the change
  files: z.array(z.object({ path: z.string(), owners: z.array(z.string()) })), // owners by CODEOWNERS
  additions: z.number().int(),
  deletions: z.number().int(),
});
export type Change = z.infer<typeof Change>;

/** What an environment runs, as the target itself answers it. */
export const Release = z.object({
  environment: z.string(),
  digest: Digest,
  version: z.string(),
  commit: z.string().optional(),
  at: z.string(), // since when
});
export type Release = z.infer<typeof Release>;
export const RunningRelease = Release.extend({ before: z.array(Release).optional() }); // newest first, with the times at which they went live
export type RunningRelease = z.infer<typeof RunningRelease>;

/** Evenly spaced values from a time on; null: no data there, which is not zero. At most 120. */
export const FigureSeries = z.object({ from: z.string(), stepSeconds: z.number(), values: z.array(z.number().nullable()) });
export type FigureSeries = z.infer<typeof FigureSeries>;

export const Figure = z.object({
  name: z.string(),
  unit: z.string(),
  query: z.string(),
  value: z.number().nullable(), // null: unknown, and `reason` says why
  reason: z.string().optional(),
  at: z.string(),
  series: FigureSeries.optional(), // absent: it could not be had
});
export type Figure = z.infer<typeof Figure>;

export const Impact = z.object({
  figures: z.array(Figure),
  began: z.string().nullable(), // from monitoring, not from the alert's arrival
  severity: z.enum(Severity).optional(), // suggested by the written rules
});
export type Impact = z.infer<typeof Impact>;

export const Suggestion = z.object({
  person: z.string(),
  why: z.string(), // every reason, joined by `; `
  load: z.number().int().optional(), // open incidents that are theirs already; absent: unknown
});
export type Suggestion = z.infer<typeof Suggestion>;

/** An earlier incident of the same cause, and what ended it. */
export const EarlierIncident = z.object({
  id: z.string(),
  title: z.string(),
  openedAt: z.string(),
  closedAt: z.string(),
  outcome: z.string(),
  assignee: z.string().optional(),
  fix: z.object({ commit: z.string(), digest: z.string().optional() }).optional(), // the attempt that went out
});
export type EarlierIncident = z.infer<typeof EarlierIncident>;

/** What else is known around an incident, for those who must decide and mend. */
export const Related = z.object({
  at: z.string(),
  deployments: z.array(Release), // newest first, the running release among them; of the last day at most
  change: Change.optional(), // what the running release changed against the one before
  together: z.array(z.object({ name: z.string(), since: z.string(), labels: z.record(z.string(), z.string()) })), // other alerts that fire at the source; at most 20
  earlier: z.array(EarlierIncident), // newest first, at most 5
  links: z.array(Link), // of the service, then of the alerts
  unknown: z.array(z.string()), // what could not be found out, and why
});
export type Related = z.infer<typeof Related>;
