// Does the page draw a limit where the gate has it, and say worse of what the gate holds to be worse? Against the domain's own judgement.
import fc from 'fast-check';
import { intervalInWords, isMoreBetter, limitOf } from '../../dashboard/src/comparison';
import type { Threshold } from '../../src/contracts/check';
import { judgeLimits } from '../../src/domain/metrics-limit';
import * as names from '../../src/domain/metrics-names';
import { compareRounds } from '../../src/domain/metrics-regression';
import { parseQuantity } from '../../src/domain/quantity';

const METRICS = ['latency p97.5', 'requests rate', 'requests total', 'errors rate', 'timeouts rate', 'throughput rate', 'http_reqs rate', 'http_req_duration p(95)', 'http_req_duration{page:login} p(95)', 'http_req_failed rate', 'iterations rate', 'checks rate', 'data_received rate', 'score performance', 'largest-contentful-paint value', 'memory peak', 'memory growthPerHour', 'lines', 'basket size'];
const metric = fc.constantFrom(...METRICS);
const unit = fc.constantFrom('', '%', 'us', 'ms', 's', 'm', 'min', 'h', 'd', 'B', 'kB', 'KB', 'MB', 'GB', 'KiB', 'MiB', 'GiB', 'MB/h', 'kB/s', 'req', 'rps', '/s', 'req/s', ' requests/s', ' ms');
const limit = fc.tuple(fc.integer({ min: 1, max: 9999 }), unit).map(([tenths, suffix]) => `${tenths / 10}${suffix}`);
const ROUNDS = 8;
const rounds = (value: number): number[] => Array.from({ length: ROUNDS }, () => value);
const writtenOf = ({ max, min, regression }: Threshold): string[] => [...(max === undefined ? [] : [`max ${max}`]), ...(min === undefined ? [] : [`min ${min}`]), ...(regression === undefined ? [] : [`regression ${regression}`])];

test('a limit lies where its quantity is, whatever its unit', () => {
  fc.assert(fc.property(metric, limit, fc.constantFrom('max', 'min'), (name, amount, kind) => {
    const threshold = kind === 'max' ? { max: amount } : { min: amount };
    const place = limitOf({ metric: name, limit: `${kind} ${amount}` }) ?? Number.NaN;
    const { value } = parseQuantity(amount);
    expect(Math.abs(place - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-9);
    const beyond = kind === 'max' ? value * 1.001 : value * 0.999;
    expect([value, beyond].flatMap((candidate) => judgeLimits(name, threshold, { candidate: [candidate], running: [] }).map(({ ok }) => ok))).toEqual([true, false]);
  }), { numRuns: 300 });
});

test('the line of a regression parts what the gate lets through from what it does not', () => {
  const threshold = fc.record({ regression: fc.tuple(fc.integer({ min: 5, max: 60 }), fc.constantFrom('%', 'ms', 'kB')).map(([number, suffix]) => `${number}${suffix}`), max: fc.option(fc.constant('900h'), { nil: undefined }), min: fc.option(fc.constant('0'), { nil: undefined }) });
  fc.assert(fc.property(metric, threshold, fc.integer({ min: 1, max: 500 }), (name, given, running) => {
    const written = writtenOf(given);
    const line = limitOf({ metric: name, limit: `regression ${given.regression}`, running }, written) ?? Number.NaN;
    const worse = isMoreBetter(name, written) ? -1 : 1;
    expect(isMoreBetter(name, written)).toBe(names.isMoreBetter(name, given));
    const step = Math.abs(line - running) * 0.01;
    const answers = [line - worse * step, line + worse * step].map((candidate) => compareRounds(name, given, { candidate: rounds(candidate), running: rounds(running) }).answer);
    expect(answers).toEqual(['within', 'beyond']);
  }), { numRuns: 40 });
});

test('what the gate holds to be better is never said to be slower, less of what should be more, or worse', () => {
  for (const name of METRICS) {
    const { interval } = compareRounds(name, {}, { candidate: rounds(names.isMoreBetter(name, {}) ? 150 : 50), running: rounds(100) });
    const [, word] = /^50 % (\w+)$/.exec(intervalInWords(interval ?? [0, 0], name)) ?? [];
    expect({ name, good: names.isMoreBetter(name, {}) ? ['more', 'better'] : ['faster', 'less', 'better'] }).toEqual({ name, good: expect.arrayContaining([word]) as string[] });
  }
});
