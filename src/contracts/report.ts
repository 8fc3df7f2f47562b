// What does a tool's report say, whatever its format? Tests, metrics or findings: what a report reader makes of it.
import { z } from 'zod';
import { FINDING_LEVELS } from '../domain/vocabulary';

export const TestStatus = z.enum(['passed', 'failed', 'skipped']);
/** `name` is the suite's and the case's name joined by ` › `. */
export const TestCase = z.object({
  name: z.string(),
  status: TestStatus,
  seconds: z.number(),
  message: z.string().optional(),
  file: z.string().optional(), // relative to the checkout
  line: z.number().int().optional(),
  attachments: z.array(z.string()).optional(), // files, relative to the checkout
  criteria: z.array(z.string()).optional(), // ids of acceptance criteria that it names itself
  flaky: z.boolean().optional(), // failed and passed, of the same bytes
  quarantined: z.boolean().optional(), // does not hold the gate
  known: z.boolean().optional(), // a failure that the running release has too
});
export type TestCase = z.infer<typeof TestCase>;
export const TestReport = z.object({ kind: z.literal('tests'), cases: z.array(TestCase) });
export type TestReport = z.infer<typeof TestReport>;

/** Metrics by `<metric> <statistic>`, e.g. `latency p97.5`; times in seconds, shares 0 to 1, sizes in bytes. */
export const MetricsReport = z.object({ kind: z.literal('metrics'), metrics: z.record(z.string(), z.number()) });
export type MetricsReport = z.infer<typeof MetricsReport>;

export const FindingLevel = z.enum(FINDING_LEVELS);
export const Finding = z.object({
  rule: z.string(),
  level: FindingLevel,
  message: z.string(),
  file: z.string(), // relative to the checkout; of a vulnerability, the component
  line: z.number().int(),
  identity: z.string(), // by its context: the same when code around it moves, is reflowed, or its neighbours change
  code: z.string().optional(), // by its rule and flagged code alone: the same when its file moves; absent: no code was to be had, or too little
  prints: z.array(z.string()).optional(), // the tool's own partial fingerprints, each with its name
  related: z.array(z.object({ file: z.string(), line: z.number().int(), message: z.string() })).optional(), // code lines that belong to it; at most 5
  help: z.string().optional(), // an address
});
export type Finding = z.infer<typeof Finding>;
export const FindingsReport = z.object({ kind: z.literal('findings'), tool: z.string(), findings: z.array(Finding) });
export type FindingsReport = z.infer<typeof FindingsReport>;

export const Report = z.discriminatedUnion('kind', [TestReport, MetricsReport, FindingsReport]);
export type Report = z.infer<typeof Report>;

/** One figure judged against its limit. Numbers as in MetricsReport. */
export const MetricResult = z.object({
  metric: z.string(),
  candidate: z.number(), // median of the rounds
  running: z.number().optional(),
  limit: z.string(), // as written, e.g. `max 250ms`, `regression 20%`
  ok: z.boolean(),
  unclear: z.boolean().optional(), // noise hides whether it is: then `ok` is false and the cell inconclusive
  interval: z.tuple([z.number(), z.number()]).optional(), // of how much worse the candidate is, as a share of the running release's figure; 0.2 is a fifth worse
  rounds: z.object({ candidate: z.array(z.number()), running: z.array(z.number()) }).optional(), // one value for each round
});
export type MetricResult = z.infer<typeof MetricResult>;
