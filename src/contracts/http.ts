// What does the API answer? Bodies that are not the incident itself; every error is an RFC 9457 problem document.
import { z } from 'zod';
import { Outcome, Phase, Severity } from '../domain/vocabulary';
import { PhaseSpan, Turn } from './incident';

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
  phases: z.array(PhaseSpan),
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

export const IncidentList = z.object({ incidents: z.array(IncidentSummary) });
export type IncidentList = z.infer<typeof IncidentList>;

/** What became of each alert of one delivery, in the delivery's order. */
export const AlertAnswer = z.object({
  alerts: z.array(z.object({
    fingerprint: z.string(),
    name: z.string(),
    became: z.enum(['opened', 'joined', 'unrouted']),
    incident: z.string().optional(),
    rule: z.string(), // which rule said so
  })),
});
export type AlertAnswer = z.infer<typeof AlertAnswer>;

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

export const ServiceView = z.object({
  name: z.string(),
  environment: z.string(),
  address: z.string(),
  release: z.object({ digest: z.string(), version: z.string(), at: z.string() }).optional(),
  lane: z.object({ holder: z.string().optional(), queue: z.array(z.string()) }).optional(),
});
export type ServiceView = z.infer<typeof ServiceView>;
