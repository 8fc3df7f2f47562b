// Are the open incidents of a real Temporal listed page by page, by filters, by words and by need, however many there are?
import { randomUUID } from 'node:crypto';
import { createIncidentGateway, type IncidentGateway } from '../../api/incident-gateway';
import { overConnection } from '../../api/gateway/temporal-connection';
import type { Severity } from '../../src/domain/vocabulary';
import { anAlertOf, anInput } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { until } from './until';

const COUNT = 130;
const RUN = randomUUID().slice(0, 8);

let server: TemporalServer;
let gateway: IncidentGateway;

/** No worker runs: what visibility knows is enough for a list, and a hundred and thirty are opened in a moment. */
async function open(cause: string, severity: Severity, change: Partial<ReturnType<typeof anInput>> = {}): Promise<string> {
  const input = anInput({ cause, ...change });
  const joined = await gateway.openOrJoin(input, [anAlertOf(input, { severity })]);
  return 'incident' in joined ? joined.incident : '';
}

beforeAll(async () => {
  server = await aTemporalServer();
  gateway = createIncidentGateway(overConnection(server.environment.connection, server.environment.namespace ?? 'default'));
  await Promise.all(Array.from({ length: COUNT }, (_, at) => open(`Trouble-${at}-${RUN}`, at < 5 ? 'critical' : at < 30 ? 'high' : 'low', { service: at % 2 === 0 ? 'storefront' : 'checkout' })));
  await until(() => gateway.rows.count({}), (count) => count === COUNT, 'all are counted');
});
afterAll(() => server?.stop());

async function allPages(filter: Parameters<IncidentGateway['rows']['page']>[0], asked: { limit: number; search?: string }): Promise<string[][]> {
  const pages: string[][] = [];
  for (let token: string | undefined; ;) {
    const { rows, next } = await gateway.rows.page(filter, { ...asked, token });
    pages.push(rows.map(({ id }) => id));
    if (next === undefined) return pages;
    token = next;
  }
}

test('page by page, the newest first, each once, also while others open', async () => {
  const before = new Set((await allPages({}, { limit: 200 })).flat());
  expect(before.size).toBe(COUNT);
  const first = await gateway.rows.page({}, { limit: 40 });
  const late = await open(`Late-${RUN}`, 'low');
  await until(() => gateway.rows.count({}), (count) => count === COUNT + 1, 'the late one is counted').catch(() => undefined); // a count is kept for two seconds
  const seen = first.rows.map(({ id }) => id);
  for (let token = first.next; token !== undefined;) {
    const { rows, next } = await gateway.rows.page({}, { limit: 40, token });
    seen.push(...rows.map(({ id }) => id));
    token = next;
  }
  expect(seen.sort()).toEqual([...before].sort());
  expect(seen).not.toContain(late);
  const opened = first.rows.map(({ openedAt }) => openedAt);
  expect(opened).toEqual([...opened].sort().reverse());
});

test('by service, severity, phase and time', async () => {
  expect((await allPages({ service: 'checkout', severity: 'critical' }, { limit: 50 })).flat()).toHaveLength(2);
  expect((await allPages({ phases: ['fix'] }, { limit: 50 })).flat()).toEqual([]);
  expect((await allPages({ phases: ['assess', 'fix'], severity: 'high' }, { limit: 50 })).flat()).toHaveLength(25);
  expect((await allPages({ assignee: 'maya' }, { limit: 50 })).flat()).toEqual([]);
  expect((await allPages({ to: '2020-01-01' }, { limit: 50 })).flat()).toEqual([]);
  expect(await gateway.rows.count({ severity: 'critical' })).toBe(5);
});

test('by words of the cause, in pages that may be short', async () => {
  const found = await allPages({}, { limit: 20, search: `trouble-77 ${RUN}` });
  expect(found.flat().filter((id) => id.includes('.Trouble-77-'))).toHaveLength(1);
  for (const id of found.flat()) expect(id).toMatch(/[.-]77/); // the last part of an id is by chance, and may begin so too
  expect(found.length).toBeLessThan(7);
});

test('those that need somebody most: the critical ones are there, though they are the oldest, and it is told how many there are', async () => {
  const { rows, total, isAll } = await gateway.rows.foremost({}, 100);
  expect(rows).toHaveLength(100);
  expect(rows.slice(0, 30).map(({ severity }) => severity)).toEqual([...Array<string>(5).fill('critical'), ...Array<string>(25).fill('high')]);
  expect(total).toBeGreaterThanOrEqual(COUNT);
  expect(isAll).toBe(false);
  expect((await gateway.rows.foremost({ severity: 'high' }, 100)).isAll).toBe(true);
});

test('which of some runs are open, and what Temporal ended is closed', async () => {
  const { rows: [one, other] } = await gateway.rows.page({}, { limit: 2 });
  if (!one || !other) throw new Error('there are two');
  await server.environment.client.workflow.getHandle(one.workflowId, one.runId).terminate('nobody needs it');
  await until(() => gateway.rows.openAmong([one.runId, other.runId, randomUUID()]), (open) => !open.has(one.runId), 'it is not open any more');
  expect(await gateway.rows.openAmong([one.runId, other.runId])).toEqual(new Set([other.runId]));
  const ended = await until(() => gateway.rows.ended('broken-off', {}), ({ rows }) => rows.some(({ id }) => id === one.id), 'it is closed');
  expect(ended.rows.find(({ id }) => id === one.id)).toMatchObject({ phase: 'closed', outcome: 'cancelled' });
  expect((await gateway.rows.ended('broken-off', {}, '2020-01-01T00:00:00.000Z')).rows).toEqual([]);
});
