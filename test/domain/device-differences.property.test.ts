// Whatever the cells say, a difference that is told is there, and the order of the cells plays no part in what is told.
import fc from 'fast-check';
import type { CellResult } from '../../src/contracts/result';
import { deviceDifferences } from '../../src/domain/device-differences';
import { aResultOn, aTest } from '../support/builders';

const status = fc.constantFrom('passed' as const, 'failed' as const, 'skipped' as const);
const cells = fc.uniqueArray(fc.tuple(fc.constantFrom('ipad', 'pixel-8', 'iphone-15'), fc.constantFrom('current', 'legacy'), status, fc.boolean(), fc.integer({ min: 0, max: 20 })), { selector: ([device, environment]) => `${device}/${environment}` })
  .map((list): CellResult[] => list.map(([device, environment, how, flaky, seconds]) => aResultOn(device, [aTest('a', how, { seconds, ...(flaky ? { flaky } : {}) })], { point: { device, environment } })));

test('never more than five sentences, and none without two cells', () => {
  fc.assert(fc.property(cells, (results) => {
    const told = deviceDifferences(results);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(results.length >= 2 || told.length === 0).toBe(true);
  }));
});

test('a device that is said to be the only one to fail is it', () => {
  fc.assert(fc.property(cells, (results) => {
    const device = /fails on device (\S+) only/.exec(deviceDifferences(results).join('\n'))?.[1];
    fc.pre(device !== undefined);
    const failed = results.filter(({ tests }) => tests?.cases[0]?.status === 'failed');
    expect(failed.length > 0 && failed.every(({ point }) => point['device'] === device)).toBe(true);
  }));
});

test('the same cells in another order tell of the same tests and places', () => {
  fc.assert(fc.property(cells, (results) => {
    const words = (list: CellResult[]) => deviceDifferences(list).map((told) => told.split(/[ ()“”,]+/).sort().join(' ')).sort();
    expect(words([...results].reverse())).toEqual(words(results));
  }));
});
