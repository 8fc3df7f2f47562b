// A criterion is achieved by nothing less than a pass of each of its tests in each of its cells.
import fc from 'fast-check';
import type { TestCase } from '../../src/contracts/report';
import { judgeAcceptance } from '../../src/domain/acceptance';
import { aResultOn, aTest } from '../support/builders';

const DEVICES = ['ipad', 'pixel-8', 'iphone-15'] as const;
const state = fc.record({ status: fc.constantFrom('passed' as const, 'failed' as const, 'skipped' as const), flaky: fc.boolean(), quarantined: fc.boolean() });
const cases = fc.array(fc.tuple(fc.constantFrom('a', 'b'), state, fc.boolean()).map(([name, about, claims]): TestCase => aTest(name, about.status, { ...about, ...(claims ? { criteria: ['L.1'] } : {}) })), { maxLength: 4 });
const results = fc.uniqueArray(fc.tuple(fc.constantFrom(...DEVICES), cases), { selector: ([device]) => device }).map((list) => list.map(([device, tests]) => aResultOn(device, tests)));
const criterion = fc.record({ text: fc.constant('c'), tests: fc.subarray(['a', 'b']), id: fc.constantFrom(undefined, 'L.1'), in: fc.subarray([...DEVICES]).map((devices) => devices.map((device) => ({ device }))) });
const clean = ({ status, flaky, quarantined }: TestCase): boolean => status === 'passed' && !flaky && !quarantined;

test('achieved means that no case of its tests is anything but passed where it must hold, and that there is one', () => {
  fc.assert(fc.property(criterion, results, (one, cells) => {
    const [judged] = judgeAcceptance([{ id: 'L', story: 's', criteria: [one] }], cells);
    const meant = cells.filter(({ point }) => one.in.length === 0 || one.in.some(({ device }) => point['device'] === device));
    const claimed = cells.flatMap(({ tests }) => tests?.cases ?? []).filter(({ criteria }) => one.id !== undefined && criteria?.includes(one.id)).map(({ name }) => name);
    const names = [...new Set([...one.tests, ...claimed])];
    const shown = meant.every(({ tests }) => names.every((name) => {
      const own = tests?.cases.filter((test) => test.name === name) ?? [];
      return own.length > 0 && own.every(clean);
    }));
    const everywhere = one.in.every(({ device }) => cells.some(({ point }) => point['device'] === device));
    expect(judged?.achieved).toBe(names.length > 0 && meant.length > 0 && shown && everywhere);
    expect(judged?.why).not.toBe('');
  }));
});

test('one more failure never achieves anything', () => {
  fc.assert(fc.property(criterion, results, fc.constantFrom('a', 'b'), (one, cells, name) => {
    const story = [{ id: 'L', story: 's', criteria: [one] }];
    const worse = cells.map((cell) => aResultOn(String(cell.point['device']), [...(cell.tests?.cases ?? []), aTest(name, 'failed')]));
    expect(!judgeAcceptance(story, worse)[0]?.achieved || judgeAcceptance(story, cells)[0]?.achieved === true).toBe(true);
  }));
});
