// Which shapes do we publish? JSON Schemas of the files people write, the words they send and the answers they get.
import { z } from 'zod';
import { Alert, AlertBatch } from '../contracts/alert';
import { Desk } from '../contracts/desk';
import { AlertAnswer, AlertExplanation, AlertSourceList, Answer, CustomerReport, Diagnosis, DoraReport, EventDeliveries, LiveImpact, UnroutedList, ReportReceipt, IncidentList, LogPiece, Problem, Progress, Push, ServiceView, TestHistoryList, TurnNotice } from '../contracts/http';
import { IncidentView } from '../contracts/incident';
import { Installation } from '../contracts/installation';
import { Acknowledge, Ask, Assign, BreakGlass, Build, Cancel, Decline, Delegate, HandOver, Join, JudgeGate, Note, OpenLane, SignOff, Withdraw } from '../contracts/people';
import { PipelineFile } from '../contracts/pipeline-file';
import { IncidentRecord } from '../contracts/record';

export type JsonSchema = Record<string, unknown>;

/** What others write: defaults may be left out. */
const WRITTEN = {
  installation: Installation, 'pipeline-file': PipelineFile, alert: Alert, 'alert-batch': AlertBatch, push: Push,
  acknowledge: Acknowledge, assign: Assign, decline: Decline, 'hand-over': HandOver, join: Join, 'customer-report': CustomerReport, build: Build, 'judge-gate': JudgeGate, 'sign-off': SignOff,
  withdraw: Withdraw, ask: Ask, delegate: Delegate, 'break-glass': BreakGlass, 'open-lane': OpenLane, note: Note, cancel: Cancel,
};
/** What we answer. */
const ANSWERED = {
  incident: IncidentView, 'incident-list': IncidentList, 'incident-record': IncidentRecord, problem: Problem, answer: Answer,
  'alert-answer': AlertAnswer, 'alert-explanation': AlertExplanation, 'alert-source-list': AlertSourceList, 'unrouted-list': UnroutedList, 'report-receipt': ReportReceipt, diagnosis: Diagnosis, 'live-impact': LiveImpact, 'event-deliveries': EventDeliveries, progress: Progress, 'log-piece': LogPiece, 'turn-notice': TurnNotice, desk: Desk, service: ServiceView, 'dora-report': DoraReport, 'test-history-list': TestHistoryList,
};

/** Draft 2020-12 by file name, e.g. `incident-record.schema.json`; `$id` is the path at which the API serves it. */
export function publishedSchemas(): Record<string, JsonSchema> {
  const entries = [...publish(WRITTEN, 'input'), ...publish(ANSWERED, 'output')];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function publish(schemas: Record<string, z.ZodType>, io: 'input' | 'output'): [string, JsonSchema][] {
  return Object.entries(schemas).map(([name, schema]) => {
    const file = `${name}.schema.json`;
    const { $schema, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    return [file, { $schema, $id: `/schemas/${file}`, title: name.replace(/-/g, ' '), ...shape }];
  });
}
