// What differs between devices is said in a few sentences, and only when it is the place that differs.
import type { TestCase } from '../../src/contracts/report';
import type { CellResult } from '../../src/contracts/result';
import { deviceDifferences } from '../../src/domain/device-differences';
import { aResultOn, aTest } from '../support/builders';

type Point = { device: string; environment: string };
const DEVICES = ['desktop-chrome', 'iphone-15', 'pixel-8', 'ipad'];
const ENVIRONMENTS = ['current-data', 'legacy-data'];
const everywhere = (cases: (at: Point) => TestCase[]): CellResult[] => DEVICES.flatMap((device) => ENVIRONMENTS.map((environment) => aResultOn(device, cases({ device, environment }), { point: { device, environment } })));
const failing = (fails: (at: Point) => boolean, ...names: string[]) => everywhere((at) => names.map((name) => aTest(name, fails(at) ? 'failed' : 'passed')));

test('a test that fails on one device only', () => {
  expect(deviceDifferences(failing(({ device }) => device === 'ipad', 'login › x'))).toEqual(['“login › x” fails on device ipad only (2 of 8 cells)']);
});

test('a test that fails in one environment on every device', () => {
  expect(deviceDifferences(failing(({ environment }) => environment === 'legacy-data', 'login › x'))).toEqual(['“login › x” fails wherever environment is legacy-data (4 of 8 cells)']);
});

test('two devices, and one device in one environment', () => {
  expect(deviceDifferences(failing(({ device }) => device.startsWith('i'), 'a'))).toEqual(['“a” fails on device iphone-15 and ipad only (4 of 8 cells)']);
  expect(deviceDifferences(failing(({ device, environment }) => device === 'ipad' && environment === 'legacy-data', 'a'))).toEqual(['“a” fails wherever device is ipad and environment is legacy-data (1 of 8 cells)']);
});

test('not each time at a place is said so', () => {
  const diagonal = failing(({ device, environment }) => (device === 'ipad') === (environment === 'current-data') && device.startsWith('i'), 'a');
  expect(deviceDifferences(diagonal)).toEqual(['“a” fails on device iphone-15 and ipad only, not each time (2 of 8 cells)']);
});

test('what fails everywhere, nowhere, or all over the place is no difference', () => {
  expect(deviceDifferences(failing(() => true, 'a'))).toEqual([]);
  expect(deviceDifferences(failing(() => false, 'a'))).toEqual([]);
  expect(deviceDifferences(failing(({ device, environment }) => device !== 'ipad' && (device === 'pixel-8') === (environment === 'legacy-data'), 'a'))).toEqual([]);
  expect(deviceDifferences([])).toEqual([]);
  expect(deviceDifferences([aResultOn('ipad', [aTest('a', 'failed')])])).toEqual([]);
});

test('tests that share a place are one sentence, and come before one that does not', () => {
  const cells = everywhere(({ device, environment }) => [
    aTest('lonely', device === 'pixel-8' ? 'failed' : 'passed'), ...['a', 'b', 'c'].map((name) => aTest(name, environment === 'legacy-data' ? 'failed' : 'passed')),
  ]);
  expect(deviceDifferences(cells)).toEqual(['“a” and 2 more fail wherever environment is legacy-data (4 of 8 cells)', '“lonely” fails on device pixel-8 only (2 of 8 cells)']);
});

test('flaky on one device', () => {
  const cells = everywhere(({ device }) => [aTest('a', 'passed', device === 'pixel-8' ? { flaky: true } : {})]);
  expect(deviceDifferences(cells)).toEqual(['“a” is flaky on device pixel-8 only (2 of 8 cells)']);
});

describe('slow at one place', () => {
  const timed = (seconds: (at: Point) => number, ...names: string[]) => everywhere((at) => names.map((name) => aTest(name, 'passed', { seconds: seconds(at) })));

  test('is told with both times', () => {
    expect(deviceDifferences(timed(({ device }) => (device === 'pixel-8' ? 8 : 2), 'a'))).toEqual(['“a” takes 4 times as long on pixel-8 (8 s against 2 s)']);
    expect(deviceDifferences(timed(({ environment }) => (environment === 'legacy-data' ? 3 : 0.5), 'a'))).toEqual(['“a” takes 6 times as long where environment is legacy-data (3 s against 500 ms)']);
  });

  test('is not noise: a little slower, or slower by milliseconds, is not told', () => {
    expect(deviceDifferences(timed(({ device }) => (device === 'pixel-8' ? 3 : 2), 'a'))).toEqual([]);
    expect(deviceDifferences(timed(({ device }) => (device === 'pixel-8' ? 0.04 : 0.01), 'a'))).toEqual([]);
  });

  test('comes after what fails, and is one sentence for several tests', () => {
    const cells = everywhere(({ device }) => [aTest('broken', device === 'ipad' ? 'failed' : 'passed'), ...['a', 'b'].map((name) => aTest(name, 'passed', { seconds: device === 'pixel-8' ? 9 : 3 }))]);
    expect(deviceDifferences(cells)).toEqual(['“broken” fails on device ipad only (2 of 8 cells)', '“a” and 1 more take several times as long on pixel-8, the first 3 times']);
  });
});

test('cells in which a test did not run do not count, those that were too crowded to keep it do', () => {
  const cells = failing(({ device }) => device === 'ipad', 'a').map((cell) => (cell.point['device'] === 'pixel-8' ? aResultOn('pixel-8', [aTest('other')], { point: cell.point }) : cell));
  expect(deviceDifferences(cells)).toEqual(['“a” fails on device ipad only (2 of 6 cells)']);
  const crowded = cells.map((cell) => (cell.point['device'] === 'pixel-8' && cell.tests ? { ...cell, tests: { ...cell.tests, total: 200 } } : cell));
  expect(deviceDifferences(crowded)).toEqual(['“a” fails on device ipad only (2 of 8 cells)']);
});

test('tests of one name in two checks are two tests', () => {
  const one = failing(({ device }) => device === 'ipad', 'a');
  const other = failing(() => true, 'a').map((cell) => ({ ...cell, check: 'basket' }));
  expect(deviceDifferences([...one, ...other])).toEqual(['“a” fails on device ipad only (2 of 8 cells)']);
});

test('at most five are said', () => {
  const cells = everywhere(({ device, environment }) => DEVICES.flatMap((each) => ENVIRONMENTS.map((one) => aTest(`${each} ${one}`, device === each && environment === one ? 'failed' : 'passed'))));
  expect(deviceDifferences(cells)).toHaveLength(5);
});
