// What can still be shown of an incident that only the archive has? Its record as a view; what the record leaves out is empty.
import { DecisionCard } from '../src/contracts/decision';
import type { AttemptView, IncidentView, StageView } from '../src/contracts/incident';
import type { CellResult } from '../src/contracts/result';
import type { IncidentRecord } from '../src/contracts/record';
import { incidentBranch } from '../src/domain/ids';
import { cellId } from '../src/domain/plan';
import { Phase, Severity } from '../src/domain/vocabulary';

type AttemptRecord = IncidentRecord['attempts'][number];
type StageRecord = AttemptRecord['stages'][number];
type CellRecord = StageRecord['cells'][number];

export function viewOfRecord(record: IncidentRecord): IncidentView {
  const { incident, assignment, signOff, release, verification, watch, impact } = record;
  const closedAt = incident.closedAt ?? incident.openedAt;
  const cards = record.decisions.map((card) => cardOf(card, closedAt));
  return {
    id: incident.id, workflowId: incident.workflowId, runId: incident.runId, service: incident.service,
    environment: release?.environment ?? '', address: '', cause: incident.cause || incident.title, title: incident.title, rule: '',
    severity: Object.values(Severity).find((one) => one === incident.severity) ?? Severity.Low,
    phase: Phase.Closed, outcome: incident.outcome ?? undefined, openedAt: incident.openedAt, closedAt, firstAlertAt: impact.began ?? incident.openedAt,
    alerts: { open: [], openCount: 0, suppressedCount: 0, received: 0, names: record.alerts },
    declined: record.declined, helpers: record.helpers, undelivered: record.undelivered, customerReports: record.customerReports, reopened: record.reopened,
    recurrenceOf: incident.recurrenceOf ?? undefined,
    impact: { figures: impact.figures, worst: impact.figures, began: impact.began },
    suggestions: record.suggested ? [record.suggested] : [], branch: record.branch || incidentBranch(incident.id), team: [],
    assignment: assignment ? { ...assignment, reason: '' } : undefined,
    attempts: record.attempts.map((attempt) => attemptOf(attempt, closedAt)),
    acceptance: record.acceptance.map((criterion) => ({ ...criterion, title: criterion.story })),
    signOff: signOff ?? undefined,
    decision: cards.at(-1), decisions: cards.slice(0, -1),
    deployments: record.deployments.map(({ committedAt: _, restoredAt: __, ...deployment }) => deployment),
    release: release ? { ...release, version: '' } : undefined,
    verification: verification ? { ...verification, reason: '', at: closedAt } : undefined,
    watch: watch ? { verdict: watchVerdict(watch.verdict), from: watch.from, to: watch.to ?? undefined, until: watch.to ?? closedAt, samples: [], reason: '' } : undefined,
    phases: record.phases.map(({ to, ...span }) => (to ? { ...span, to } : span)),
    timeline: record.timeline,
  };
}

function watchVerdict(verdict: string): NonNullable<IncidentView['watch']>['verdict'] {
  return verdict === 'kept' || verdict === 'rolled-back' || verdict === 'ask' ? verdict : 'observing';
}

function attemptOf(attempt: AttemptRecord, at: string): AttemptView {
  return {
    number: attempt.number, commit: attempt.commit, by: attempt.by, verdict: attempt.verdict as AttemptView['verdict'], reason: attempt.reason,
    startedAt: at, endedAt: at, digest: attempt.digest ?? undefined, touchesPipeline: attempt.touchesPipeline, weakens: attempt.weakens, buildLog: '', stages: attempt.stages.map(stageOf),
  };
}

function stageOf(stage: StageRecord): StageView {
  const verdict = stage.verdict === 'not-run' ? 'waiting' : (stage.verdict as StageView['verdict']);
  const { given } = stage;
  const card: Pick<StageView, 'card'> = given ? { card: { stage: stage.stage, why: '', flaky: [], mayDecide: [], decisions: [], deadline: given.at, given } } : {};
  return { stage: stage.stage, verdict, cells: stage.cells.map((cell) => cellOf(stage, cell)), ...card };
}

/** As it ended: nobody is asked any more. */
function cardOf({ glass, ...card }: IncidentRecord['decisions'][number], expires: string): DecisionCard {
  const state = DecisionCard.shape.state.safeParse(card.state);
  return {
    ...card, commit: '', roles: [], approvals: 0, parties: [], mayDecide: [], missing: '', expires, mayBreakGlass: [], state: state.success ? state.data : 'void', ...(glass ? { glass } : {}),
  };
}

function cellOf({ stage }: StageRecord, cell: CellRecord): StageView['cells'][number] {
  const id = cellId(stage, cell.check, cell.point);
  const known = { id, check: cell.check, point: cell.point, log: '' };
  if (cell.verdict === 'not-run') return { ...known, state: 'waiting' };
  const result: CellResult = { ...known, stage, verdict: cell.verdict, reason: cell.reason, seconds: 0, tests: cell.tests ?? undefined, evidence: [], box: '' };
  if (cell.flaky.length > 0) result.flaky = cell.flaky;
  if (cell.findings) result.findings = { fresh: [], freshCount: cell.findings.fresh, known: cell.findings.known, suppressed: cell.findings.suppressed, ...(cell.findings.gone === null ? {} : { gone: cell.findings.gone }) };
  else if (cell.suppressed > 0) result.findings = { fresh: [], known: 0, suppressed: cell.suppressed };
  return { ...known, state: 'done', result };
}
