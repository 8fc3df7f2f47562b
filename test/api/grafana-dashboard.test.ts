// Does the Grafana dashboard ask only for figures that are told, and can Grafana read it?
import request from 'supertest';
import { figuresAsked, figuresTold, readGrafanaDashboard } from '../support/grafana';
import { aDelivery, anApi, TOKENS } from './an-api';
import { listening } from './sse-client';

const dashboard = readGrafanaDashboard();

test('its panels have ids and places of their own, and every question is about the chosen jobs', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`));
  expect(new Set(taken).size).toBe(taken.length);
  expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  const questions = panels.flatMap((panel) => (panel.type === 'row' ? [] : panel.targets.map(({ expr }) => expr)));
  for (const question of questions) expect(question).toMatch(/\{job=~"\$(api|worker)"/);
  expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'api', 'worker']);
});

test('every figure of the API that a panel names is told', async () => {
  const { app } = anApi({ pause: () => new Promise<void>(() => undefined), auditWaiting: () => 0 });
  const door = await listening(app);
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).expect(202);
  const id = String(body.alerts[0].incident);
  await request(app).post(`/api/v1/incidents/${id}/note`).set({ authorization: `Bearer ${TOKENS.maya}` }).send({ text: 'I look at it' }).expect(200);
  await (await door.listen(`/api/v1/incidents/${id}/events`)).hear('incident');
  const told = figuresTold((await request(app).get('/metrics').expect(200)).text);
  await door.close();
  const asked = figuresAsked(dashboard).filter((name) => !name.startsWith('temporal_'));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => !told.has(name))).toEqual([]);
});
