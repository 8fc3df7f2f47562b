// In which words does the page tell the state of cells, stages, evidence and the strip when the pipeline asks and answers?
import { cellState, tally } from '../../dashboard/src/cells';
import type { Cell } from '../../dashboard/src/cells';
import { addressOf, isPicture, isTrace, keptAs, ofType, shortName, sizeOf } from '../../dashboard/src/evidence';
import { answeredStage, isHeld } from '../../dashboard/src/gates';
import { readComponents, readFindings, readTests } from '../../dashboard/src/kept';
import { stepsOf } from '../../dashboard/src/strip';
import { stageName } from '../../dashboard/src/stages';
import type { IncidentView, StageView } from '../../src/contracts/incident';
import { viewsOf } from './fixture/day';
import { digestOf } from './fixture/people';
import { KEPT } from './fixture/pipeline-evidence';
import { eventsOf } from './fixture/tales';
import { lengthOf, positionOf, summaryOf } from './fixture/world';

const START = Date.parse('2026-03-02T09:41:00Z');
const VIEWS = viewsOf(eventsOf('pipeline', START));
const viewAt = (kind: Parameters<typeof positionOf>[0], nth = 1) => VIEWS[positionOf(kind, nth, 'pipeline')] as IncidentView;
const last = VIEWS[lengthOf('pipeline')] as IncidentView;
const cellsOf = (view: IncidentView, stage = 'functional') => (view.attempts.at(-1)?.stages.find((one) => one.stage === stage) as StageView).cells;
const quiet = { over: false, progress: undefined, now: START };

describe('a cell', () => {
  const running: Cell = { id: 'functional/login/device=ipad', check: 'login', point: {}, state: 'running', log: 'l' };
  const progress = { running: [{ id: `4/${running.id}`, last: '', since: new Date(START - 9000).toISOString(), attempt: 1 }] };

  it('that was handed out waits for a slot until it reports; before anything was heard it runs', () => {
    expect(cellState(running, { ...quiet, progress })).toEqual({ mark: 'running', words: 'running 0:09' });
    expect(cellState(running, { ...quiet, progress: { running: [] } })).toEqual({ mark: 'queued', words: 'waits for a slot' });
    expect(cellState(running, quiet)).toEqual({ mark: 'running', words: 'running' });
    expect(cellState(running, { ...quiet, over: true, progress })).toEqual({ mark: 'cancelled', words: 'not run' });
    expect(cellState({ ...running, state: 'waiting' }, { ...quiet, progress })).toEqual({ mark: 'waiting', words: 'waiting' });
  });

  it('that is run again after a decision says nothing of what it came to before', () => {
    const before = cellsOf(viewAt('gateAsked')).find(({ result }) => result?.flaky) as Cell;
    expect(cellState(before, quiet)).toMatchObject({ mark: 'inconclusive', words: '1 flaky', note: 'ran again' });
    expect(cellState({ ...before, state: 'running' }, { ...quiet, progress: { running: [] } })).toEqual({ mark: 'queued', words: 'waits for a slot' });
  });

  it('says what production has too, what is in quarantine, and where it was taken from', () => {
    const notes = (cells: readonly Cell[]) => [...new Set(cells.map((cell) => { const { words, note } = cellState(cell, quiet); return `${words}: ${note ?? ''}`; }))];
    expect(notes(cellsOf(viewAt('gateAnswered')))).toEqual(['passed 4: ', 'failed 1 of 4: ran again', 'failed 1 of 4: known', 'passed 213: ']);
    expect(notes(cellsOf(last))).toEqual(['passed 4: as in attempt 2', 'passed 4: 1 in quarantine, as in attempt 2', 'passed 213: as in attempt 2']);
    expect(notes(cellsOf(viewAt('gateAsked', 2), 'performance'))).toEqual(['unclear: ']);
  });

  it('is counted for the head of its stage', () => {
    const cells = cellsOf(viewAt('cellFinished', 3));
    expect(tally(cells, undefined)).toEqual(['3 of 9 cells']);
    expect(tally(cells, { running: cells.slice(3, 8).map(({ id }) => ({ id, last: '', since: '', attempt: 1 })) })).toEqual(['3 of 9 cells', '1 waits for a slot']);
    expect(tally(cells, { running: [] })).toEqual(['3 of 9 cells', '6 wait for a slot']);
  });
});

