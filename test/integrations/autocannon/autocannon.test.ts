// Are autocannon's figures read in the units that thresholds are judged in? The sample is autocannon's own output.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { autocannon } from '../../../integrations/autocannon';

type Json = Record<string, unknown>;
const SAMPLE = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'samples', 'autocannon.json'), 'utf8')) as Json;

function metricsOf(over: Json = {}): Record<string, number> {
  const report = autocannon.read(JSON.stringify({ ...SAMPLE, ...over }));
  if (report.kind !== 'metrics') throw new Error('not a report of load');
  return report.metrics;
}

it('gives latencies in seconds, shares from 0 to 1 and rates per second', () => {
  const metrics = metricsOf();
  expect(metrics).toMatchObject({ 'latency p50': 0, 'latency p97.5': 0.004, 'latency p99': 0.008, 'latency p99.9': 0.055, 'latency max': 0.084, 'errors rate': 0 });
  expect(metrics['non2xx rate']).toBeCloseTo(1047 / 10546);
  expect(metrics['requests rate']).toBeCloseTo(10546 / 2.03);
  expect(Object.keys(metrics)).not.toContain('latency totalCount');
});

it('counts errors among all that was tried', () => {
  expect(metricsOf({ errors: 10546, timeouts: 0 })['errors rate']).toBe(0.5);
});

it('tells no latency when nothing was answered: a zero would pass every threshold', () => {
  const metrics = metricsOf({ errors: 40, requests: { total: 0 } });
  expect(metrics['errors rate']).toBe(1);
  expect(Object.keys(metrics).filter((name) => /^(latency|non2xx)/.test(name))).toEqual([]);
});

it.each([
  ['no request at all', { ...SAMPLE, requests: { total: 0 }, errors: 0 }],
  ['no latency', { ...SAMPLE, latency: undefined }],
  ['a text where a number belongs', { ...SAMPLE, errors: '0' }],
  ['no length of the run', { ...SAMPLE, duration: 0 }],
  ['another tool\'s result', { metrics: {} }],
  ['a latency below zero', { ...SAMPLE, latency: { ...(SAMPLE['latency'] as Json), p99: -1 } }],
  ['more refusals than answers', { ...SAMPLE, non2xx: 999_999 }],
  ['more time-outs than tries', { ...SAMPLE, errors: 0, timeouts: 999_999 }],
])('refuses %s', (_, json) => {
  expect(() => autocannon.read(JSON.stringify(json))).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
