// What goes into an incident's workflow, and what does its query answer? The view is all that API, dashboard and CLI know.
import { z } from 'zod';
import { GateDecision, Outcome, Phase, Role, Severity, Through, Verdict } from '../domain/vocabulary';
import type { AttemptVerdict } from '../domain/vocabulary';
import { Alert, Link } from './alert';
import { DecisionCard, SignOffGiven } from './decision';
import { CanaryView, DeploymentView, LaneView, VerificationView, WatchView } from './live-release';
import { Person } from './people';
import { Quarantine } from './exceptions';
import { WatchPlan } from './release-plan';
import { BuildResult, CellResult, Change, Figure, GateAnswer, Related, Release, Suggestion } from './result';
import { ImpactQuery } from './service';

/** A rung of a ladder: so long after the step began, these are told. Audiences as in the installation file. */
export const Rung = z.object({ afterSeconds: z.number(), tell: z.array(z.string()).min(1) });
export type Rung = z.infer<typeof Rung>;

/** A time in which nothing goes out. */
export const Freeze = z.object({ name: z.string(), from: z.string(), to: z.string(), environments: z.array(z.string()) }); // ISO times; no environments: all
export type Freeze = z.infer<typeof Freeze>;

/** What the service promises its customers; what is left of the budget is told to signers. */
export const Objective = z.object({ target: z.number(), query: z.string(), windowSeconds: z.number() }); // target 0 to 1; the query gives the share of bad events over `$window`
export type Objective = z.infer<typeof Objective>;

/** The installation's part that this incident is opened with; it is not read again. Durations in seconds. No secrets. */
export const IncidentInput = z.object({
  service: z.string(),
  environment: z.string(),
  repository: z.string(),
  protectedBranch: z.string(),
  address: z.string(),
  cause: z.string(), // what the grouping made of the first alert: with the service, the workflow's id
  rule: z.string(), // which matching rule opened it
  team: z.array(Person),
  impact: z.array(ImpactQuery),
  owners: z.array(z.string()), // people's ids, when CODEOWNERS says nothing
  duty: z.string().optional(), // the service's duty roster
  links: z.array(Link), // the service's
  policies: z.object({
    assignWithinSeconds: z.number(),
    assignAutomatically: z.boolean(),
    fixWithinSeconds: z.number(),
    acknowledgedForSeconds: z.number(),
    quietWindowSeconds: z.number(),
    reopenWithinSeconds: z.number(),
    silentForSeconds: z.number(),
    refreshImpactSeconds: z.number(),
    laneLeaseSeconds: z.number(),
    ladders: z.object({ assign: z.array(Rung), fix: z.array(Rung), signOff: z.array(Rung) }),
  }),
  isPublished: z.boolean(), // somebody subscribed to its events
  addresses: z.record(z.string(), z.string()).default({}), // of the environments before the service's own
  freezes: z.array(Freeze).default([]), // that concern this service and are not over
  objective: Objective.optional(),
  compareLink: z.string().optional(), // shows a change: `{base}` and `{head}` stand for commits
});
export type IncidentInput = z.infer<typeof IncidentInput>;

