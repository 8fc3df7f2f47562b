// What does everybody see of a service, in an incident and between them, also while a part of the world is silent?
import request from 'supertest';
import { createServicePanels } from '../../api/service-panels';
import { ServiceView } from '../../src/contracts/http';
import type { Installation } from '../../src/contracts/installation';
import { aRecord } from '../integrations/a-record';
import { aDelivery, anApi, anInstallation, TOKENS } from './an-api';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const NEXT = `sha256:${'e'.repeat(64)}`;
const LIVE = { digest: DIGEST, version: '1.4.0', at: '2026-01-05T09:00:00Z' };

/** The storefront with an environment before its own, and an objective. */
function promising(): Installation {
  const installation = anInstallation();
  const services = installation.services.map((service) => (service.name === 'storefront'
    ? { ...service, environments: { staging: { address: 'http://127.0.0.1:9', deployEnvironment: {} } }, objective: { target: '99.5%', query: 'bad{service="$service"}[$window]', window: '30d' } }
    : service));
  return { ...installation, services };
}

async function servicesOf(app: Parameters<typeof request>[0]) {
  return ServiceView.array().parse((await request(app).get('/api/v1/services').expect(200)).body);
}

test('each service shows what runs there, who has its lane, its budget, and its incidents', async () => {
  const api = anApi({ installation: promising() });
  api.deployer.setLive('storefront', { environment: 'production', ...LIVE });
  api.gateway.lanes.set('storefront/production', { holder: 'i-1', queue: ['i-2'], blocked: { why: 'the rollback did not hold', at: LIVE.at, incident: 'i-0' } });
  api.monitoring.setMetric('bad{service="storefront"}[2592000s]', 0.0025);
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const [storefront, checkout] = await servicesOf(api.app);
  expect(storefront).toEqual({
    name: 'storefront', environment: 'production', address: 'http://127.0.0.1:1', release: LIVE,
    lane: { holder: 'i-1', queue: ['i-2'], blocked: { why: 'the rollback did not hold', at: LIVE.at, incident: 'i-0' } },
    environments: [{ environment: 'staging', address: 'http://127.0.0.1:9', lane: { queue: [] } }],
    objective: { target: 0.995, windowSeconds: 2_592_000 },
    budget: { objective: 0.995, windowSeconds: 2_592_000, left: 0.5, at: expect.any(String) as string },
    open: [{ id: body.alerts[0].incident as string, title: 'Customers cannot log in', severity: 'critical', phase: 'assess' }],
    last: [], deployments: [],
  });
  expect(checkout).toEqual({ name: 'checkout', environment: 'production', address: 'http://127.0.0.1:2', lane: { queue: [] }, environments: [], open: [], last: [], deployments: [] });
});

test('a canary is shown beside the release, in the environment where it runs', async () => {
  const api = anApi({ installation: promising() });
  const canary = { environment: 'staging', digest: NEXT, version: '1.4.1', at: LIVE.at, weight: 10 };
  api.deployer.current = async (_, environment) => (environment === 'staging' ? { environment, ...LIVE, commit: 'c'.repeat(40), canary, before: [] } : undefined);
  const [storefront] = await servicesOf(api.app);
  expect(storefront?.environments).toMatchObject([{ environment: 'staging', release: { ...LIVE, commit: 'c'.repeat(40), canary: { digest: NEXT, version: '1.4.1', weight: 10 } } }]);
  expect(storefront).not.toHaveProperty('release');
});

test('the last incidents are the service\'s own, newest first, at most five, without one that is open again', async () => {
  const api = anApi();
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  await api.archive.save(aRecord(String(body.alerts[0].incident), '2026-11-24T10:00:00.000Z'), '');
  for (const day of [11, 12, 13, 14, 15, 16]) await api.archive.save(aRecord(`old-${day}`, `2026-11-${day}T10:00:00.000Z`), '');
  await api.archive.save(aRecord('elsewhere', '2026-11-20T10:00:00.000Z', 'checkout'), '');
  const [storefront, checkout] = await servicesOf(api.app);
  expect(storefront?.last?.map(({ id }) => id)).toEqual(['old-16', 'old-15', 'old-14', 'old-13', 'old-12']);
  expect(storefront?.last?.[0]).toEqual({ id: 'old-16', title: 'LoginRefused', severity: 'high', outcome: 'fixed', closedAt: '2026-11-16T10:00:00.000Z' });
  expect(checkout?.last?.map(({ id }) => id)).toEqual(['elsewhere']);
});

