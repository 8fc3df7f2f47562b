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

it('takes a trend of one\'s own as a time only when k6 says that it is one', () => {
  const trend = (contains: string) => ({ metrics: { cart: { type: 'trend', contains, values: { avg: 250 } } } });
  expect(metricsOf(JSON.stringify(trend('time')))['cart avg']).toBe(0.25);
  expect(metricsOf(JSON.stringify(trend('default')))['cart avg']).toBe(250);
  expect(metricsOf('{"metrics":{"cart":{"avg":250}}}')['cart avg']).toBe(250);
});

it.each([['no metrics', '{"metrics":{}}'], ['no figure', '{"metrics":{"a":{"avg":"1"}}}'], ['another shape', '{"metrics":[]}'], ['no JSON', 'k6'], ['nothing', '']])('refuses %s', (_, text) => {
  expect(() => k6.read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
