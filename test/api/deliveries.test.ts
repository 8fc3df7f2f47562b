// Can be read which event reached which subscriber, and why not?
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { createFileStore } from '../../integrations/file-store';
import { EventDeliveries, type EventDelivery } from '../../src/contracts/http';
import { deliveriesLogId } from '../../src/domain/ids';
import { anApi } from './an-api';

const INCIDENT = 'storefront.LoginRefused.0123abcd';

function aDelivery(change: Partial<EventDelivery> = {}): EventDelivery {
  return { id: `${INCIDENT}/0`, type: 'dev.cdevents.incident.detected.0.2.0', subscription: 'board', incident: INCIDENT, at: '2026-11-23T10:00:00.000Z', attempt: 1, outcome: 'delivered', ...change };
}

const read = async (app: Parameters<typeof request>[0], incident = INCIDENT) => EventDeliveries.parse((await request(app).get('/api/v1/deliveries').query({ incident }).expect(200)).body).deliveries;

it('lists them in the order in which they were tried', async () => {
  const { app, store } = anApi();
  const deliveries = [aDelivery({ outcome: 'failed', reason: 'it answered 503' }), aDelivery({ attempt: 2 }), aDelivery({ id: `${INCIDENT}/1` })];
  for (const one of deliveries) await store.append(deliveriesLogId(INCIDENT), JSON.stringify(one));
  expect(await read(app)).toEqual(deliveries);
});

it('has none of an incident that nobody subscribed to, or of another', async () => {
  const { app, store } = anApi();
  await store.append(deliveriesLogId(INCIDENT), JSON.stringify(aDelivery()));
  expect(await read(app, 'storefront.Other.0123abcd')).toEqual([]);
});

it('reads the log of the file store, whose lines bear a time, and leaves out what is no delivery', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-'));
  const logs = createFileStore(folder);
  await logs.append(deliveriesLogId(INCIDENT), `${JSON.stringify(aDelivery())}\nnoise\n{"half":`);
  expect(await read(anApi({ logs }).app)).toEqual([aDelivery()]);
  await rm(folder, { recursive: true });
});

it('shows the newest thousand', async () => {
  const { app, store } = anApi();
  await store.append(deliveriesLogId(INCIDENT), Array.from({ length: 1200 }, (_, attempt) => JSON.stringify(aDelivery({ attempt }))).join('\n'));
  const deliveries = await read(app);
  expect([deliveries.length, deliveries[0]?.attempt, deliveries.at(-1)?.attempt]).toEqual([1000, 200, 1199]);
});

it.each([['no incident', {}], ['what is no id', { incident: '../secrets' }], ['two', { incident: ['a', 'b'] }]])('needs an incident, not %s', async (_, query) => {
  const { text } = await request(anApi().app).get('/api/v1/deliveries').query(query).expect(422);
  expect(JSON.parse(text)).toMatchObject({ type: '/problems/request-malformed', detail: expect.stringContaining('incident') });
});
