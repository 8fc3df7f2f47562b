// What does Prometheus read here, who may, and is nothing told that is not known?
import request from 'supertest';
import { aDelivery, anApi, TOKENS } from './an-api';
import { listening } from './sse-client';

type Samples = Record<string, number>;

/** Asking is looking, and looking goes on for a while: the board is polled once, and then not again. */
const pause = () => new Promise<void>(() => undefined);

async function scrape(app: ReturnType<typeof anApi>['app']): Promise<Samples> {
  const { text } = await request(app).get('/metrics').expect(200).expect('content-type', /^text\/plain; version=0\.0\.4/);
  return Object.fromEntries(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at), Number(line.slice(at + 1))];
  }));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const named = (samples: Samples, name: string): Samples => Object.fromEntries(Object.entries(samples).filter(([sample]) => sample === name || sample.startsWith(`${name}{`)));

test('alerts, words, answers and the board are counted by closed sets of names, never by path, person or incident', async () => {
  const { app } = anApi({ pause });
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({}, { name: 'LoginRefused', fingerprint: 'f2' }, { service: 'nobody', fingerprint: 'f3' })).expect(202);
  const id = String(body.alerts[0].incident);
  await request(app).post(`/api/v1/incidents/${id}/note`).set(bearer(TOKENS.maya)).send({ text: 'I look at it' }).expect(200);
  await request(app).post(`/api/v1/incidents/${id}/build`).set(bearer(TOKENS.maya)).send({ commit: 'a'.repeat(40) }).expect(409);
  await request(app).get('/api/v1/incidents/nothing').expect(404);
  await request(app).get('/nowhere/secret-in-a-path').expect(404);

  const samples = await scrape(app);
  expect(named(samples, 'dayshift_alerts_total')).toEqual({
    'dayshift_alerts_total{source="alertmanager",fate="opened"}': 1, 'dayshift_alerts_total{source="alertmanager",fate="joined"}': 1, 'dayshift_alerts_total{source="alertmanager",fate="unrouted"}': 1,
  });
  expect(named(samples, 'dayshift_words_total')).toEqual({ 'dayshift_words_total{word="note",outcome="taken"}': 1, 'dayshift_words_total{word="build",outcome="refused"}': 1 });
  expect(named(samples, 'http_server_request_duration_seconds_count')).toEqual({
    'http_server_request_duration_seconds_count{operation="receiveAlerts",method="POST",status="202"}': 1, 'http_server_request_duration_seconds_count{operation="note",method="POST",status="200"}': 1,
    'http_server_request_duration_seconds_count{operation="build",method="POST",status="409"}': 1, 'http_server_request_duration_seconds_count{operation="readIncident",method="GET",status="404"}': 1,
    'http_server_request_duration_seconds_count{operation="other",method="GET",status="404"}': 1,
  });
  expect(samples).toMatchObject({
    'dayshift_open_incidents{phase="assess",severity="critical"}': 1, dayshift_unrouted_alerts: 1, dayshift_followed_incidents: 0,
    'dayshift_part_up{part="temporal"}': 1, 'dayshift_part_up{part="archive"}': 1, 'dayshift_part_up{part="worker"}': 1,
  });
  expect(Object.keys(samples).join('\n')).not.toMatch(new RegExp(`${id}|maya|secret-in-a-path`));
  expect(samples).toHaveProperty('process_cpu_seconds_total');
});

test('an open stream is counted while it is open, and is no slow request', async () => {
  const { app } = anApi({ pause });
  const door = await listening(app);
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).expect(202);
  const ear = await door.listen(`/api/v1/incidents/${String(body.alerts[0].incident)}/events`);
  await ear.hear('incident');
  const samples = await scrape(app);
  expect(named(samples, 'dayshift_event_streams')).toEqual({ 'dayshift_event_streams{operation="followIncident"}': 1 });
  expect(samples).toMatchObject({ dayshift_followed_incidents: 1 });
  expect(Object.keys(samples).filter((sample) => sample.includes('followIncident') && sample.includes('duration'))).toEqual([]);
  await door.close();
});

test('asking for figures is looking at the board: many questions are one follower, and no question is none', async () => {
  const { app, gateway } = anApi({ pause });
  expect(gateway.polls()).toBe(0);
  await scrape(app);
  await scrape(app);
  expect(gateway.polls()).toBe(1);
});

test('what is not known is not told as nothing', async () => {
  const { app, gateway } = anApi({ pause });
  gateway.silent = true;
  const samples = await scrape(app);
  for (const name of ['dayshift_open_incidents', 'dayshift_waiting_incidents', 'dayshift_unrouted_alerts']) expect(named(samples, name)).toEqual({});
  expect(samples).toMatchObject({ 'dayshift_part_up{part="temporal"}': 0, 'dayshift_part_up{part="worker"}': 0 });
});

test('where reading needs a token, so do the figures', async () => {
  const { app } = anApi({ readsNeedToken: true, pause });
  await request(app).get('/metrics').expect(401);
  await request(app).get('/metrics').set(bearer(TOKENS.hook)).expect(200);
});

test('alive is said without a token and whatever else is down; ready says which part is not', async () => {
  const { app, gateway } = anApi({ readsNeedToken: true });
  expect((await request(app).get('/readyz').expect(200)).body).toEqual({ ready: true, parts: { temporal: 'reachable', archive: 'reachable', worker: 'listens' } });
  await request(app).get('/healthz').expect(200, { ok: true });
  await request(app).get('/health').expect(200).expect('deprecation', /^@\d+$/).expect('link', '</readyz>; rel="successor-version"');
  gateway.silent = true;
  expect((await request(anApi({ gateway }).app).get('/readyz').expect(503)).body).toEqual({ ready: false, parts: { temporal: 'unreachable', archive: 'reachable', worker: 'unknown' } });
  await request(app).get('/healthz').expect(200, { ok: true });
});

test('no worker, or no archive: not ready', async () => {
  const { app, gateway, archive } = anApi();
  gateway.workers = 0;
  expect((await request(app).get('/readyz').expect(503)).body).toMatchObject({ parts: { worker: 'nobody listens', archive: 'reachable' } });
  const broken = anApi({ archive: { ...archive, find: () => Promise.reject(new Error('postgres://me:secret@db')) } });
  const { body } = await request(broken.app).get('/readyz').expect(503);
  expect(body).toEqual({ ready: false, parts: { temporal: 'reachable', archive: 'unreachable', worker: 'listens' } });
});
