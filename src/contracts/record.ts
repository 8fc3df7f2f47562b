// What is left of an incident when it is over? A stable shape, published as a schema; changed only by adding.
import { z } from 'zod';
import { Decision, GateDecision, Outcome, Phase, Through, Verdict } from '../domain/vocabulary';
import { BrokenGlass, DecisionCard, SignOffGiven } from './decision';
import { Quarantine } from './exceptions';
import { FindingCounts } from './history';
import { DeploymentView } from './live-release';
import { TestCase } from './report';
import { Figure } from './result';
import { TimelineEntry } from './incident';

const seconds = z.number().nullable(); // null: that step was not reached

/** How long each step took. */
export const Durations = z.object({ detectSeconds: seconds, assignSeconds: seconds, fixSeconds: seconds, deploySeconds: seconds, recoverSeconds: seconds });
export type Durations = z.infer<typeof Durations>;

export const IncidentRecord = z.object({
  incident: z.object({ id: z.string(), workflowId: z.string(), runId: z.string(), service: z.string(), title: z.string(), severity: z.string(), openedAt: z.string(), closedAt: z.string().nullable(), outcome: z.enum(Outcome).nullable(), cause: z.string().default(''), recurrenceOf: z.string().nullable().default(null) }),
  impact: z.object({ began: z.string().nullable(), figures: z.array(Figure) }),
  alerts: z.array(z.string()).default([]), // names of those that fired, without customers' reports
  suggested: z.object({ person: z.string(), why: z.string() }).nullable().default(null), // the first one
  assignment: z.object({ to: z.string(), by: z.string(), at: z.string() }).nullable(),
  declined: z.array(z.object({ by: z.string(), reason: z.string(), at: z.string() })).default([]),
  helpers: z.array(z.string()).default([]),
  customerReports: z.number().int().default(0),
  reopened: z.number().int().default(0),
  undelivered: z.array(z.object({ at: z.string(), subject: z.string(), channel: z.string(), reason: z.string() })).default([]), // messages that no try brought to their channel
  branch: z.string().default(''), // where the fix was pushed
  attempts: z.array(z.object({
    number: z.number().int(),
    commit: z.string(),
    by: z.string().default(''),
    subject: z.string().default(''), // of the commit
    touchesPipeline: z.boolean().default(false),
    weakens: z.array(z.string()).default([]), // what the fix's own pipeline file would ask less of
    digest: z.string().nullable(),
    verdict: z.string(), // `passed`, `performance-failed`, …
    reason: z.string(),
    stages: z.array(z.object({
      stage: z.string(),
      verdict: z.string(),
      given: z.object({ by: z.string(), decision: z.enum(GateDecision), reason: z.string(), at: z.string(), through: z.enum(Through), quarantine: z.array(Quarantine) }).nullable().default(null), // a person's word on it
      cells: z.array(z.object({
        check: z.string(),
        device: z.string().nullable(),
        environment: z.string().nullable(),
        point: z.record(z.string(), z.string()),
        flaky: z.array(z.string()).default([]), // tests that failed and passed of the same bytes, and held the gate
        verdict: z.union([z.enum(Verdict), z.literal('not-run')]),
        reason: z.string(),
        suppressed: z.number().int().default(0), // findings
        findings: FindingCounts.nullable().default(null), // null: it reports none, or it is from before they were kept
        tests: z.object({ total: z.number().int(), passed: z.number().int(), failed: z.number().int(), skipped: z.number().int(), known: z.number().int().optional(), cases: z.array(TestCase) }).nullable(),
      })),
    })),
  })),
  acceptance: z.array(z.object({ story: z.string(), criterion: z.string(), achieved: z.boolean(), why: z.string() })),
  signOff: z.object({ by: z.string(), decision: z.enum(Decision), digest: z.string(), at: z.string(), through: z.enum(Through) }).nullable(),
  release: z.object({ digest: z.string(), reportedDigest: z.string(), environment: z.string(), at: z.string() }).nullable(),
  verification: z.object({ verdict: z.enum(Verdict), symptomGone: z.boolean(), alertCleared: z.boolean() }).nullable(),
  watch: z.object({ verdict: z.string(), from: z.string(), to: z.string().nullable() }).nullable(),
  deployments: z.array(DeploymentView.extend({
    committedAt: z.string().nullable(),
    restoredAt: z.string().nullable().default(null), // when the rollback of it was verified
  })).default([]), // to every environment, oldest first
  decisions: z.array(z.object({
    environment: z.string(), digest: z.string(), state: z.string(), given: z.array(SignOffGiven), glass: BrokenGlass.nullable(), risks: z.array(z.string()),
    delegations: DecisionCard.shape.delegations.default([]),
    questions: DecisionCard.shape.questions.default([]),
  })).default([]), // the cards, as they ended
  rollbacks: z.number().int().default(0),
  phases: z.array(z.object({ phase: z.enum(Phase), from: z.string(), to: z.string().nullable(), actor: z.string() })),
  durations: Durations,
  timeline: z.array(TimelineEntry),
});
export type IncidentRecord = z.infer<typeof IncidentRecord>;
