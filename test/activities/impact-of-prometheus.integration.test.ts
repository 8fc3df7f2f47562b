// With a real Prometheus: is the impact what its samples say, is the beginning dated by them, and is an alert told exactly while it fires?
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { measureImpact } from '../../activities/measure-impact';
import { findRelated } from '../../activities/related';
import { createPortFinder } from '../../machine/ports';
import { Supervisor } from '../../machine/supervisor';
import { createInMemoryIntegrations } from '../../integrations/in-memory';
import { createPrometheus } from '../../integrations/prometheus';
import type { ImpactQuery } from '../../src/contracts/installation';
import { Impact } from '../../src/contracts/result';
import type { Monitoring } from '../../src/ports/monitoring';
import { until } from '../api/until';
import { startServer } from '../integrations/a-server';
import { findPart } from '../support/find-part';

const QUERIES: ImpactQuery[] = [
  { name: 'logins refused', unit: 'share', query: 'refused_share{job="shop"}', headline: true, troubleAbove: 0.1, severity: { critical: 0.2 } },
  { name: 'customers affected', unit: 'customers', query: 'sum(refused_customers)', headline: false, severity: {} },
  { name: 'revenue lost', unit: 'currency', query: 'sum(', headline: false, severity: {} },
];
const shop = { share: 0, from: '' };
let folder: string;
let supervisor: Supervisor;
let metrics: Awaited<ReturnType<typeof startServer>>;
let monitoring: Monitoring;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift-prometheus-'));
  metrics = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(`refused_share ${shop.share}\nrefused_customers ${shop.share > 0 ? 41 : 0}\n`);
  });
  await writeFile(path.join(folder, 'rules.yml'), stringify({ groups: [{ name: 'shop', interval: '1s', rules: [
    { alert: 'LoginRefused', expr: 'refused_share > 0.1', labels: { service: 'storefront' } },
    { alert: 'Watchdog', expr: 'vector(1)', labels: { service: 'monitoring' } },
    { alert: 'NotYet', expr: 'vector(1)', for: '1h' },
  ] }] }));
  await writeFile(path.join(folder, 'prometheus.yml'), stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' }, rule_files: ['rules.yml'],
    scrape_configs: [{ job_name: 'shop', static_configs: [{ targets: [`127.0.0.1:${metrics.port}`] }] }],
  }));
  const port = await createPortFinder(10_000 + Math.floor(Math.random() * 6000))();
  supervisor = new Supervisor(folder, () => undefined);
  await supervisor.start({
    name: 'prometheus', command: findPart('prometheus'), ready: async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
    args: [`--config.file=${path.join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${path.join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=warn'],
  });
  monitoring = createPrometheus({ url: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await supervisor?.stopAll();
  await metrics?.close();
  await rm(folder, { recursive: true, force: true });
});

const measure = () => measureImpact(monitoring, { queries: QUERIES });
const valueOf = ({ figures }: Impact, at: number): number | null => figures[at]?.value ?? null;

test('the shop is well, then a third of the customers is refused, then it is well again', async () => {
  const well = await until(measure, (impact) => valueOf(impact, 0) === 0, 'the first sample is there');
  expect(well).toMatchObject({ began: null, severity: undefined, figures: [{ value: 0 }, { value: 0 }, { value: null, reason: expect.stringMatching(/refused the query: bad_data/) }] });

  const before = Date.now();
  shop.share = 1 / 3;
  const ill = await until(measure, (impact) => impact.began !== null && valueOf(impact, 0) !== 0, 'the trouble is seen');
  expect(Impact.parse(ill)).toEqual(ill);
  expect(ill).toMatchObject({ severity: 'critical', figures: [{ value: 1 / 3 }, { value: 41 }, { value: null }] });
  expect(Date.parse(ill.began ?? '')).toBeGreaterThanOrEqual(before - 1000); // to the second
  expect(Date.parse(ill.began ?? '')).toBeLessThanOrEqual(Date.now());
  const series = ill.figures[0]?.series;
  expect(series?.values.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => null)); // before Prometheus was there nobody knows
  await until(measure, ({ figures }) => figures[0]?.series?.values.at(-1) === 0.3333, 'the course ends with it');
  expect(ill.figures[2]).not.toHaveProperty('series');

  const { deployer, sourceControl, archive } = createInMemoryIntegrations(() => ({}));
  const related = await until(
    () => findRelated({ monitoring, deployer, sourceControl, archive }, { service: 'storefront', environment: 'production', repository: 'shop', links: [], workflowId: 'w', incident: 'i', alerts: [] }),
    ({ together }) => together.length === 2, 'both alerts fire, the one that is pending does not',
  );
  expect(related.together).toMatchObject([{ name: 'LoginRefused', labels: { service: 'storefront' } }, { name: 'Watchdog', labels: { service: 'monitoring' } }]);
  expect(Date.parse(related.together[0]?.since ?? '')).toBeGreaterThanOrEqual(before - 1000);

  shop.share = 0;
  const over = await until(measure, (impact) => impact.began === null, 'it is seen that it is over');
  expect(over.figures[0]?.value).toBe(0);
  await until(() => monitoring.firing(), (firing) => firing.alerts !== null && firing.alerts.every(({ name }) => name !== 'LoginRefused'), 'the alert has cleared');
});

test('a Prometheus that has gone makes every figure unknown, and says why', async () => {
  await supervisor.stop('prometheus');
  const { figures, began } = await measure();
  expect(began).toBeNull();
  for (const figure of figures) expect(figure).toMatchObject({ value: null, reason: expect.stringContaining('Prometheus cannot be reached') });
});
