// Which entries of the timeline are wanted? By what they are about, by person, by word; an entry may be about more than one thing.
import type { IncidentView, TimelineEntry } from '../../src/contracts/incident';

export const ABOUT = ['people', 'gates', 'release', 'machine'] as const;
export type About = (typeof ABOUT)[number];
export interface Wanted { about: readonly About[]; who: string; text: string } // nothing chosen: everything

const GATES = /^(attempt|plan|built|build|stage|cell|gate|acceptance)/;
const RELEASE = /^(signOff|glass|card|lane|canary|deploy|verif|rolledBack|rollback|release|watch|alertCounted|keepOrRollBack|environment)/;
const PEOPLE = /^(asked|reminded|escalated|assigned|acknowledge|declined|handedOver|helperJoined|noted|question|deadline|decisionAwaited|wordRefused)/;

/** What was said by a person is about people, whatever else it is about. */
export function aboutOf({ kind, who }: Pick<TimelineEntry, 'kind' | 'who'>, team: ReadonlySet<string>): About[] {
  const about: About[] = [];
  if (team.has(who) || PEOPLE.test(kind)) about.push('people');
  if (GATES.test(kind)) about.push('gates');
  if (RELEASE.test(kind)) about.push('release');
  return about.length > 0 ? about : ['machine'];
}

export interface Found { entry: TimelineEntry; index: number } // index: in the timeline, which only grows

/** The latest first. */
export function entriesFor({ timeline, team }: Pick<IncidentView, 'timeline' | 'team'>, { about, who, text }: Wanted): Found[] {
  const ids = new Set(team.map(({ id }) => id));
  const word = text.trim().toLowerCase();
  const names = new Map(team.map(({ id, name }) => [id, name.toLowerCase()]));
  const found: Found[] = [];
  for (let index = timeline.length - 1; index >= 0; index -= 1) {
    const entry = timeline[index];
    if (!entry || (who && entry.who !== who)) continue;
    if (about.length > 0 && !aboutOf(entry, ids).some((one) => about.includes(one))) continue;
    if (word && !entry.text.toLowerCase().includes(word) && !names.get(entry.who)?.includes(word)) continue;
    found.push({ entry, index });
  }
  return found;
}

/** How many entries are about each. */
export function countAbout({ timeline, team }: Pick<IncidentView, 'timeline' | 'team'>): Record<About, number> {
  const ids = new Set(team.map(({ id }) => id));
  const counts = { people: 0, gates: 0, release: 0, machine: 0 };
  for (const entry of timeline) for (const about of aboutOf(entry, ids)) counts[about] += 1;
  return counts;
}

/** Those of the team who stand on the timeline. */
export function peopleOn({ timeline, team }: Pick<IncidentView, 'timeline' | 'team'>): IncidentView['team'] {
  const said = new Set(timeline.map(({ who }) => who));
  return team.filter(({ id }) => said.has(id));
}
