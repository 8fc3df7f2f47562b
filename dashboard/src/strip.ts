// Where in the day is an incident? The nine steps with their state and time, from the phases that it went through.
import type { IncidentSummary } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { clock, span } from './text';

export type StepState = 'done' | 'running' | 'waiting' | 'back' | 'todo' | 'skipped';
export interface Step { name: string; state: StepState; time: string; sentBack: number }

type Known = Pick<IncidentSummary, 'phase' | 'phases' | 'turn' | 'outcome' | 'openedAt'>;
const STEPS: readonly { name: string; phases: readonly Phase[] }[] = [
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
  const current = STEPS.findIndex(({ phases }) => phases.includes(known.phase));
  return STEPS.map(({ name, phases }, index) => ({
    name,
    state: index === 0 ? 'done' : stateOf(known, phases, index, current),
    time: index === 0 ? clock(view?.firstAlertAt ?? known.openedAt, true) : spent(known, phases, now),
    sentBack: view ? sentBackBy(view, phases) : 0,
  }));
}

function stateOf(known: Known, phases: readonly Phase[], index: number, current: number): StepState {
  if (known.phase === Phase.Closed) {
    if (!known.phases.some(({ phase }) => phases.includes(phase))) return 'skipped';
    const wasAssigned = known.phases.some(({ phase }) => phase === Phase.Fix);
    return known.outcome === 'fixed' || (phases[0] === Phase.Assess && wasAssigned) ? 'done' : 'skipped';
  }
  if (index !== current) return index < current ? 'done' : 'todo';
  if (known.turn === undefined || known.turn.role === 'dayshift') return 'running';
  return known.phase === Phase.Fix && known.phases.some(({ phase }) => phase === Phase.Build) ? 'back' : 'waiting';
}

/** Stages run again and again: their last time counts. The fix is one long work: all of it counts. */
function spent({ phases: all }: Known, phases: readonly Phase[], now: number): string {
  const spans = all.filter(({ phase }) => phases.includes(phase));
  const counted = phases.length === 1 ? spans.slice(-1) : spans;
  if (!counted.length) return '';
  return span(counted.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) : now) - Date.parse(from), 0));
}

function sentBackBy(view: IncidentView, phases: readonly Phase[]): number {
  if (phases.includes(Phase.SignOff)) return view.timeline.filter(({ kind, tone }) => kind === 'signOffGiven' && tone === 'bad').length;
  if (phases.includes(Phase.Watch)) return view.timeline.filter(({ kind }) => kind === 'rolledBack').length;
  return view.attempts.filter(({ verdict }) => phases.some((phase) => verdict.startsWith(`${phase}-`))).length;
}
