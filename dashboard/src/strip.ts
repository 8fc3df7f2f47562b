// Where in the day is an incident? Its nine steps with their state and time, and one more for each place at which a team's own stages run.
import type { IncidentSummary } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { isFurther, stageName } from './stages';
import { capital, clock, span } from './text';

export type StepState = 'done' | 'running' | 'waiting' | 'back' | 'todo' | 'skipped';
export interface Step { name: string; state: StepState; time: string; sentBack: number }

type Known = Pick<IncidentSummary, 'phase' | 'phases' | 'turn' | 'outcome' | 'openedAt'>;
/** `after`: stages of the team's own have one phase for all; they are told apart by the step that they follow. */
interface Planned { name: string; phases: readonly Phase[]; after?: Phase }
const STEPS: readonly Planned[] = [
  { name: 'Refused', phases: [] },
  { name: 'Assigned', phases: [Phase.Assess] },
  { name: 'Fix & build', phases: [Phase.Fix, Phase.Build] },
  { name: 'Functional', phases: [Phase.Functional] },
  { name: 'Performance', phases: [Phase.Performance] },
  { name: 'Security', phases: [Phase.Security] },
  { name: 'Sign-off', phases: [Phase.SignOff] },
  { name: 'Deploy', phases: [Phase.Deploy, Phase.Verify] },
  { name: 'Watch', phases: [Phase.Watch] },
];

export function stepsOf(known: Known, now: number, view?: IncidentView): Step[] {
  const steps = planned(known, view);
  const place = known.phase === Phase.Further ? followed(known.phases, known.phases.length - 1) : undefined;
  const current = steps.findIndex(({ phases, after }) => phases.includes(known.phase) && after === place);
  return steps.map((step, index) => ({
    name: step.name,
    state: index === 0 ? 'done' : stateOf(known, step, index, current),
    time: index === 0 ? clock(view?.firstAlertAt ?? known.openedAt, true) : spent(known, step, now),
    sentBack: view ? sentBackBy(view, step) : 0,
  }));
}

/** The step that a span of the team's own stages follows. */
function followed(spans: Known['phases'], index: number): Phase | undefined {
  return spans.slice(0, index).filter(({ phase }) => phase !== Phase.Further).at(-1)?.phase;
}

function spansOf({ phases: all }: Known, { phases, after }: Planned): Known['phases'] {
  return all.filter(({ phase }, index) => phases.includes(phase) && (after === undefined || followed(all, index) === after));
}

function planned(known: Known, view: IncidentView | undefined): Planned[] {
  const passed = known.phases.flatMap(({ phase }, index) => (phase === Phase.Further ? followed(known.phases, index) ?? [] : []));
  return STEPS.flatMap((step) => {
    const [after] = step.phases;
    const names = after ? furtherStages(view, after).map((stage) => capital(stageName(stage))) : [];
    if (!after || (names.length === 0 && !passed.includes(after))) return [step];
    return [step, { name: names.join(', ') || 'Further', phases: [Phase.Further], after }];
  });
}

/** The team's own stages that run right after one of the three, by the plan of the last attempt. */
function furtherStages(view: IncidentView | undefined, after: Phase): string[] {
  const stages = view?.attempts.at(-1)?.stages ?? [];
  const from = stages.findIndex(({ stage }) => stage === after);
  if (from < 0) return [];
  const rest = stages.slice(from + 1);
  const end = rest.findIndex(({ stage }) => !isFurther(stage));
  return rest.slice(0, end < 0 ? rest.length : end).map(({ stage }) => stage);
}

function stateOf(known: Known, step: Planned, index: number, current: number): StepState {
  if (known.phase === Phase.Closed) {
    if (spansOf(known, step).length === 0) return 'skipped';
    const wasAssigned = known.phases.some(({ phase }) => phase === Phase.Fix);
    return known.outcome === 'fixed' || (step.phases[0] === Phase.Assess && wasAssigned) ? 'done' : 'skipped';
  }
  if (index !== current) return index < current ? 'done' : 'todo';
  if (known.turn === undefined || known.turn.role === 'dayshift') return 'running';
  return known.phase === Phase.Fix && known.phases.some(({ phase }) => phase === Phase.Build) ? 'back' : 'waiting';
}

/** Stages run again and again: their last time counts. The fix is one long work: all of it counts. */
function spent(known: Known, step: Planned, now: number): string {
  const spans = spansOf(known, step);
  const counted = step.phases.length === 1 ? spans.slice(-1) : spans;
  if (!counted.length) return '';
  return span(counted.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) : now) - Date.parse(from), 0));
}

function sentBackBy(view: IncidentView, { phases, after }: Planned): number {
  if (phases.includes(Phase.SignOff)) return view.timeline.filter(({ kind, tone }) => kind === 'signOffGiven' && tone === 'bad').length;
  if (phases.includes(Phase.Watch)) return view.timeline.filter(({ kind }) => kind === 'rolledBack').length;
  const names: readonly string[] = after ? furtherStages(view, after) : phases;
  return view.attempts.filter(({ verdict }) => names.some((name) => verdict.startsWith(`${name}-`))).length;
}
