// Does the timeline show what is wanted of it? By what an entry is about, by person, by word; the whole of it when nothing is chosen.
import { aboutOf, countAbout, entriesFor, peopleOn } from '../../dashboard/src/timeline';
import type { IncidentView } from '../../src/contracts/incident';
import { viewsOf } from './fixture/day';
import { TALES, eventsOf, inputOf } from './fixture/tales';

const START = Date.parse('2026-03-02T09:41:00Z');
const endOf = (tale: (typeof TALES)[number]) => viewsOf(eventsOf(tale, START), undefined, inputOf(tale)).at(-1) as IncidentView;
const DAY = endOf('day');
const ALL = { about: [], who: '', text: '' } as const;

describe('the timeline', () => {
  it('is whole and latest first when nothing is chosen', () => {
    expect(entriesFor(DAY, ALL).map(({ entry }) => entry)).toEqual([...DAY.timeline].reverse());
  });

  it.each(TALES)('of the tale %s: every entry is about something, and each is found under it', (tale) => {
    const view = endOf(tale);
    const counts = countAbout(view);
    for (const about of ['people', 'gates', 'release', 'machine'] as const) expect(entriesFor(view, { ...ALL, about: [about] })).toHaveLength(counts[about]);
    const all = entriesFor(view, { ...ALL, about: ['people', 'gates', 'release', 'machine'] });
    expect(all).toHaveLength(view.timeline.length);
  });

  it('counts a person’s decision on a gate as about people and about gates', () => {
    const team = new Set(['dev']);
    expect(aboutOf({ kind: 'gateDecided', who: 'dev' }, team)).toEqual(['people', 'gates']);
    expect(aboutOf({ kind: 'gateJudged', who: 'functional' }, team)).toEqual(['gates']);
    expect(aboutOf({ kind: 'impactMeasured', who: 'dayshift' }, team)).toEqual(['machine']);
    expect(aboutOf({ kind: 'signOffAsked', who: 'operations-engineer' }, team)).toEqual(['release']);
  });

  it('is found by person and by word, of the text or of a name', () => {
    expect(peopleOn(DAY).map(({ id }) => id)).toEqual(expect.arrayContaining(['paula', 'maya', 'olga']));
    expect(new Set(entriesFor(DAY, { ...ALL, who: 'olga' }).map(({ entry }) => entry.who))).toEqual(new Set(['olga']));
    expect(entriesFor(DAY, { ...ALL, text: 'ATTEMPT 2' }).every(({ entry }) => entry.text.includes('Attempt 2'))).toBe(true);
    expect(entriesFor(DAY, { ...ALL, text: 'nothing like this' })).toEqual([]);
  });
});
