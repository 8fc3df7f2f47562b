// What stands on the chart of an impact? What went out and came back, what attempts came to, and signatures, each once and in order.
import { marksOf } from '../../dashboard/src/happened';
import type { IncidentView } from '../../src/contracts/incident';
import { viewOfRecord } from '../../api/archived-view';
import { incidentRecord } from '../../src/domain/record';
import { viewsOf } from './fixture/day';
import { eventsOf, inputOf } from './fixture/tales';
import type { Tale } from './fixture/tales';
import { positionOf } from './fixture/world';

const START = Date.parse('2026-03-02T09:41:00Z');
const views = (tale: Tale) => viewsOf(eventsOf(tale, START), undefined, inputOf(tale));
const textsOf = (view: IncidentView) => marksOf(view).map(({ text }) => text);

describe('the marks of a chart', () => {
  it('tell the whole day in its order', () => {
    const view = views('day').at(-1) as IncidentView;
    expect(textsOf(view)).toEqual(['1.3.2 went out', '1.4.0 went out', 'trouble began', 'opened', 'attempt 1 ✕', 'attempt 2 ✕', 'attempt 3 ✓', 'signed', '1.4.1 went out']);
    const times = marksOf(view).map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('have the attempt that runs, from its beginning', () => {
    const view = views('day')[positionOf('cellFinished', 3)] as IncidentView;
    expect(marksOf(view).at(-1)).toEqual({ at: view.attempts[0]?.startedAt, text: 'attempt 1 ●', tone: 'run' });
  });

  it('have what was rolled back', () => {
    expect(textsOf(views('release').at(-1) as IncidentView)).toContain('rolled back');
  });

  it('of an archived day still have their times', () => {
    const view = views('day').at(-1) as IncidentView;
    const archived = marksOf(viewOfRecord(incidentRecord(view)));
    expect(archived).toEqual(expect.arrayContaining(marksOf(view).filter(({ text }) => /^(attempt|signed|opened)/.test(text))));
  });
});
