// What can be read of incidents, open, closed, and long gone?
import request from 'supertest';
import { IncidentList } from '../../src/contracts/http';
import { IncidentView } from '../../src/contracts/incident';
import { IncidentRecord } from '../../src/contracts/record';
import { incidentRecord } from '../../src/domain/record';
import { eventsOfDay } from '../dashboard/fixture/day';
import { aRecord } from '../integrations/a-record';
import { aDelivery, anApi } from './an-api';

async function openedApi() {
  const api = anApi();
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const id = String(body.alerts[0].incident);
  const get = (rest: string) => request(api.app).get(`/api/v1/incidents${rest}`);
  return { ...api, id, get };
}

function live({ gateway, id }: Awaited<ReturnType<typeof openedApi>>, until?: string): void {
  for (const { at: _, ...event } of eventsOfDay(Date.parse('2026-01-05T09:41:00Z'))) {
    gateway.happen(id, event);
    if (event.kind === until) return;
  }
}

test('an open incident is listed, seen, recorded and told', async () => {
  const api = await openedApi();
  live(api, 'attemptStarted');
  const list = IncidentList.parse((await api.get('?state=open').expect(200)).body);
  expect(list.incidents).toMatchObject([{ id: api.id, phase: 'build', attempts: 1 }]);
  const view = IncidentView.parse((await api.get(`/${api.id}`).expect(200)).body);
  expect(view).toMatchObject({ id: api.id, phase: 'build' });
  const record = IncidentRecord.parse((await api.get(`/${api.id}/record`).expect(200)).body);
  expect(record).toMatchObject({ incident: { id: api.id, closedAt: null }, attempts: [{ number: 1 }] });
  const story = await api.get(`/${api.id}/story`).expect(200);
  expect(story.headers['content-type']).toBe('text/markdown; charset=utf-8');
  expect(story.text).toMatch(/^# /);
});

test('a closed incident is told from the archive, once, and its view while Temporal keeps it', async () => {
  const api = await openedApi();
  live(api);
  const view = await api.gateway.view(api.id);
  await api.archive.save(incidentRecord(view), '# The story as it was written');
  expect((await api.get('?state=open')).body.incidents).toEqual([]);
  expect((await api.get('?state=all')).body.incidents).toMatchObject([{ id: api.id, phase: 'closed', outcome: 'fixed', attempts: 3 }]);
  expect((await api.get(`/${api.id}/story`)).text).toBe('# The story as it was written');
  expect((await api.get(`/${api.id}`)).body).toMatchObject({ phase: 'closed', closedAt: view.closedAt });
});

test('one that has reopened is told as it is now, not as it was archived', async () => {
  const api = await openedApi();
  api.gateway.happen(api.id, { kind: 'closed', outcome: 'recovered-by-itself', by: 'dayshift', why: 'quiet' });
  await api.archive.save(incidentRecord(await api.gateway.view(api.id)), '# The story as it was written');
  expect((await api.get(`/${api.id}/story`)).text).toBe('# The story as it was written');
  api.gateway.happen(api.id, { kind: 'reopened' });
  expect((await api.get('?state=closed')).body.incidents).toEqual([]);
  expect((await api.get(`/${api.id}/record`)).body).toMatchObject({ incident: { closedAt: null }, reopened: 1 });
  expect((await api.get(`/${api.id}/story`)).text).not.toBe('# The story as it was written');
});

test('what only the archive has is still shown, as far as it was kept', async () => {
  const api = await openedApi();
  live(api);
  const gone = incidentRecord(await api.gateway.view(api.id));
  const record = { ...gone, incident: { ...gone.incident, id: 'storefront.LoginRefused.ffffffff', runId: 'gone' } };
  await api.archive.save(record, '# Gone');
  const view = IncidentView.parse((await api.get('/storefront.LoginRefused.ffffffff').expect(200)).body);
  expect(view).toMatchObject({ phase: 'closed', outcome: 'fixed', release: record.release, acceptance: [{ achieved: true }, { achieved: true }] });
  expect(view.turn).toBeUndefined();
  const again = incidentRecord(view);
  expect(record.attempts.flatMap(({ stages }) => stages.flatMap(({ cells }) => cells.flatMap(({ findings }) => findings ?? [])))).not.toEqual([]); // some of them found something
  expect(again.attempts).toEqual(record.attempts.map((attempt) => ({ ...attempt, subject: '' }))); // it is known with the whole change or not at all
  expect(again).toMatchObject({ decisions: record.decisions, alerts: record.alerts, suggested: record.suggested, undelivered: record.undelivered, branch: record.branch });
  expect(again.deployments).toEqual(record.deployments.map((deployment) => ({ ...deployment, committedAt: null })));
  expect(record.deployments).toMatchObject([{ outcome: 'kept' }]);
  expect(record.decisions).toMatchObject([{ state: 'granted' }]);
  expect(incidentRecord(view).phases).toEqual(record.phases);
});

test('the board\'s headline is the service\'s own, and rows are newest first', async () => {
  const { get, archive } = await openedApi();
  const figures = ['customers affected', 'logins refused'].map((name, at) => ({ name, unit: 'count', query: 'q', value: at, at: '2026-01-05T09:41:00Z' }));
  const old = aRecord('storefront.Old.00000001');
  await archive.save({ ...old, impact: { ...old.impact, figures }, incident: { ...old.incident, openedAt: '2020-01-01T00:00:00Z' } }, '');
  const { incidents } = IncidentList.parse((await get('').expect(200)).body);
  expect(incidents).toHaveLength(2);
  expect(incidents[1]).toMatchObject({ id: 'storefront.Old.00000001', headline: { name: 'logins refused', value: 1 } });
});

test('while Temporal is silent, closed incidents are still listed and open ones are said to be out of reach', async () => {
  const { get, archive, gateway } = await openedApi();
  await archive.save(aRecord('storefront.Old.00000001'), '');
  gateway.silent = true;
  expect((await get('?state=closed').expect(200)).body.incidents).toHaveLength(1);
  const { text } = await get('?state=open').expect(503);
  expect(JSON.parse(text)).toMatchObject({ type: '/problems/unreachable' });
});

test('an archive that cannot be read hides nothing of what Temporal knows', async () => {
  const { app, gateway, written } = anApi({ archive: { save: fails, list: fails, count: fails, find: fails, testHistory: fails, serviceHistory: fails, releaseFacts: fails } });
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const id = String(body.alerts[0].incident);
  gateway.happen(id, { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' });
  expect((await request(app).get('/api/v1/incidents?state=closed').expect(200)).body.incidents).toMatchObject([{ id }]);
  await request(app).get(`/api/v1/incidents/${id}/record`).expect(200);
  expect(written.join('')).toContain('the archive could not be read');
});

async function fails(): Promise<never> {
  throw new Error('the archive is down');
}

test.each(['/storefront.Nothing.0123abcd', '/storefront.Nothing.0123abcd/record', '/no-id', '/no-id/story', '/..%2f..%2fetc'])('%s is unknown', async (rest) => {
  const { get } = await openedApi();
  const { text } = await get(rest).expect(404);
  expect(JSON.parse(text).type).toBe('/problems/incident-unknown');
});

test('another state than there is, is refused', async () => {
  const { get } = await openedApi();
  await get('?state=half-open').expect(422);
});
