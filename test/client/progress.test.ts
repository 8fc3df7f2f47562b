// How far is the pipeline, as an editor says it? Over a whole day made by the real domain: what runs, what is done, what is left.
import type { IncidentView } from '../../src/contracts/incident';
import type { PipelineProgress } from '../../client/progress';
import { progressOf } from '../../client/progress';
import { endedSince, leftOf, longProgress, shortProgress, span } from '../../client/progress-words';
import { eventsOfDay, viewsOf } from '../dashboard/fixture/day';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const EVENTS = eventsOfDay(START);
const VIEWS = viewsOf(EVENTS);

/** The first view after an event, and when that was. */
function afterEvent(wanted: (event: (typeof EVENTS)[number]) => boolean, attempt = 1): { view: IncidentView; now: number } {
  const index = EVENTS.findIndex((event, i) => VIEWS[i + 1]?.attempts.length === attempt && wanted(event));
  return { view: VIEWS[index + 1] as IncidentView, now: Date.parse(EVENTS[index]?.at ?? '') };
}

function running(view: IncidentView, now: number, progress?: Parameters<typeof progressOf>[1]): PipelineProgress {
  const found = progressOf(view, progress, now);
  if (!found) throw new Error('Nothing runs in this view.');
  return found;
}

describe('what runs', () => {
  it('is nothing before the first push and after the last verdict', () => {
    expect(progressOf(VIEWS[3] as IncidentView, undefined, START)).toBeUndefined();
    expect(progressOf(VIEWS.at(-1) as IncidentView, undefined, START)).toBeUndefined();
  });

  it('is the build first, with its newest line', () => {
    const { view, now } = afterEvent(({ kind }) => kind === 'planFrozen');
    const found = running(view, now + 4000, { running: [{ id: 'build', last: 'vite build', since: new Date(now).toISOString(), attempt: 1 }] });
    expect(found).toMatchObject({ attempt: 1, by: 'maya', stage: 'build', done: 0, all: 1, doneInAll: 0, state: 'running', queued: 0, elapsedMs: 5000 });
    expect(found.running).toEqual([expect.objectContaining({ id: 'build', last: 'vite build' })]);
    expect(shortProgress(found)).toBe('build');
    expect(longProgress(found)).toBe('build · 0:05 · build: vite build');
  });

  it('is a stage then, its cells counted, and those that wait for a slot told apart', () => {
    const { view, now } = afterEvent((event) => event.kind === 'cellFinished' && event.stage === 'functional');
    const stage = view.attempts[0]?.stages[0];
    const next = stage?.cells.find(({ state }) => state === 'running');
    const found = running(view, now, { running: [{ id: next?.id ?? '', last: 'login › accepts', since: new Date(now).toISOString(), attempt: 1 }] });
    expect(found).toMatchObject({ stage: 'functional', done: 1, all: 8, doneInAll: 2, queued: 6, failed: 0 });
    expect(found.running.map(({ id }) => id)).toEqual([next?.id]);
    expect(shortProgress(found)).toBe('functional 1/8');
  });

  it('says that every cell runs while nothing is heard of any', () => {
    const { view, now } = afterEvent((event) => event.kind === 'cellFinished' && event.stage === 'functional');
    expect(running(view, now)).toMatchObject({ queued: 0, running: { length: 7 } });
  });

  it('counts what did not pass', () => {
    const { view, now } = afterEvent((event) => event.kind === 'cellFinished' && event.result.verdict === 'failed');
    const found = running(view, now);
    expect(found.failed).toBe(1);
    expect(longProgress(found)).toContain(', 1 not passed');
  });
});

describe('what is left', () => {
  it('is not told in the first attempt', () => {
    const { view, now } = afterEvent(({ kind }) => kind === 'planFrozen');
    const found = running(view, now);
    expect(found.remainingMs).toBeUndefined();
    expect(leftOf(found)).toBe('');
    expect(found.share).toBe(0);
  });

  it('is not told while a stage is to come that was never seen to its end', () => {
    const { view, now } = afterEvent((event) => event.kind === 'stageStarted' && event.stage === 'functional', 2);
    expect(view.attempts[0]?.stages[2]?.verdict).toBe('waiting');
    expect(running(view, now).remainingMs).toBeUndefined();
  });

  it('is told by the earlier attempts, less and less, and never below nothing', () => {
    const { view, now } = afterEvent((event) => event.kind === 'stageStarted' && event.stage === 'functional', 3);
    const [first, later, over] = [running(view, now), running(view, now + 10_000), running(view, now + 3_600_000)];
    expect(first.remainingMs).toBeGreaterThan(later.remainingMs ?? Infinity);
    expect(later.share).toBeGreaterThan(first.share);
    expect(over.remainingMs).toBeGreaterThan(0); // the stages to come still take their time
    expect(leftOf({ state: 'running', remainingMs: 0 })).toBe('longer than before');
    expect(leftOf({ state: 'running', remainingMs: 119_000 })).toBe('about 2 min left');
    expect(leftOf({ state: 'running', remainingMs: 20_000 })).toBe('less than a minute left');
    expect(leftOf({ state: 'held', remainingMs: 20_000 })).toBe('');
  });
});

describe('what ended', () => {
  it('is told a line each, once, with the verdict at last', () => {
    let before: IncidentView | undefined;
    const lines = VIEWS.flatMap((view) => {
      const found = view.attempts.flatMap((attempt) => endedSince(before?.attempts.find(({ number }) => number === attempt.number), attempt));
      before = view;
      return found;
    });
    expect(lines).toMatchSnapshot();
    expect(new Set(lines.filter((line) => line.includes('attempt 3'))).size).toBe(1);
  });

  it('is caught up with at once by somebody who comes late', () => {
    const last = VIEWS.at(-1)?.attempts.at(-1);
    if (!last) throw new Error('The day has attempts.');
    const lines = endedSince(undefined, last);
    expect(lines[0]).toMatch(/^✓ build passed in 0:12$/);
    expect(lines.at(-1)).toMatch(/^✓ attempt 3 passed after /);
    expect(endedSince(last, structuredClone(last))).toEqual([]);
  });
});

test('time is read as people write it', () => {
  expect([span(41_000), span(1_445_000), span(4_328_000)]).toEqual(['0:41', '24:05', '1:12:08']);
});
