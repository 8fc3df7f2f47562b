// How does an incident go from phase to phase, and whose turn is it then?
import type { IncidentView, Turn } from '../contracts/incident';
import { Phase } from './vocabulary';

/** Ends the phase that is open and begins the next; the same phase again changes nothing. */
export function enter(view: IncidentView, phase: Phase, actor: string, at: string): IncidentView {
  const last = view.phases.at(-1);
  if (last && last.phase === phase && !last.to) return view;
  const phases = view.phases.map((span) => (span.to ? span : { ...span, to: at }));
  return { ...view, phase, phases: phase === Phase.Closed ? phases : [...phases, { phase, from: at, actor }] };
}

export function withTurn(view: IncidentView, turn: Omit<Turn, 'since'> | undefined, at: string): IncidentView {
  return { ...view, turn: turn && { ...turn, since: at } };
}

export function dayshiftsTurn(view: IncidentView, to: string, at: string): IncidentView {
  return withTurn(view, { role: 'dayshift', to }, at);
}
