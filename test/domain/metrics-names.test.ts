// What a metric's name says when the threshold does not.
import { isIdle, isMoreBetter, unitOf, volumeOf } from '../../src/domain/metrics-names';
import { aLoad } from '../support/builders';

test.each([
  ['latency p95', {}, false], ['errors rate', {}, false], ['memory peak', {}, false],
  ['requests rate', {}, true], ['http_reqs{scenario:login} rate', {}, true], ['requests rate', { max: 50 }, false], ['logins rate', { min: 5 }, true],
])('%s judged by %j: more is better is %s', (metric, threshold, more) => {
  expect(isMoreBetter(metric, threshold)).toBe(more);
});

test.each([
  ['latency p95', { max: 0.25 }, 'plain'], ['latency p95', { max: '250ms' }, 'seconds'], ['latency p95', { regression: '20%' }, 'seconds'],
  ['http_req_duration{expected_response:true} p(95)', { regression: '20%' }, 'seconds'], ['memory peak', { regression: '10%' }, 'bytes'],
  ['errors rate', { regression: '10%' }, 'share'], ['requests rate', { regression: '10%' }, 'plain'], ['anything', { regression: '5MB' }, 'bytes'],
] as const)('%s judged by %j is told in %s', (metric, threshold, unit) => {
  expect(unitOf(metric, threshold)).toBe(unit);
});

test('the volume is one that every report has', () => {
  expect(volumeOf([aLoad({ 'http_reqs count': 5, 'iterations count': 1 }), aLoad({ 'iterations count': 2 })])).toBe('iterations count');
  expect(volumeOf([aLoad({ 'latency p50': 1 })])).toBeUndefined();
});

test('a load is idle when it counted and found none', () => {
  expect(isIdle(aLoad({ 'requests total': 0 }))).toBe(true);
  expect(isIdle(aLoad({ 'requests total': 1 }))).toBe(false);
  expect(isIdle(aLoad({}))).toBe(false);
});
