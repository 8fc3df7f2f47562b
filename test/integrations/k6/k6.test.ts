// Are k6's figures read alike from both of its summaries, in the units that thresholds are judged in? The samples are k6's own.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { k6 } from '../../../integrations/k6';

function metricsOf(text: string): Record<string, number> {
  const report = k6.read(text);
  if (report.kind !== 'metrics') throw new Error('not a report of load');
  return report.metrics;
}

function sample(name: string): Record<string, number> {
  return metricsOf(readFileSync(path.join(__dirname, '..', '..', 'samples', name), 'utf8'));
}

it('reads what --summary-export wrote', () => {
  const metrics = sample('k6-summary-export.json');
  expect(metrics['http_req_duration p(95)']).toBeCloseTo(0.0020044025);
  expect(metrics['http_req_duration{expected_response:true} p(99)']).toBeCloseTo(0.00449664757);
  expect(metrics['http_req_failed rate']).toBeCloseTo(0.09694793536804308);
  expect(metrics['http_reqs rate']).toBeCloseTo(5011.994045181188);
  expect(metrics['data_received count']).toBe(1251666);
  expect(metrics['checks rate']).toBeCloseTo(9054 / 10026);
});

it('reads what handleSummary was given', () => {
  const metrics = sample('k6-handle-summary.json');
  expect(metrics['http_req_duration p(95)']).toBeCloseTo(0.002409582699999999);
  expect(metrics['http_req_failed rate']).toBeCloseTo(0.09696290764251929);
});

it('names the same metrics in both', () => {
  const names = (metrics: Record<string, number>) => Object.keys(metrics).filter((name) => /^(http|checks|iter|data)/.test(name)).sort();
  expect(names(sample('k6-handle-summary.json'))).toEqual(names(sample('k6-summary-export.json')));
});

const loaded = { http_reqs: { type: 'counter', contains: 'default', values: { count: 10, rate: 5 } } };
const withMetrics = (metrics: Record<string, unknown>): string => JSON.stringify({ metrics: { ...loaded, ...metrics } });

it('takes a trend of one\'s own as a time only when k6 says that it is one', () => {
  const trend = (contains: string) => withMetrics({ cart: { type: 'trend', contains, values: { avg: 250, count: 7 } } });
  expect(metricsOf(trend('time'))).toMatchObject({ 'cart avg': 0.25, 'cart count': 7 });
  expect(metricsOf(trend('default'))['cart avg']).toBe(250);
  expect(metricsOf(withMetrics({ cart: { avg: 250 } }))['cart avg']).toBe(250);
});

it('keeps what is beside the figures out of them', () => {
  const metrics = metricsOf(withMetrics({ http_req_duration: { avg: 2, thresholds: { 'p(95)<250': false }, note: 'x' } }));
  expect(Object.keys(metrics).filter((name) => name.startsWith('http_req_duration'))).toEqual(['http_req_duration avg']);
});

describe('the structured summary', () => {
  const summary = (metrics: unknown[], config: unknown = { duration: 4, execution: 'local', script: 'load.js' }): string =>
    JSON.stringify({ version: '1.0.0', metadata: { k6Version: '2.3.0', generatedAt: '2026-11-25T10:00:00Z' }, config, results: { checks: { metrics: [], results: [] }, metrics } });
  const requests = { name: 'http_reqs', type: 'counter', contains: 'default', values: { count: 200 } };

  it('is read into the same names', () => {
    const metrics = metricsOf(summary([
      requests,
      { name: 'http_req_duration', type: 'trend', contains: 'time', values: { avg: 12, 'p(95)': 40 } },
      { name: 'http_req_failed', type: 'rate', contains: 'default', values: { matches: 5, total: 200, rate: 0.025 } },
      { name: 'vus', type: 'gauge', contains: 'default', values: { value: 3, min: 1, max: 3 } },
    ]));
    expect(metrics).toMatchObject({
      'http_reqs count': 200, 'http_reqs rate': 50, 'http_req_duration p(95)': 0.04, 'http_req_failed rate': 0.025, 'vus max': 3, 'requests total': 200,
    });
    expect(metrics).not.toHaveProperty('http_req_failed total');
  });

  it('has no rate of a counter when it does not say how long the run was', () => {
    expect(metricsOf(summary([requests], null))).toEqual({ 'http_reqs count': 200, 'requests total': 200 });
  });
});

describe('how much was done', () => {
  it.each([
    ['by HTTP', {}, 10],
    ['nothing by HTTP, when a threshold left zeros of it', { http_reqs: undefined, http_req_duration: { 'p(95)': 0 }, iterations: { count: 3, rate: 1 } }, 0],
    ['by iterations, when nothing was asked by HTTP', { http_reqs: undefined, iterations: { count: 3, rate: 1 } }, 3],
    ['by sockets', { http_reqs: undefined, ws_sessions: { count: 2, rate: 1 } }, 2],
  ])('is told %s', (_, metrics, total) => {
    expect(metricsOf(withMetrics(metrics))['requests total']).toBe(total);
  });
});

it.each([
  ['no metrics', '{"metrics":{}}'], ['no figure', '{"metrics":{"a":{"avg":"1"}}}'], ['another shape', '{"metrics":[]}'], ['no JSON', 'k6'], ['nothing', ''],
  ['a load that nobody counted', '{"metrics":{"cart":{"avg":250}}}'],
  ['a time below zero', withMetrics({ http_req_duration: { avg: -1 } })],
  ['a share above the whole', withMetrics({ http_req_failed: { passes: 1, fails: 1, value: 1.5 } })],
  ['a share that is none', withMetrics({ http_req_failed: { passes: 0, fails: 0, value: null } })],
  ['a figure that is no number, as JSON writes it', withMetrics({ http_req_duration: { 'p(95)': null } })],
  ['a figure beyond all numbers', withMetrics({}).replace('"count":10', '"count":1e999')],
  ['a count below zero', withMetrics({ http_reqs: { count: -1, rate: 0 } })],
])('refuses %s', (_, text) => {
  expect(() => k6.read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
