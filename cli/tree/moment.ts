// What do the rows of a step have to know of the moment: what runs, how much room there is, where the step stands, and how long it took?
import type { Progress } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import type { Detail } from './attempt-rows';
import type { State } from './row';
import { span } from './text';

export interface Moment { progress: Progress | undefined; now: number; detail: Detail; timeZone?: string }

/** Time spent in these phases, over every time that the day passed through them. */
export function spent(view: IncidentView, phases: readonly Phase[], now: number): string {
  const spans = view.phases.filter((one) => phases.includes(one.phase));
  if (!spans.length) return '';
  return span(spans.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) : now) - Date.parse(from), 0));
}

export function stateOf(view: IncidentView, phases: readonly Phase[], done: boolean): State {
  if (phases.includes(view.phase)) return view.turn && view.turn.role !== 'dayshift' ? 'waiting' : 'running';
  if (done) return 'passed';
  return view.phase === Phase.Closed && view.phases.some((one) => phases.includes(one.phase)) ? 'cancelled' : 'todo';
}