export const TimelineEntry = z.object({
  at: z.string(),
  kind: z.string(), // past tense, e.g. `gatePassed`
  who: z.string(), // a person's id, a role, or `dayshift`
  text: z.string(), // one sentence
  tone: z.enum(['neutral', 'good', 'bad', 'waiting']),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const PhaseSpan = z.object({ phase: z.enum(Phase), from: z.string(), to: z.string().optional(), actor: z.string() });
export type PhaseSpan = z.infer<typeof PhaseSpan>;

export const Turn = z.object({
  role: z.union([z.enum(Role), z.literal('dayshift')]),
  person: z.string().optional(),
  to: z.string(), // what is expected, e.g. `assign a developer`
  since: z.string(),
  deadline: z.string().optional(),
});
export type Turn = z.infer<typeof Turn>;

/** A gate that is inconclusive asks a person. */
export const GateCard = z.object({
  stage: z.string(),
  why: z.string(),
  flaky: z.array(z.object({ check: z.string(), test: z.string(), at: z.array(z.record(z.string(), z.string())) })), // empty: it is noise that hides the answer
  mayDecide: z.array(z.string()), // people's ids
  decisions: z.array(z.enum(GateDecision)),
  deadline: z.string(),
  given: z.object({ by: z.string(), decision: z.enum(GateDecision), reason: z.string(), at: z.string(), through: z.enum(Through), quarantine: z.array(Quarantine) }).optional(),
});
export type GateCard = z.infer<typeof GateCard>;

export const StageView = z.object({
  stage: z.string(),
  role: z.enum(Role).optional(), // who acts in it; absent in what was recorded before stages had one
  verdict: z.union([z.enum(Verdict), z.enum(['waiting', 'running', 'cancelled'])]),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  cells: z.array(z.object({
    id: z.string(),
    check: z.string(),
    point: z.record(z.string(), z.string()),
    state: z.enum(['waiting', 'running', 'done']),
    log: z.string(),
    result: CellResult.optional(),
  })),
  answer: GateAnswer.optional(), // when it did not pass
  card: GateCard.optional(), // when a person was asked
});
export type StageView = z.infer<typeof StageView>;

/** What is planned for an environment, as people look at it: whether anybody signs, and by what the watch judges. */
export const PlannedEnvironment = z.object({ environment: z.string(), isSigned: z.boolean(), watch: WatchPlan.optional() });
export type PlannedEnvironment = z.infer<typeof PlannedEnvironment>;

export const AttemptView = z.object({
  number: z.number().int(),
  commit: z.string(),
  by: z.string(),
  through: z.enum(Through).optional(), // `agent`: one had it built, in the name of `by`
  change: Change.optional(),
  verdict: z.custom<AttemptVerdict>((v) => typeof v === 'string'),
  reason: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  digest: z.string().optional(),
  touchesPipeline: z.boolean(),
  weakens: z.array(z.string()).optional(), // what the fix's own pipeline file would ask less of
  buildLog: z.string(),
  build: BuildResult.optional(),
  stages: z.array(StageView),
  environments: z.array(PlannedEnvironment).optional(), // in their order, the service's own last; absent in what was recorded before they were kept
});
export type AttemptView = z.infer<typeof AttemptView>;

export const AcceptanceView = z.object({
  story: z.string(),
  title: z.string(),
  criterion: z.string(),
  achieved: z.boolean(),
  why: z.string(), // e.g. `passed in 8 of 8 cells`
});
export type AcceptanceView = z.infer<typeof AcceptanceView>;

/** One message that a channel did not take. It is tried again; `deliveredAt` when that helped. */
export const Undelivered = z.object({ at: z.string(), subject: z.string(), channel: z.string(), reason: z.string(), deliveredAt: z.string().optional() });
export type Undelivered = z.infer<typeof Undelivered>;

/** Where the ladder of the human step stands that is waited for. */
export const LadderView = z.object({
  step: z.enum(['assign', 'fix', 'gate', 'sign-off', 'decide']),
  since: z.string(),
  round: z.number().int(), // 1, and one more each time that the deadline passed
  told: z.array(z.object({ at: z.string(), to: z.array(z.string()), kind: z.enum(['asked', 'reminded', 'escalated']) })), // of this round; people's ids
  next: z.object({ at: z.string(), tell: z.array(z.string()) }).optional(), // absent: the top is reached, or an acknowledgement holds it
  heldUntil: z.string().optional(), // somebody acknowledged: nobody else is told before
});
export type LadderView = z.infer<typeof LadderView>;

export const IncidentView = z.object({
  id: z.string(),
  workflowId: z.string(),
  runId: z.string(),
  service: z.string(),
  environment: z.string(),
  repository: z.string().optional(), // where its code is; absent in what was recorded before it was told
  protectedBranch: z.string().optional(), // where a fix goes in the end; absent as above
  address: z.string(),
  cause: z.string(),
  title: z.string(),
  rule: z.string(),
  severity: z.enum(Severity),
  phase: z.enum(Phase),
  outcome: z.enum(Outcome).optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  firstAlertAt: z.string(), // startsAt of the first alert, by the source's clock
  alerts: z.object({
    open: z.array(Alert), // the oldest 100 of them
    openCount: z.number().int(),
    suppressedCount: z.number().int(),
    received: z.number().int(), // every delivery, repeats too
    names: z.array(z.string()), // of every alert that fired, the first one first; at most 50
    resolvedAt: z.string().optional(),
  }),
  turn: Turn.optional(),
  impact: z.object({
    figures: z.array(Figure), // as measured last
    worst: z.array(Figure), // each at its highest measured value, with its newest series: what the record keeps
    began: z.string().nullable(),
    measuredAt: z.string().optional(),
  }),
  related: Related.optional(), // absent: not looked up yet
  suggestions: z.array(Suggestion),
  assignment: z.object({ to: z.string(), by: z.string(), at: z.string(), acknowledgedAt: z.string().optional(), reason: z.string() }).optional(), // acknowledgedAt goes when it expires
  declined: z.array(z.object({ by: z.string(), reason: z.string(), at: z.string() })),
  helpers: z.array(z.string()), // people's ids
  ladder: LadderView.optional(),
  undelivered: z.array(Undelivered), // the newest 20
  customerReports: z.number().int(), // how many customers told of it themselves
  recurrenceOf: z.string().optional(), // the id of the incident before, when the same cause came back
  reopened: z.number().int(), // how often it fired again soon after it had recovered
  reopensUntil: z.string().optional(), // closed as recovered: firing again before this reopens it
  branch: z.string(), // where the fix is pushed
  running: Release.optional(), // what production ran when the incident was opened
  attempts: z.array(AttemptView),
  acceptance: z.array(AcceptanceView),
  decision: DecisionCard.optional(), // the newest card
  decisions: z.array(DecisionCard).optional(), // those before it, oldest first
  signOff: SignOffGiven.optional(), // the decision that was granted
  lane: LaneView.optional(),
  release: Release.extend({ reportedDigest: z.string() }).optional(), // what was deployed, and what it says it is
  canary: CanaryView.optional(), // of the deployment under way or the last one
  verification: VerificationView.optional(),
  watch: WatchView.optional(),
  deployments: z.array(DeploymentView).optional(), // oldest first; absent in what was recorded before they were kept
  barred: z.array(z.object({ digest: z.string(), why: z.string(), at: z.string() })).optional(), // digests that production sent back: they can not be signed again
  phases: z.array(PhaseSpan),
  timeline: z.array(TimelineEntry),
  team: z.array(Person),
});
export type IncidentView = z.infer<typeof IncidentView>;
