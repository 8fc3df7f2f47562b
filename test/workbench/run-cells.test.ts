// Cells run side by side up to the slots, each when the checks that it needs have passed; what can never run has no result.
import fc from 'fast-check';
import type { CellPlan } from '../../src/contracts/plan';
import type { CellResult } from '../../src/contracts/result';
import { plainCell } from '../../src/domain/plan';
import type { Verdict } from '../../src/domain/vocabulary';
import { runCells } from '../../workbench/run-cells';

const aCell = (check: string, needs: string[] = [], place = ''): CellPlan => (
  plainCell({ id: `functional/${check}${place}`, stage: 'functional', check, run: 'x', report: { junit: 'r.xml' }, timeoutSeconds: 1, needs }));

function aResult({ id, stage, check, point }: CellPlan, verdict: Verdict): CellResult {
  return { id, stage, check, point, verdict, reason: '', seconds: 0, evidence: [], log: '', box: '' };
}

/** Runs with a record of what began and ended, and of how many ran at once. */
async function record(cells: CellPlan[], slots: number, verdictOf: (cell: CellPlan) => Verdict = () => 'passed') {
  const story: string[] = [];
  let now = 0;
  let most = 0;
  const results = await runCells({
    cells, slots,
    async run(cell) {
      story.push(`${cell.id} began`);
      most = Math.max(most, (now += 1));
      await new Promise(setImmediate);
      now -= 1;
      story.push(`${cell.id} ended`);
      return aResult(cell, verdictOf(cell));
    },
  });
  return { story, most, ids: [...results.keys()].sort() };
}

test('a check waits until every cell of those that it needs has passed', async () => {
  const { story } = await record([aCell('cart', ['login']), aCell('login', [], '/a'), aCell('login', [], '/b')], 9);
  expect(story.indexOf('functional/cart began')).toBeGreaterThan(story.indexOf('functional/login/a ended'));
  expect(story.indexOf('functional/cart began')).toBeGreaterThan(story.indexOf('functional/login/b ended'));
});

test('after a failure what needs it is not run, and the others are', async () => {
  const { ids } = await record([aCell('login'), aCell('cart', ['login']), aCell('pay', ['cart']), aCell('search')], 9, ({ check }) => (check === 'login' ? 'failed' : 'passed'));
  expect(ids).toEqual(['functional/login', 'functional/search']);
});

test('a need that was not chosen is no obstacle', async () => {
  expect((await record([aCell('cart', ['login'])], 1)).ids).toEqual(['functional/cart']);
});

test('what breaks is thrown when the others have ended', async () => {
  const ended: string[] = [];
  const run = async (cell: CellPlan): Promise<CellResult> => {
    if (cell.check === 'login') throw new Error('the box broke');
    await new Promise(setImmediate);
    ended.push(cell.check);
    return aResult(cell, 'passed');
  };
  await expect(runCells({ cells: [aCell('login'), aCell('search')], slots: 2, run })).rejects.toThrow('the box broke');
  expect(ended).toEqual(['search']);
});

test('never more at once than there are slots, and every cell once', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }), async (count, slots) => {
    const cells = Array.from({ length: count }, (_, i) => aCell(`c${i}`));
    const { most, ids, story } = await record(cells, slots);
    expect(most).toBe(Math.min(count, slots));
    expect(ids).toEqual(cells.map(({ id }) => id).sort());
    expect(story).toHaveLength(count * 2);
  }));
});
