// How are people, digests and commits named in a sentence of the timeline?
import type { IncidentView, TimelineEntry } from '../contracts/incident';
import { Through } from './vocabulary';

export type Told = Omit<TimelineEntry, 'at' | 'kind'>;

export function say(who: string, text: string, tone: Told['tone'] = 'neutral'): Told {
  return { who, text, tone };
}

/** A digest or commit as people read it. */
export function short(id: string): string {
  return id.startsWith('sha256:') ? `${id.slice(7, 11)}…${id.slice(-4)}` : id.slice(0, 7);
}

/** People by name; when there is nobody, why not. */
export function namesOf(view: IncidentView, people: readonly string[], unknown?: string): string {
  return people.length ? people.map((id) => nameOf(view, id)).join(', ') : `nobody (${unknown ?? 'nobody has that part'})`;
}

/** Who said it: a person, or the agent that speaks in their name. */
export function speakerOf(view: IncidentView, { by, through }: { by: string; through?: Through }): string {
  return through === Through.Agent ? `${nameOf(view, by)}'s agent` : nameOf(view, by);
}

export function nameOf(view: IncidentView, id: string): string {
  return view.team.find((person) => person.id === id)?.name ?? id;
}
