// What does the API answer? Bodies that are not the incident itself; every error is an RFC 9457 problem document.
import { z } from 'zod';
import { Outcome, Phase, Severity } from '../domain/vocabulary';
import { Alert } from './alert';
import { Point } from './check';
import { Budget } from './decision';
import { AttemptView, PhaseSpan, Turn } from './incident';
import { DeploymentView } from './live-release';
import { Durations } from './record';
import { Figure, FigureSeries } from './result';

/** `application/problem+json`. */
export const Problem = z.object({
  type: z.string(), // `/problems/<code>`
  title: z.string(),
  status: z.number().int(),
  detail: z.string(), // what was found
  advice: z.string(), // what to do
  instance: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** One row of the board. */
export const IncidentSummary = z.object({
  id: z.string(),
  workflowId: z.string(),
  runId: z.string(),
  service: z.string(),
  title: z.string(),
  severity: z.enum(Severity),
  phase: z.enum(Phase),
  outcome: z.enum(Outcome).optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  turn: Turn.optional(),
  headline: z.object({ name: z.string(), unit: z.string(), value: z.number().nullable() }).optional(),
  attempts: z.number().int(),
  customerReports: z.number().int().optional(), // absent: not known
  phases: z.array(PhaseSpan),
  deployments: z.array(z.object({ environment: z.string(), startedAt: z.string() })).optional(), // oldest first; absent: not known
  durations: Durations.optional(), // of one that is in the archive
  assignment: z.object({ to: z.string(), by: z.string(), at: z.string(), acknowledgedAt: z.string().optional() }).optional(), // absent: nobody's, or not known
  helpers: z.array(z.string()).optional(), // people's ids; absent: not known
  lastAttempt: AttemptView.pick({ number: true, commit: true, by: true, verdict: true, reason: true, startedAt: true, endedAt: true }).optional(), // absent: none, or not known
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

/** `next`: the cursor of the next page, absent at the end; a page may be short all the same. `total`: about how many there are in all; absent when it is not known. */
export const IncidentList = z.object({ incidents: z.array(IncidentSummary), next: z.string().optional(), total: z.number().int().optional() });
export type IncidentList = z.infer<typeof IncidentList>;

/** What became of each alert of one delivery, in the delivery's order. */
export const AlertAnswer = z.object({
  alerts: z.array(z.object({
    fingerprint: z.string(),
    name: z.string(),
    became: z.enum(['opened', 'joined', 'resolved', 'ignored', 'unrouted']),
    incident: z.string().optional(),
    rule: z.string(), // which rule said so
  })),
});
export type AlertAnswer = z.infer<typeof AlertAnswer>;

/** What would become of each alert of a payload, without anything happening. */
export const AlertExplanation = z.object({
  alerts: z.array(z.object({
    fingerprint: z.string(),
    name: z.string(),
    status: z.string(),
    severity: z.enum(Severity).optional(), // absent of what is no alert
    would: z.enum(['open', 'join', 'resolve', 'be-ignored', 'be-set-aside']),
    service: z.string().optional(),
    cause: z.string().optional(), // what the grouping makes of it
    workflowId: z.string().optional(),
    incident: z.string().optional(), // the open one that it would join
    rule: z.string(), // which rule matched, or why none did
    grouping: z.string().optional(), // which rule groups it
  })),
});
export type AlertExplanation = z.infer<typeof AlertExplanation>;

/** The names under which alerts are delivered and explained. */
export const AlertSourceList = z.object({ sources: z.array(z.string()) });
export type AlertSourceList = z.infer<typeof AlertSourceList>;

/** An alert that belonged to no service: kept until somebody dismisses it. */
export const UnroutedAlert = z.object({ key: z.string(), firstAt: z.string(), lastAt: z.string(), times: z.number().int(), rule: z.string(), alert: Alert });
export type UnroutedAlert = z.infer<typeof UnroutedAlert>;
export const UnroutedList = z.object({ unrouted: z.array(UnroutedAlert), dropped: z.number().int() }); // dropped: how many made room for newer ones
export type UnroutedList = z.infer<typeof UnroutedList>;

/** What a customer tells by the public form. `contact` and the texts are evidence; they never enter a workflow. */
export const CustomerReport = z.object({
  service: z.string().min(1).max(100),
  tried: z.string().trim().min(3).max(2000), // what did you try?
  happened: z.string().trim().min(3).max(2000), // what happened instead?
  contact: z.string().trim().max(200).optional(),
});
export type CustomerReport = z.infer<typeof CustomerReport>;
export const ReportReceipt = z.object({ reference: z.string(), text: z.string() });
export type ReportReceipt = z.infer<typeof ReportReceipt>;

/** One thing that `dayshift doctor` looked at. */
export const DoctorFinding = z.object({ area: z.string(), what: z.string(), state: z.enum(['well', 'doubtful', 'broken']), found: z.string(), advice: z.string() });
export type DoctorFinding = z.infer<typeof DoctorFinding>;
export const Diagnosis = z.object({ at: z.string(), findings: z.array(DoctorFinding), broken: z.number().int(), doubtful: z.number().int() });
export type Diagnosis = z.infer<typeof Diagnosis>;

/** The figures of an incident as monitoring has them now; sent as the SSE event `impact`. Costs no history. */
export const LiveImpact = z.object({ at: z.string(), figures: z.array(Figure) });
export type LiveImpact = z.infer<typeof LiveImpact>;

/** One delivery of an event to a subscriber. */
export const EventDelivery = z.object({
  id: z.string(), type: z.string(), subscription: z.string(), incident: z.string(), at: z.string(),
  attempt: z.number().int(), outcome: z.enum(['delivered', 'failed', 'given-up']), reason: z.string().optional(),
});
export type EventDelivery = z.infer<typeof EventDelivery>;
export const EventDeliveries = z.object({ deliveries: z.array(EventDelivery) });
export type EventDeliveries = z.infer<typeof EventDeliveries>;

/** What a git hook sends after a push. */
export const Push = z.object({
  repository: z.string().min(1),
  ref: z.string().min(1), // e.g. `refs/heads/incident/…`
  before: z.string().regex(/^[0-9a-f]{40}$/),
  after: z.string().regex(/^[0-9a-f]{40}$/),
  pusher: z.string().min(1),
});
export type Push = z.infer<typeof Push>;

/** The answer to a push or a person's word. */
export const Answer = z.object({ accepted: z.boolean(), text: z.string() });
export type Answer = z.infer<typeof Answer>;

/** What runs right now, from heartbeats; costs no history. Sent as the SSE event `progress`. */
export const Progress = z.object({ running: z.array(z.object({ id: z.string(), last: z.string(), since: z.string(), attempt: z.number().int() })) });
export type Progress = z.infer<typeof Progress>;

export const LogPiece = z.object({ text: z.string(), next: z.number().int() });
export type LogPiece = z.infer<typeof LogPiece>;


/** One feed per person, for the IDE: sent as the SSE event `turn` when it becomes theirs. */
export const TurnNotice = z.object({ incident: z.string(), title: z.string(), phase: z.enum(Phase), turn: Turn, branch: z.string(), link: z.string() });
export type TurnNotice = z.infer<typeof TurnNotice>;

/** Who deploys to an environment, who waits, and whether it waits for a person. Incidents by id. */
export const LaneState = z.object({ holder: z.string().optional(), queue: z.array(z.string()), blocked: z.object({ why: z.string(), at: z.string(), incident: z.string() }).optional() });
export type LaneState = z.infer<typeof LaneState>;

const RunsThere = z.object({
  digest: z.string(), version: z.string(), at: z.string(), commit: z.string().optional(),
  canary: z.object({ digest: z.string(), version: z.string(), weight: z.number() }).optional(),
});

/** One release that went to an environment of a service, as the service's page lists it. */
const WentOut = z.object({ environment: z.string(), digest: z.string(), at: z.string(), outcome: DeploymentView.shape.outcome, incident: z.string() }); // at: when it was live, else when the lane was asked for

/** A service between and during incidents. What could not be asked is absent. */
export const ServiceView = z.object({
  name: z.string(),
  environment: z.string(),
  address: z.string(),
  release: RunsThere.optional(),
  lane: LaneState.optional(),
  environments: z.array(z.object({ environment: z.string(), address: z.string(), release: RunsThere.optional(), lane: LaneState.optional() })), // before its own, in the file's order
  objective: z.object({ target: z.number(), windowSeconds: z.number() }).optional(),
  budget: Budget.optional(),
  burn: FigureSeries.optional(), // what was left of the budget, over the objective's window; absent too when nothing is known
  open: z.array(z.object({ id: z.string(), title: z.string(), severity: z.enum(Severity), phase: z.enum(Phase) })).optional(), // incidents
  last: z.array(z.object({ id: z.string(), title: z.string(), severity: z.enum(Severity), outcome: z.enum(Outcome).optional(), closedAt: z.string() })).optional(), // closed ones, newest first, at most 5
  deployments: z.array(WentOut).optional(), // of its incidents, to every environment, newest first, at most 5
});
export type ServiceView = z.infer<typeof ServiceView>;

/** DORA's five, of one service in one week or over all of them. null: nothing to tell it by. */
export const DoraFigures = z.object({
  deployments: z.number().int(), // that reached the service's own environment
  leadTimeSeconds: z.number().nullable(), // median, from the commit to being live
  changeFailRate: z.number().nullable(), // 0 to 1
  recoverySeconds: z.number().nullable(), // median, of failed deployments
  reworkRate: z.number().nullable(), // 0 to 1
});
export type DoraFigures = z.infer<typeof DoraFigures>;
export const DoraReport = z.object({
  definitions: z.array(z.object({ metric: z.string(), name: z.string(), definition: z.string() })), // metric: the field's name
  services: z.array(z.object({ service: z.string(), whole: DoraFigures, before: DoraFigures.optional(), perWeek: z.number().nullable(), weeks: z.array(DoraFigures.extend({ week: z.string(), from: z.string() })) })), // before: over as many weeks before those; week: ISO, e.g. `2026-W48`; newest first
});
export type DoraReport = z.infer<typeof DoraReport>;

/** One test in one cell of one attempt. */
export const TestRun = z.object({
  incident: z.string(),
  attempt: z.number().int(),
  stage: z.string(),
  check: z.string(),
  point: Point,
  result: z.enum(['passed', 'failed', 'flaky', 'skipped']),
  quarantined: z.boolean().optional(), // failed or flaky, and held no gate
  message: z.string().optional(), // of what failed or flaked
  at: z.string(), // when the attempt began
});
export type TestRun = z.infer<typeof TestRun>;

/** How many results are answered: of a test that was asked for by name, and of each in a list. */
export const RECENT_RESULTS = { named: 50, listed: 20 } as const;

/**
 * One test over the archived incidents of a service. A record keeps at most 50 cases of a cell, those that failed or flaked
 * first: `failed` and `flaked` are whole, `ran` counts the passes of a cell with more tests only where they were kept.
 */
export const TestHistory = z.object({
  name: z.string(),
  ran: z.number().int(), // in how many cells; skipped ones do not count
  failed: z.number().int(),
  flaked: z.number().int(),
  lastFailure: TestRun.optional(),
  recent: z.array(TestRun), // newest first: by the end of the incident, then by attempt and stage
});
export type TestHistory = z.infer<typeof TestHistory>;
export const TestHistoryList = z.object({ service: z.string(), tests: z.array(TestHistory) }); // most failures and flakes first
export type TestHistoryList = z.infer<typeof TestHistoryList>;
