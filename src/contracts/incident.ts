// What goes into an incident's workflow, and what does its query answer? The view is all that API, dashboard and CLI know.
import { z } from 'zod';
import { Decision, Outcome, Phase, Role, Severity, Stage, Through, Verdict } from '../domain/vocabulary';
import type { AttemptVerdict } from '../domain/vocabulary';
import { Alert } from './alert';
import { ImpactQuery } from './installation';
import { Person } from './people';
import { BuildResult, CellResult, Change, Figure, Release, Suggestion } from './result';

/** The installation's part that this incident is opened with; it is not read again. Durations in seconds. No secrets. */
export const IncidentInput = z.object({
  service: z.string(),
  environment: z.string(),
  repository: z.string(),
  protectedBranch: z.string(),
  address: z.string(),
  cause: z.string(), // the alert's name: with the service, the workflow's id
  rule: z.string(), // which matching rule opened it
  team: z.array(Person),
  impact: z.array(ImpactQuery),
  owners: z.array(z.string()), // people's ids, when CODEOWNERS says nothing
  policies: z.object({
    assignWithinSeconds: z.number(),
    fixWithinSeconds: z.number(),
    remindAfterSeconds: z.number(),
    quietWindowSeconds: z.number(),
    laneLeaseSeconds: z.number(),
  }),
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

export const StageView = z.object({
  stage: z.enum(Stage),
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
});
export type StageView = z.infer<typeof StageView>;

export const AttemptView = z.object({
  number: z.number().int(),
  commit: z.string(),
  by: z.string(),
  change: Change.optional(),
  verdict: z.custom<AttemptVerdict>((v) => typeof v === 'string'),
  reason: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  digest: z.string().optional(),
  touchesPipeline: z.boolean(),
  buildLog: z.string(),
  build: BuildResult.optional(),
  stages: z.array(StageView),
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

export const SignOffGiven = z.object({
  by: z.string(), decision: z.enum(Decision), digest: z.string(), reason: z.string().optional(), at: z.string(), through: z.enum(Through),
});
export type SignOffGiven = z.infer<typeof SignOffGiven>;

export const DecisionCard = z.object({
  digest: z.string(),
  commit: z.string(),
  roles: z.array(z.enum(Role)),
  approvals: z.number().int(),
  mayDecide: z.array(z.string()), // people's ids
  given: z.array(SignOffGiven),
  missing: z.string(),
  expires: z.string(),
  risks: z.array(z.string()),
  state: z.enum(['open', 'granted', 'rejected', 'void', 'expired']),
});
export type DecisionCard = z.infer<typeof DecisionCard>;

export const VerificationView = z.object({
  verdict: z.enum(Verdict), symptomGone: z.boolean(), alertCleared: z.boolean(), reason: z.string(), at: z.string(), cell: CellResult.optional(),
});
export type VerificationView = z.infer<typeof VerificationView>;

export const WatchView = z.object({
  verdict: z.enum(['observing', 'kept', 'rolled-back', 'ask']),
  from: z.string(),
  to: z.string().optional(),
  until: z.string(),
  samples: z.array(z.object({ at: z.string(), bad: z.number().nullable() })), // share of bad events; null: no data; at most 120
  reason: z.string(),
});
export type WatchView = z.infer<typeof WatchView>;

export const LaneView = z.object({ environment: z.string(), state: z.enum(['asked', 'held', 'released']), holder: z.string().optional(), ahead: z.number().int() });
export type LaneView = z.infer<typeof LaneView>;

export const IncidentView = z.object({
  id: z.string(),
  workflowId: z.string(),
  runId: z.string(),
  service: z.string(),
  environment: z.string(),
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
  alerts: z.object({ open: z.array(Alert), received: z.number().int(), resolvedAt: z.string().optional() }),
  turn: Turn.optional(),
  impact: z.object({ figures: z.array(Figure), began: z.string().nullable() }),
  suggestions: z.array(Suggestion),
  assignment: z.object({ to: z.string(), by: z.string(), at: z.string(), acknowledgedAt: z.string().optional(), reason: z.string() }).optional(),
  branch: z.string(), // where the fix is pushed
  running: Release.optional(), // what production ran when the incident was opened
  attempts: z.array(AttemptView),
  acceptance: z.array(AcceptanceView),
  decision: DecisionCard.optional(),
  signOff: SignOffGiven.optional(), // the decision that was granted
  lane: LaneView.optional(),
  release: Release.extend({ reportedDigest: z.string() }).optional(), // what was deployed, and what it says it is
  verification: VerificationView.optional(),
  watch: WatchView.optional(),
  phases: z.array(PhaseSpan),
  timeline: z.array(TimelineEntry),
  team: z.array(Person),
});
export type IncidentView = z.infer<typeof IncidentView>;