test('the last deployments are those of its incidents, the newest first, at most five', async () => {
  const api = anApi();
  const out = (day: number, outcome: 'kept' | 'rolled-back' | 'undone', at?: string) => ({ environment: 'production', digest: DIGEST, commit: 'c'.repeat(40), attempt: 1, startedAt: `2026-11-${day}T09:00:00.000Z`, ...(at ? { at } : {}), outcome, committedAt: null, restoredAt: null });
  await api.archive.save({ ...aRecord('older', '2026-11-12T10:00:00.000Z'), deployments: [out(10, 'rolled-back', '2026-11-10T09:04:00.000Z'), out(12, 'kept', '2026-11-12T09:04:00.000Z')] }, '');
  await api.archive.save({ ...aRecord('newer', '2026-11-16T10:00:00.000Z'), deployments: [out(13, 'undone'), out(14, 'undone'), out(15, 'rolled-back', '2026-11-15T09:04:00.000Z'), out(16, 'kept', '2026-11-16T09:04:00.000Z')] }, '');
  const [storefront] = await servicesOf(api.app);
  expect(storefront?.deployments?.map(({ incident, at, outcome }) => [incident, at.slice(8, 16), outcome])).toEqual([
    ['newer', '16T09:04', 'kept'], ['newer', '15T09:04', 'rolled-back'], ['newer', '14T09:00', 'undone'], ['newer', '13T09:00', 'undone'], ['older', '12T09:04', 'kept'],
  ]);
});

test('how the budget went is told over the objective\'s window, with its gaps, and asked of monitoring only now and then', async () => {
  const { deps, monitoring } = anApi({ installation: promising() });
  let now = Date.parse('2026-11-25T10:00:00Z');
  let asked = 0;
  const ranged = { measure: monitoring.measure, range: (...about: Parameters<typeof monitoring.range>) => { asked += 1; return monitoring.range(...about); } };
  const day = (ago: number) => new Date(now - ago * 86_400_000).toISOString();
  monitoring.setSeries('bad{service="storefront"}[2592000s]', [{ at: day(30), value: 0 }, { at: day(15), value: 0.0025 }, { at: day(0), value: 0.006 }]);
  const panels = createServicePanels({ ...deps, monitoring: ranged, now: () => now });
  const burn = (await panels.all())[0]?.burn;
  expect(burn?.values).toHaveLength(60);
  expect(burn?.values.filter((value) => value !== null)).toEqual([1, 0.5, -0.2]);
  expect(Date.parse(burn?.from ?? '')).toBeLessThanOrEqual(now - 30 * 86_400_000);
  now += 60_000;
  expect((await panels.all())[0]?.burn).toEqual(burn);
  expect(asked).toBe(1);
  now += 5 * 60_000;
  await panels.all();
  expect(asked).toBe(2);
});

describe('what cannot be asked', () => {
  it('is absent, and the rest is there: Temporal', async () => {
    const api = anApi();
    api.deployer.setLive('storefront', { environment: 'production', ...LIVE });
    api.gateway.silent = true;
    const [storefront] = await servicesOf(api.app);
    expect(storefront).toEqual({ name: 'storefront', environment: 'production', address: 'http://127.0.0.1:1', release: LIVE, environments: [], last: [], deployments: [] });
  });

  it('is absent, and the rest is there: the archive and the target, whose reasons are in the log without secrets', async () => {
    const api = anApi();
    api.archive.list = async () => { throw new Error('postgres://dayshift:hunter2@db is down'); };
    api.deployer.current = async () => { throw new Error('the proxy is down'); };
    const [storefront] = await servicesOf(api.app);
    expect(storefront).toEqual({ name: 'storefront', environment: 'production', address: 'http://127.0.0.1:1', lane: { queue: [] }, environments: [], open: [] });
    expect(api.written.join('')).toContain('the proxy is down');
    expect(api.written.join('')).not.toContain('hunter2');
  });

  it('is an unknown budget with its reason when it is monitoring', async () => {
    const api = anApi({ installation: promising() });
    expect((await servicesOf(api.app))[0]?.budget).toMatchObject({ left: null, reason: 'the query found no data' });
  });

  it('is left out when it hangs, because others look at the page too', async () => {
    const { deps, deployer } = anApi({ installation: promising() });
    const never = new Promise<never>(() => undefined);
    deployer.current = () => never;
    const panels = createServicePanels({ ...deps, monitoring: { measure: () => never, range: () => never }, limitMs: 30 });
    const [storefront] = await panels.all();
    expect(storefront).not.toHaveProperty('release');
    expect(storefront).toMatchObject({ lane: { queue: [] }, budget: { left: null, reason: 'no answer within 0.03 s' } });
  });
});

test('everybody who looks within some seconds gets the same answer, asked once', async () => {
  const { deps, deployer } = anApi();
  let asked = 0;
  let now = Date.parse('2026-11-25T10:00:00Z');
  deployer.current = async () => { asked += 1; return undefined; };
  const panels = createServicePanels({ ...deps, now: () => now });
  await Promise.all([panels.all(), panels.all()]);
  now += 4000;
  await panels.all();
  expect(asked).toBe(2); // two services
  now += 2000;
  await panels.all();
  expect(asked).toBe(4);
});

test('reading needs a token where every reading does', async () => {
  const { app } = anApi({ readsNeedToken: true });
  await request(app).get('/api/v1/services').expect(401);
  await request(app).get('/api/v1/services').set('authorization', `Bearer ${TOKENS.hook}`).expect(200);
});