describe('a stage', () => {
  it('is held while it waits for a decision, and answered when it did not pass', () => {
    const stageAt = (view: IncidentView, name: string) => view.attempts.at(-1)?.stages.find(({ stage }) => stage === name) as StageView;
    expect(isHeld(stageAt(viewAt('gateAsked'), 'functional'))).toBe(true);
    expect(isHeld(stageAt(viewAt('gateDecided'), 'functional'))).toBe(false);
    expect(answeredStage(viewAt('gateAnswered').attempts[0] as IncidentView['attempts'][number])?.stage).toBe('functional');
    expect(answeredStage(last.attempts[1] as IncidentView['attempts'][number])?.stage).toBe('security');
    expect(answeredStage(last.attempts[2] as IncidentView['attempts'][number])).toBeUndefined();
    expect(stageName('reading-aloud')).toBe('reading aloud');
  });

  it('of the team\'s own has a place in the strip, after the stage that it follows', () => {
    const steps = (view: IncidentView, known: IncidentView | undefined = view) => stepsOf(summaryOf(view), START, known).map(({ name, state }) => `${name}: ${state}`);
    expect(steps(last).slice(5, 8)).toEqual(['Security: done', 'Reading aloud: done', 'Sign-off: waiting']);
    const running = viewAt('stageStarted', 8);
    expect(running.phase).toBe('further');
    expect(steps(running).slice(5, 8)).toEqual(['Security: done', 'Reading aloud: running', 'Sign-off: todo']);
    expect(stepsOf(summaryOf(running), START).map(({ name, state }) => `${name}: ${state}`).slice(5, 8)).toEqual(['Security: done', 'Further: running', 'Sign-off: todo']);
    expect(stepsOf(summaryOf(viewAt('assigned')), START)).toHaveLength(9);
  });

  it('of the team\'s own before the others are done hides none of them', () => {
    const running = viewAt('stageStarted', 8);
    const early: IncidentView = { ...running, phases: [...running.phases.filter(({ phase }) => phase === 'assess' || phase === 'fix' || phase === 'build').slice(0, 3), { phase: 'functional', from: running.openedAt, to: running.openedAt, actor: 'devtester' }, { phase: 'further', from: running.openedAt, actor: 'devtester' }] };
    expect(stepsOf(early, START).map(({ name, state }) => `${name}: ${state}`).slice(3, 7)).toEqual(['Functional: done', 'Further: running', 'Performance: todo', 'Security: todo']);
  });
});

describe('evidence', () => {
  const { screenshot, trace, bom, provenance, junit } = KEPT;

  it('has an address with its name and type, so that a picture is shown and a report keeps its name', () => {
    expect(addressOf(screenshot.evidence)).toBe(`/api/v1/evidence/${encodeURIComponent(digestOf('5c1'))}?name=test-results%2Flogin-ipad%2Ffailed-1.png&type=image%2Fpng`);
  });

  it('is told apart', () => {
    expect([screenshot, trace, junit].map(({ evidence }) => [isPicture(evidence), isTrace(evidence)])).toEqual([[true, false], [false, true], [false, false]]);
    expect(isPicture({ ...screenshot.evidence, mediaType: 'image/svg+xml' })).toBe(false);
    const all = [junit.evidence, bom.evidence, provenance.evidence];
    expect([ofType(all, 'cyclonedx'), ofType(all, 'in-toto'), ofType([], 'in-toto')]).toEqual([bom.evidence, provenance.evidence, undefined]);
    expect(keptAs(all, 'results/junit.xml')).toBe(junit.evidence);
    expect([shortName('a/b/c.png'), shortName('c.png'), sizeOf(12), sizeOf(4_194_304)]).toEqual(['c.png', 'c.png', '1 KiB', '4.0 MiB']);
  });

  it('is read only as what it is, row by row', () => {
    const json = (kept: { bytes: Buffer }): unknown => JSON.parse(kept.bytes.toString());
    expect(readFindings(json(KEPT.findings))).toHaveLength(67);
    expect(readTests(json(KEPT.tests))).toHaveLength(214);
    expect(readComponents(json(bom))).toBe(142);
    expect(readFindings({ findings: [{ rule: 'r' }, null, 7] })).toEqual([]);
    for (const wrong of [null, [], 'x', {}, { findings: 1 }]) expect(() => readFindings(wrong)).toThrow('This evidence is not a list of findings');
  });
});
