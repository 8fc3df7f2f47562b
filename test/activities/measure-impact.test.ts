// Is the impact measured or said to be unknown, figure by figure, and is it small enough to travel through history?
import { createProductOwnerActivities } from '../../activities/product-owner';
import { measureImpact } from '../../activities/measure-impact';
import { createInMemoryMonitoring } from '../../integrations/in-memory/monitoring';
import { createInMemoryIntegrations } from '../../integrations/in-memory';
import type { ImpactQuery } from '../../src/contracts/installation';
import type { Monitoring } from '../../src/ports/monitoring';
import { Impact } from '../../src/contracts/result';

const NOW = new Date('2026-11-25T10:00:00.000Z');
const before = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();
const QUERIES: ImpactQuery[] = [
  { name: 'logins refused', unit: 'share', query: 'refused_share', headline: true, troubleAbove: 0.1, severity: { high: 0.05, critical: 0.2 } },
  { name: 'customers affected', unit: 'customers', query: 'refused_customers', headline: false, severity: { medium: 1 } },
  { name: 'revenue lost', unit: 'currency', query: 'lost_revenue', headline: false, severity: {} },
];

function aMonitoring() {
  return createInMemoryMonitoring({ now: () => NOW });
}
function measure(monitoring: Monitoring, about: { queries?: ImpactQuery[]; began?: string; limitSeconds?: number } = {}) {
  const { queries = QUERIES, began, limitSeconds = 5 } = about;
  return measureImpact(monitoring, { queries, began }, { now: () => NOW, limitSeconds });
}
/** The share was good until five minutes ago. */
function fiveMinutesOfTrouble(): { at: string; value: number }[] {
  return Array.from({ length: 3600 }, (_, second) => ({ at: before(3600 - second), value: second < 3300 ? 0.001 : 0.3146 }));
}
/** Monitoring that never answers one query, and does not heed the signal either. */
function hangingAt(query: string, monitoring: Monitoring): Monitoring {
  const never = new Promise<never>(() => undefined);
  return {
    ...monitoring,
    measure: (asked, signal) => (asked === query ? never : monitoring.measure(asked, signal)),
    range: (asked, span, signal) => (asked === query ? never : monitoring.range(asked, span, signal)),
  };
}

test('every figure has its value, query, time and course; the beginning is told to the second', async () => {
  const monitoring = aMonitoring();
  monitoring.setMetric('refused_share', 0.3146);
  monitoring.setMetric('refused_customers', 41);
  monitoring.setSeries('refused_share', fiveMinutesOfTrouble());
  const impact = await measure(monitoring);
  expect(impact).toMatchObject({ began: before(300), severity: 'critical' });
  const [refused, customers, revenue] = impact.figures;
  expect(refused).toMatchObject({ value: 0.3146, query: 'refused_share', at: NOW.toISOString() });
  expect(refused?.series?.stepSeconds).toBe(11); // twenty minutes: a quarter of an hour, and five minutes of trouble
  expect(refused?.series?.values.filter((value) => value === 0.3146)).toHaveLength(28);
  expect(customers).toEqual({ name: 'customers affected', unit: 'customers', query: 'refused_customers', value: 41, at: NOW.toISOString() });
  expect(revenue).toMatchObject({ value: null, reason: 'the query found no data' });
});

test('a beginning that is known already is where the courses begin, also when the trouble is over', async () => {
  const monitoring = aMonitoring();
  monitoring.setSeries('refused_share', [{ at: before(7200), value: 0.3 }, { at: before(60), value: 0 }]);
  const { began, figures } = await measure(monitoring, { began: before(7200) });
  expect(began).toBeNull();
  expect(figures[0]?.series?.stepSeconds).toBe(69); // two hours and a quarter
  expect(figures[0]?.series?.values).toContain(0.3);
});

test('while monitoring cannot be reached every figure is unknown with the reason, and nothing is zero', async () => {
  const monitoring = aMonitoring();
  monitoring.setMetric('refused_share', 0);
  monitoring.setUnreachable('Prometheus cannot be reached: connect ECONNREFUSED');
  const impact = await measure(monitoring);
  expect(impact).toMatchObject({ began: null, severity: undefined });
  for (const figure of impact.figures) expect(figure).toMatchObject({ value: null, reason: expect.stringContaining('ECONNREFUSED') });
  expect(impact.figures.every((figure) => figure.series === undefined)).toBe(true);
});

test.each([['a figure', 'refused_customers'], ['the headline', 'refused_share']])('%s that hangs is unknown after its limit, and the others are measured', async (_, query) => {
  const monitoring = aMonitoring();
  for (const one of QUERIES) monitoring.setMetric(one.query, 1);
  const { figures } = await measure(hangingAt(query, monitoring), { limitSeconds: 0.05 });
  for (const figure of figures) {
    expect(figure).toMatchObject(figure.query === query ? { value: null, reason: 'no answer within 0.05 s' } : { value: 1 });
  }
});

test('what is asked and takes too long is told to stop', async () => {
  const stopped: string[] = [];
  const untilStopped = (asked: string, signal?: AbortSignal) => new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => { stopped.push(asked); reject(new Error('stopped')); });
  });
  const { figures } = await measure({ ...aMonitoring(), measure: untilStopped, range: (query, _, signal) => untilStopped(query, signal) }, { limitSeconds: 0.05 });
  expect(figures).toHaveLength(3);
  expect(new Set(stopped)).toEqual(new Set(QUERIES.map(({ query }) => query)));
});

test('an impact of three figures with full courses stays under 6 KiB', async () => {
  const monitoring = aMonitoring();
  for (const { query } of QUERIES) {
    monitoring.setMetric(query, 1234.5678);
    monitoring.setSeries(query, Array.from({ length: 9000 }, (_, second) => ({ at: before(8999 - second), value: 1000 / 7 + second / 77_777 })));
  }
  const impact = await measure(monitoring, { began: before(7200) });
  expect(impact.figures.map(({ series }) => series?.values.filter((value) => value !== null).length)).toEqual([119, 119, 119]);
  expect(JSON.stringify(impact).length).toBeLessThan(6 * 1024);
  expect(Impact.parse(impact)).toEqual(impact);
});

test('without a headline nobody says since when, and no figures at all are no error', async () => {
  const monitoring = aMonitoring();
  monitoring.setMetric('refused_customers', 5);
  expect(await measure(monitoring, { queries: QUERIES.slice(1) })).toMatchObject({ began: null, severity: 'medium' });
  expect(await measure(monitoring, { queries: [] })).toEqual({ figures: [], began: null, severity: undefined });
});

test('the product owner\'s activity measures by the clock', async () => {
  const integrations = createInMemoryIntegrations(() => ({}));
  integrations.monitoring.setMetric('refused_share', 0.3);
  const { measureImpact: activity } = createProductOwnerActivities(integrations);
  expect(await activity({ queries: QUERIES })).toMatchObject({ severity: 'critical', figures: [{ value: 0.3 }, { value: null }, { value: null }] });
});
