// What did a build, a cell or a stage come to? Small enough for history; the whole is evidence.
import { z } from 'zod';
import { Severity, Verdict } from '../domain/vocabulary';
import { Link } from './alert';
import { Point } from './check';
import { Digest, Evidence } from './evidence';
import { Finding, MetricResult, TestCase } from './report';

/** A finding of the candidate, or one that the running release alone has. */
export const FindingState = z.enum(['fresh', 'known', 'suppressed', 'gone']);
/** `dayshift/findings.json` among a cell's evidence: every finding with its state, the blocking ones first. */
export const FindingList = z.object({
  tool: z.string(),
  findings: z.array(Finding.extend({ state: FindingState, suppression: z.object({ owner: z.string(), reason: z.string(), until: z.string(), ended: z.boolean() }).optional() })),
});
export type FindingList = z.infer<typeof FindingList>;

/** One run of a cell's command. More than one is kept when it was run again. */
export const CellRun = z.object({ side: z.enum(['candidate', 'running']), verdict: z.enum(Verdict), reason: z.string(), seconds: z.number(), evidence: z.array(Evidence) });
export type CellRun = z.infer<typeof CellRun>;

export const CellResult = z.object({
  id: z.string(),
  stage: z.string(),
  check: z.string(),
  point: Point,
  verdict: z.enum(Verdict),
  reason: z.string(), // one sentence; for `failed` and `errored` what was found and what to do
  seconds: z.number(),
  tests: z.object({
    total: z.number().int(), passed: z.number().int(), failed: z.number().int(), skipped: z.number().int(),
    known: z.number().int().optional(), // of the failed, how many fail on the running release too; absent: not asked
    cases: z.array(TestCase), // at most 50: failures, flaky ones and wanted ones first
  }).optional(),
  flaky: z.array(z.string()).optional(), // tests that failed, passed when run again, and are in no quarantine: they hold the gate
  metrics: z.array(MetricResult).optional(),
  rounds: z.number().int().optional(), // how often each side was loaded
  findings: z.object({
    fresh: z.array(Finding), // at most 20
    freshCount: z.number().int().optional(), // when there are more than `fresh` holds; of an archived incident it holds none
    known: z.number().int(),
    suppressed: z.number().int().optional(),
    gone: z.number().int().optional(),
    levels: z.object({ error: z.number().int(), warning: z.number().int(), note: z.number().int() }).optional(), // of all that the candidate has
  }).optional(),
  runs: z.array(CellRun).optional(), // absent: one
  reused: z.object({ attempt: z.number().int() }).optional(), // taken over from that attempt
  evidence: z.array(Evidence),
  log: z.string(), // id of the log, readable while it is written
  box: z.string(), // which sandbox was used
});
export type CellResult = z.infer<typeof CellResult>;

/** One thing that a gate did not let through, as the developer needs it. */
export const GateFault = z.object({
  cell: z.string(),
  what: z.string(), // e.g. the test's, the metric's or the rule's name, and what was found
  isNew: z.boolean().optional(), // false: the running release has it too; absent: nothing to compare with
  file: z.string().optional(), // relative to the checkout
  line: z.number().int().optional(),
  wrote: z.object({ name: z.string(), email: z.string(), commit: z.string(), at: z.string() }).optional(), // who wrote that line last
  command: z.string(), // one command that repeats it in a clone
  evidence: z.array(Evidence), // its screenshot and trace first; at most 5
  log: z.string(),
});
export type GateFault = z.infer<typeof GateFault>;

/** What a gate that did not pass says to the developer. */
export const GateAnswer = z.object({
  faults: z.array(GateFault), // at most 10, new ones first
  more: z.number().int(), // how many are left out
  differs: z.array(z.string()), // what differs between devices and environments: one sentence each
  since: z.object({ good: z.string(), commit: z.string(), files: z.array(z.string()) }).optional(), // changed since the last good attempt, or since production (`good` says which); at most 20 files
});
export type GateAnswer = z.infer<typeof GateAnswer>;

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
  committedAt: z.string().optional(), // of the head commit (ISO); absent: not known
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
export const RunningRelease = Release.extend({
  before: z.array(Release).optional(), // newest first, with the times at which they went live
  canary: Release.extend({ weight: z.number() }).optional(), // a second release with a share of the traffic, in percent
});
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
