// What does a person read in the terminal when a gate asks or answers? The snapshots are meant to be read.
import type { IncidentView } from '../../src/contracts/incident';
import { renderDay } from '../../cli/tree';
import { describeChanges } from '../../cli/tree/changes';
import { dayRows } from '../../cli/tree/day-rows';
import type { Row } from '../../cli/tree/row';
import { viewsOf } from '../dashboard/fixture/day';
import { eventsOf } from '../dashboard/fixture/tales';
import { lengthOf, positionOf } from '../dashboard/fixture/world';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const EVENTS = eventsOf('pipeline', START);
const VIEWS = viewsOf(EVENTS);
const at = (kind: Parameters<typeof positionOf>[0], nth = 1) => positionOf(kind, nth, 'pipeline');

interface Size { width?: number; height?: number; heard?: boolean; running?: number }
function draw(position: number, { width = 100, height, heard = true, running = 0 }: Size = {}): string {
  const view = VIEWS[position] as IncidentView;
  const now = Date.parse(EVENTS[position - 1]?.at ?? '') + 3000;
  const handedOut = view.attempts.at(-1)?.stages.flatMap(({ cells }) => cells).filter(({ state }) => state === 'running') ?? [];
  const progress = { running: handedOut.slice(0, running).map(({ id }) => ({ id, last: 'Running 4 tests', since: new Date(now - 9000).toISOString(), attempt: 1 })) };
  return renderDay(view, heard ? progress : undefined, { now, width, height, colour: false, timeZone: 'UTC' }).join('\n');
}

describe('the live tree', () => {
  it('tells cells that wait for a slot from those that run', () => {
    const text = draw(at('cellFinished', 3), { running: 2 });
    expect(text.match(/● login .* running/g)).toHaveLength(2);
    expect(text.match(/◌ .* queued\s+waits for a slot/g)).toHaveLength(4);
  });

  it('calls none of them queued before anything was heard of what runs', () => {
    expect(draw(at('cellFinished', 3), { heard: false })).not.toContain('queued');
  });

  it('shows the developer whose turn it is what to look at, and the command', () => {
    expect(draw(positionOf('asked', 3, 'pipeline') + 1)).toMatchSnapshot();
  });

  it('shows what a held gate asks, of whom, and what flaked', () => {
    expect(draw(at('gateAsked') + 2)).toMatchSnapshot();
  });

  it('shows that noise hides an answer', () => {
    expect(draw(at('gateAsked', 2) + 2)).toMatchSnapshot();
  });

  it('shows what was taken over, the team\'s own stage, and what the fix asks less of', () => {
    expect(draw(lengthOf('pipeline'))).toMatchSnapshot();
  });

  it('keeps the question in a small terminal', () => {
    const text = draw(at('gateAsked') + 2, { width: 80, height: 22 });
    expect(text).toMatch(/Asks Devika\s+decide\s+59:57\s+quarantine, run again, send/);
    expect(text.split('\n').length).toBeLessThanOrEqual(22);
  });

  it('says that an answer is overdue', () => {
    const view = VIEWS[at('gateAsked')] as IncidentView;
    const now = Date.parse(EVENTS[at('gateAsked') - 1]?.at ?? '') + 3_660_000;
    expect(renderDay(view, { running: [] }, { now, width: 100, colour: false }).join('\n')).toMatch(/Asks Devika\s+decide\s+1:00\s+overdue: quarantine/);
  });

  it('keeps its columns: no word of a state is longer than its place', () => {
    const wordsOf = (rows: readonly Row[]): string[] => rows.flatMap(({ word = '', children = [] }) => [word, ...wordsOf(children)]);
    const words = VIEWS.slice(1).flatMap((view) => wordsOf(dayRows(view, { progress: undefined, now: START, detail: 'all' })));
    expect([...new Set(words)].filter((word) => word.length > 9)).toEqual([]);
  });
});

describe('lines for a pipe', () => {
  const lines = (from: number, to: number) => describeChanges(VIEWS[from], VIEWS[to] as IncidentView, { now: START, timeZone: 'UTC' });

  it('say the first fault once, with its place and the command', () => {
    const answered = at('gateAnswered');
    expect(lines(answered - 1, answered)).toEqual([
      '09:41:00  ✗ attempt 1 functional: look at login › accepts the e-mail in any letter case: Expected the account page, but the shop answered “This e-mail or password is not known.” (in 2 of 8 cells) at tests/login.spec.ts:27, and 1 more',
      '09:41:00  · attempt 1 functional: repeat it with dayshift pipeline run --check login --at device=ipad --at environment=current-data',
    ]);
    expect(lines(answered, answered + 1).join('\n')).not.toContain('look at login');
  });

  it('say which attempt a cell was taken from', () => {
    const all = lines(at('attemptStarted', 3), lengthOf('pipeline'));
    expect(all.filter((line) => line.includes('passed as in attempt 2'))).toHaveLength(9);
  });
});
