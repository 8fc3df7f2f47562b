// How does the running attempt change? The last attempt of the view, its stages and cells.
import type { AttemptView, IncidentView, StageView } from '../contracts/incident';
import type { Happened } from './events';

/** The view with its last attempt one event further; events that are not about attempts change nothing. */
export function applyToAttempt(view: IncidentView, event: Happened): IncidentView {
  if (event.kind === 'attemptStarted') return { ...view, acceptance: [], attempts: [...view.attempts, startAttempt(view, event)] };
  const last = view.attempts.at(-1);
  if (!last) return view;
  const changed = changeAttempt(last, event);
  return changed === last ? view : { ...view, attempts: [...view.attempts.slice(0, -1), changed] };
}

function startAttempt(view: IncidentView, event: Extract<Happened, { kind: 'attemptStarted' }>): AttemptView {
  return {
    number: view.attempts.length + 1, commit: event.commit, by: event.by, verdict: 'running', reason: '',
    startedAt: event.at, touchesPipeline: false, buildLog: event.buildLog, stages: [], ...(event.through ? { through: event.through } : {}),
  };
}

function changeAttempt(attempt: AttemptView, event: Happened): AttemptView {
  switch (event.kind) {
    case 'planFrozen': return {
      ...attempt, change: event.change, touchesPipeline: event.plan.touchesPipeline,
      weakens: event.plan.weakens,
      environments: event.plan.environments.map(({ environment, signOff, watch }) => ({ environment, isSigned: signOff !== undefined, ...(watch ? { watch } : {}) })),
      stages: event.plan.stages.map(({ stage, role, cells }) => ({
        stage, role, verdict: 'waiting',
        cells: cells.map(({ id, check, point }) => ({ id, check, point, state: 'waiting', log: event.logs[id] ?? '' })),
      })),
    };
    case 'built': return { ...attempt, build: event.result, digest: event.result.artifact?.digest };
    case 'stageStarted': return inStage(attempt, event.stage, (stage) => ({ ...stage, verdict: 'running', startedAt: event.at }));
    case 'cellStarted': return inStage(attempt, event.stage, (stage) => inCell(stage, event.id, (cell) => ({ ...cell, state: 'running' })));
    case 'cellFinished': return inStage(attempt, event.stage, (stage) => inCell(stage, event.result.id, (cell) => ({ ...cell, state: 'done', result: event.result })));
    case 'gateJudged': return inStage(attempt, event.stage, (stage) => ({ ...stage, verdict: event.verdict, endedAt: event.at }));
    case 'gateAnswered': return inStage(attempt, event.stage, (stage) => ({ ...stage, answer: event.answer }));
    case 'gateAsked':
    case 'gateDecided': return inStage(attempt, event.card.stage, (stage) => ({ ...stage, card: event.card }));
    case 'attemptEnded': return {
      ...attempt, verdict: event.verdict, reason: event.reason, endedAt: event.at,
      stages: attempt.stages.map((stage) => (stage.verdict === 'running' ? { ...stage, verdict: 'cancelled', endedAt: event.at } : stage)),
    };
    default: return attempt;
  }
}

function inStage(attempt: AttemptView, name: string, to: (stage: StageView) => StageView): AttemptView {
  return { ...attempt, stages: attempt.stages.map((stage) => (stage.stage === name ? to(stage) : stage)) };
}

type CellView = StageView['cells'][number];
function inCell(stage: StageView, id: string, to: (cell: CellView) => CellView): StageView {
  return { ...stage, cells: stage.cells.map((cell) => (cell.id === id ? to(cell) : cell)) };
}
