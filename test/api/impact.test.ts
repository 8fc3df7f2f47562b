// Is the impact live for those who look, cheap however many they are, and never an error when monitoring is down?
import request from 'supertest';
import { createLiveImpacts } from '../../api/live/live-impact';
import { createInMemoryMonitoring } from '../../integrations/in-memory';
import { LiveImpact } from '../../src/contracts/http';
import type { Figure } from '../../src/contracts/result';
import type { Monitoring } from '../../src/ports/monitoring';
import { incidentRecord } from '../../src/domain/record';
import { anIncident, after } from '../support/an-incident';
import { aDelivery, anApi, anInstallation } from './an-api';
import { listening, type Listening } from './sse-client';
import { until } from './until';

const REFUSED = { name: 'logins refused', unit: 'share', query: 'refused_share', value: 0.31, at: after(0) } as const;
const measured = (...figures: Figure[]) => ({ kind: 'impactMeasured', impact: { figures, began: after(-60) } }) as const;
const closed = { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' } as const;
const briefly = () => new Promise<void>((resolve) => { setImmediate(resolve); });
let server: Listening | undefined;
afterEach(() => server?.close());

/** An API with one open incident, and how often monitoring was asked for a value. */
async function aDay() {
  const monitoring = createInMemoryMonitoring();
  let asked = 0;
  const counting: Monitoring = { ...monitoring, measure: (query, signal) => { asked += 1; return monitoring.measure(query, signal); } };
  const api = anApi({ monitoring: counting, pause: briefly });
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const id = String(body.alerts[0].incident);
  return { ...api, monitoring, id, asked: () => asked, address: `/api/v1/incidents/${id}/impact` };
}

test('the figures of the incident are answered as monitoring has them now, with their course', async () => {
  const { app, gateway, monitoring, id, address } = await aDay();
  gateway.happen(id, measured(REFUSED));
  monitoring.setMetric('refused_share', 0.12);
  monitoring.setSeries('refused_share', [{ at: new Date().toISOString(), value: 0.12 }]);
  const response = await request(app).get(address).expect(200);
  const impact = LiveImpact.parse(response.body);
  expect(response.headers['cache-control']).toBe('no-store');
  expect(impact.figures).toMatchObject([{ name: 'logins refused', unit: 'share', query: 'refused_share', value: 0.12 }]);
  expect(impact.figures[0]?.series?.values.at(-1)).toBe(0.12);
});

test('before its first measurement the service\'s own figures are asked for', async () => {
  const { app, monitoring, address } = await aDay();
  monitoring.setMetric('q', 7);
  const { body } = await request(app).get(address).expect(200);
  expect(body.figures.map((figure: Figure) => [figure.name, figure.value])).toEqual([['customers affected', 7], ['logins refused', 7]]);
});

test('while monitoring is down the figures are unknown with the reason, and the page gets its answer', async () => {
  const { app, monitoring, address } = await aDay();
  monitoring.setUnreachable('Prometheus cannot be reached: connect ECONNREFUSED');
  const { body } = await request(app).get(address).expect(200);
  for (const figure of LiveImpact.parse(body).figures) expect(figure).toMatchObject({ value: null, reason: expect.stringContaining('ECONNREFUSED') });
});

test('a closed incident is answered by its record; monitoring is not asked', async () => {
  const { app, gateway, id, address, asked } = await aDay();
  gateway.happen(id, measured(REFUSED));
  gateway.happen(id, closed);
  expect((await request(app).get(address).expect(200)).body.figures).toEqual([REFUSED]);
  expect(asked()).toBe(0);
});

test('an incident that only the archive has is answered too, an unknown one is a problem', async () => {
  const { app, archive } = await aDay();
  const view = anIncident(measured(REFUSED), closed);
  await archive.save(incidentRecord(view), '');
  expect((await request(app).get(`/api/v1/incidents/${view.id}/impact`).expect(200)).body.figures).toEqual([REFUSED]);
  await request(app).get('/api/v1/incidents/storefront.Nothing.0123abcd/impact').expect(404);
});

test('those who look are told; however many they are, monitoring is asked once for ten seconds', async () => {
  const { app, monitoring, id, asked, address } = await aDay();
  monitoring.setMetric('q', 7);
  server = await listening(app);
  const { listen } = server;
  const ears = await Promise.all([1, 2, 3].map(() => listen(`/api/v1/incidents/${id}/events`)));
  for (const ear of ears) await ear.hear('impact', (impact: LiveImpact) => impact.figures.every(({ value }) => value === 7));
  for (let turn = 0; turn < 50; turn += 1) await briefly();
  await request(app).get(address).expect(200);
  expect(asked()).toBe(2); // two figures, each once
});

test('a closed incident is told without it', async () => {
  const { app, gateway, id, asked } = await aDay();
  gateway.happen(id, closed);
  server = await listening(app);
  const ear = await server.listen(`/api/v1/incidents/${id}/events`);
  await ear.hear('incident');
  for (let turn = 0; turn < 50; turn += 1) await briefly();
  expect(ear.heard.map(({ event }) => event)).toEqual(['incident']);
  expect(asked()).toBe(0);
});

describe('the figures of one incident', () => {
  const view = anIncident(measured(REFUSED));
  function impacts(monitoring: Pick<Monitoring, 'measure' | 'range'>, limitMs = 1000) {
    const clock = { ms: Date.parse(after(60)) };
    return { clock, live: createLiveImpacts({ monitoring, installation: anInstallation(), now: () => clock.ms, limitMs }) };
  }

  it('are asked for again after ten seconds, not before, and those who ask together are answered together', async () => {
    const monitoring = createInMemoryMonitoring();
    let value = 0;
    monitoring.setMetric('refused_share', () => (value += 1));
    const { clock, live } = impacts(monitoring);
    const first = await Promise.all([live.of(view), live.of(view)]);
    clock.ms += 9999;
    expect([...first, await live.of(view)].map(({ figures }) => figures[0]?.value)).toEqual([1, 1, 1]);
    clock.ms += 1;
    expect((await live.of(view)).figures[0]?.value).toBe(2);
  });

  it('that hang are unknown after the limit, and cancel their question', async () => {
    let cancelled = 0;
    const hang = (signal?: AbortSignal) => new Promise<never>((_, reject) => { signal?.addEventListener('abort', () => { cancelled += 1; reject(new Error('aborted')); }); });
    const { live } = impacts({ measure: (_, signal) => hang(signal), range: (_query, _span, signal) => hang(signal) }, 20);
    expect((await live.of(view)).figures).toMatchObject([{ value: null, reason: 'no answer within 0.02 s' }]);
    expect(cancelled).toBe(2);
  });

  it('are unknown when the adapter breaks, without its secrets', async () => {
    const broken = async (): Promise<never> => { throw new Error('https://dayshift:hunter2@prometheus refused'); };
    const [figure] = (await impacts({ measure: broken, range: broken }).live.of(view)).figures;
    expect(figure?.reason).toBe('https://dayshift:***@prometheus refused');
  });
});

test('it is asked for again while somebody looks, and when the last has gone by nobody', async () => {
  const { app, id, asked, gateway } = await aDay();
  server = await listening(app);
  const ear = await server.listen(`/api/v1/incidents/${id}/events`);
  await ear.hear('impact');
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_000);
  await until(() => asked(), (count) => count === 4, 'both figures are asked for again');
  ear.leave();
  await until(() => gateway.followers(), (count) => count === 0, 'nobody follows');
  clock.mockReturnValue(Date.now() + 20_000);
  for (let turn = 0; turn < 50; turn += 1) await briefly();
  clock.mockRestore();
  expect(asked()).toBe(4);
});
