// Is the status page for everybody: true, cheap however many look, nothing of the inside, and there when dayshift cannot tell?
import pino from 'pino';
import { SaxesParser } from 'saxes';
import request from 'supertest';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { createStatusBoard, type StatusBoardDeps } from '../../api/status/board';
import { clockOf, lengthOf, momentOf } from '../../api/status/times';
import { statusPage } from '../../api/status/page';
import { PublicStatus } from '../../src/contracts/public-status';
import { StatusPage } from '../../src/contracts/status-page';
import { incidentRecord } from '../../src/domain/record';
import { DayshiftError } from '../../src/errors';
import { aRow, minutesOn } from '../support/a-row';
import { anIncident, ASSIGNED } from '../support/an-incident';
import { aDelivery, anApi, anInstallation } from './an-api';

const PAGE = StatusPage.parse({ title: 'Status of the <shop>', services: { storefront: 'Online & more' } });
const installation = () => ({ ...anInstallation(), statusPage: PAGE });
const ADDRESSES = ['/status', '/status/feed.atom', '/status/feed.rss', '/status.json'];

async function withTrouble(change: Parameters<typeof anApi>[0] = {}) {
  const api = anApi({ installation: installation(), ...change });
  await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({ labels: { instance: 'web-7.internal' } })).expect(202);
  return api;
}

test.each(ADDRESSES)('%s is there for everybody, kept for some seconds, and not sent again unchanged', async (address) => {
  const { app } = anApi({ installation: installation(), readsNeedToken: true });
  const { headers } = await request(app).get(address).expect(200);
  expect(headers['cache-control']).toBe('public, max-age=15');
  await request(app).get(address).set('If-None-Match', headers['etag'] ?? '').expect(304);
  await request(app).head(address).expect(200);
  const refused = await request(app).post(address).expect(405);
  expect(refused.headers['allow']).toBe('GET, HEAD');
});

test('the page says what is affected and where the fix stands, without script, and nothing of the inside', async () => {
  const { app } = await withTrouble();
  const { text, headers } = await request(app).get('/status').expect(200);
  expect(text).toContain('<h1>Status of the &lt;shop&gt;</h1>');
  expect(text).toContain('Online &amp; more: serious problems for many customers</h3>');
  expect(text).toContain('We are finding out what is wrong.');
  expect(text).toMatch(/<time datetime="[^"]+Z">\d+ \w+ \d{4}, \d\d:\d\d UTC<\/time>/);
  expect(text).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  expect(headers['content-security-policy']).toMatch(/^default-src 'self'/);
  for (const address of ADDRESSES) expect((await request(app).get(address)).text).not.toMatch(/LoginRefused|Customers cannot log in|web-7|storefront[^.]|maya|paula/i);
});

test('the feeds have an entry for each incident, whose name does not change', async () => {
  const { app, gateway } = await withTrouble();
  const entryOf = async () => /<id>(http[^<]+#incident-[0-9a-f]{16})<\/id>/.exec((await request(app).get('/status/feed.atom').expect(200)).text)?.[1];
  const before = await entryOf();
  expect(before).toMatch(/^http:\/\/dayshift\.example:8080\/status#incident-/);
  const [row] = await gateway.openRows();
  gateway.happen(row?.id ?? '', ASSIGNED);
  expect(await entryOf()).toBe(before);
  const rss = await request(app).get('/status/feed.rss').expect(200).buffer(true);
  expect(rss.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
  expect(rss.text).toContain('<title>Status of the &lt;shop&gt;</title>');
  expect(rss.text).toContain('Online & more: serious problems for many customers');
  const { body, headers } = await request(app).get('/status.json').expect(200);
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(PublicStatus.parse(body)).toEqual(body);
});

test.each(['atom', 'rss'])('the %s feed is well-formed XML, whatever names were given, and unchanged while nothing happens', async (format) => {
  const page = StatusPage.parse({ title: `Status ]]> & "<b>"`, services: { storefront: `Shop ]]><script>alert('1')</script> &amp;` } });
  const { app } = await withTrouble({ installation: { ...anInstallation(), statusPage: page } });
  const { text } = await request(app).get(`/status/feed.${format}`).expect(200).buffer(true);
  const elements: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => { elements.push(name); });
  parser.on('text', (piece) => { texts.push(piece); });
  parser.on('cdata', (piece) => { texts.push(piece); });
  parser.on('error', (error) => { throw error; });
  parser.write(text).close();
  expect(elements.filter((name) => name === (format === 'atom' ? 'entry' : 'item'))).toHaveLength(1);
  expect(elements).not.toContain('script');
  expect(texts.join('')).toContain(`Shop ]]><script>alert('1')</script> &amp;: serious problems for many customers`);
});

test('without the part of the file there is none, and the answer says how to have one', async () => {
  const { app } = anApi();
  expect((await request(app).get('/status').set('Accept', 'text/html').expect(404)).text).toContain('There is no status page here');
  for (const address of ADDRESSES) {
    const { body } = await request(app).get(address).set('Accept', 'application/json').expect(404);
    expect(body).toMatchObject({ type: '/problems/status-page-off', advice: expect.stringContaining('statusPage') });
  }
  await request(app).get('/problems/status-page-off').expect(200);
});

describe('the board behind it', () => {
  function aBoard(change: Partial<StatusBoardDeps> = {}) {
    const world = { now: Date.parse(minutesOn(0)), asked: 0, open: [aRow()], silent: false, hangs: false };
    const archive = createInMemoryArchive();
    const board = createStatusBoard({
      installation: anInstallation(), page: PAGE, archive, logger: pino({ level: 'silent' }), now: () => world.now, limitMs: 20,
      gateway: {
        rows: {
          async foremost({ severity }, limit) {
            world.asked += 1;
            if (world.silent) throw new DayshiftError('unreachable', { what: 'Temporal', reason: 'no connection' });
            if (world.hangs) await new Promise(() => undefined);
            const fitting = world.open.filter((row) => severity === undefined || row.severity === severity);
            return { rows: fitting.slice(0, limit), total: fitting.length, isAll: fitting.length <= limit };
          },
          ended: async () => ({ rows: [], isAll: true }),
        },
      },
      ...change,
    });
    return { world, board, archive };
  }

  test('is asked once in ten seconds, however many look', async () => {
    const { world, board } = aBoard();
    await Promise.all(Array.from({ length: 1000 }, () => board.read()));
    world.now += 9_999;
    await board.read();
    expect(world.asked).toBe(1);
    world.now += 1;
    await board.read();
    expect(world.asked).toBe(2);
  });

  test('finds the worst of a storm behind many small ones, and counts them all', async () => {
    const { world, board } = aBoard();
    world.open = [...Array.from({ length: 300 }, (_, index) => aRow({ id: `small-${index}`, severity: 'medium' })), aRow({ id: 'low', severity: 'low' }), aRow({ id: 'worst', severity: 'critical', openedAt: minutesOn(-60) })];
    expect(await board.read()).toMatchObject({ openCount: 301, services: [{ state: 'major-outage' }], open: expect.arrayContaining([expect.objectContaining({ state: 'major-outage' })]) });
  });

  test.each(['silent', 'hangs'] as const)('says that it cannot tell while Temporal %s, with what was so and when, and comes back', async (how) => {
    const { world, board } = aBoard();
    await board.read();
    world[how] = true;
    world.now += 60_000;
    expect(await board.read()).toMatchObject({ isCurrent: false, at: minutesOn(0), openCount: 1, services: [{ state: 'major-outage' }] });
    expect(statusPage(await board.read(), 'http://x/status')).toContain('What stands below was so on <time');
    world[how] = false;
    world.now += 60_000;
    expect(await board.read()).toMatchObject({ isCurrent: true, at: minutesOn(2) });
  });

  test('knows nothing when nothing was ever heard, and says so', async () => {
    const { world, board } = aBoard();
    world.silent = true;
    const status = await board.read();
    expect(status).toMatchObject({ isCurrent: false, services: [{ state: 'unknown' }] });
    expect(statusPage(status, 'http://x/status')).toContain('Please look again in a moment.');
  });

  test('keeps what is over when the archive is silent', async () => {
    const { world, board, archive } = aBoard();
    await archive.save(incidentRecord({ ...anIncident(ASSIGNED, { kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'watched' }), severity: 'high' }), '');
    world.open = [];
    world.now = Date.parse(minutesOn(10));
    expect((await board.read()).past).toMatchObject([{ standing: 'It is fixed.' }]);
    jest.spyOn(archive, 'list').mockRejectedValue(new DayshiftError('unreachable', { what: 'the archive', reason: 'no connection' }));
    world.now += 60_000;
    expect(await board.read()).toMatchObject({ isCurrent: true, isPastKnown: true, past: [{ standing: 'It is fixed.' }] });
  });

  test('an archive that was never heard is said to be unknown', async () => {
    const archive = { list: async () => { throw new DayshiftError('unreachable', { what: 'the archive', reason: 'no connection' }); } };
    const status = await aBoard({ archive }).board.read();
    expect(status).toMatchObject({ isCurrent: true, isPastKnown: false });
    expect(statusPage(status, 'http://x/status')).toContain('What happened before cannot be shown right now.');
  });
});

test('what is over stands under its day, with how long it took', () => {
  const status: PublicStatus = {
    title: 'Status', at: minutesOn(100), isCurrent: true, services: [{ name: 'Shop', state: 'operational', text: 'Working normally' }], openCount: 0, open: [], isPastKnown: true,
    past: [{ id: 'a', service: 'Shop', state: 'operational', what: 'Some problems', noticedAt: minutesOn(0), standing: 'It is fixed.', updates: [], solvedAt: minutesOn(42), tookSeconds: 2520 }],
  };
  const page = statusPage(status, 'http://x/status');
  expect(page).toContain('<h3 class="day">5 January 2026</h3>');
  expect(page).toContain('It is fixed. It took 42 minutes, from <time datetime="2026-01-05T09:41:00.000Z">09:41 UTC</time>.');
  expect(page).toContain('Everything is working');
  expect(page).not.toContain('What we are working on');
});

test('times say their zone, lengths their units', () => {
  expect([momentOf('2026-01-05T23:59:30.000Z'), clockOf('2026-01-06T00:00:00+01:00')]).toEqual(['5 January 2026, 23:59 UTC', '23:00 UTC']);
  expect([0, 60, 3540, 3600, 3660, 86_400, 176_400, 180_000].map(lengthOf)).toEqual(['less than a minute', '1 minute', '59 minutes', '1 hour', '1 hour 1 minute', '24 hours', '2 days 1 hour', '2 days 2 hours']);
});

test('more trouble than fits is counted', () => {
  const open = Array.from({ length: 3 }, (_, index) => ({ id: `${index}`, service: 'Shop', state: 'degraded' as const, what: 'Some problems', noticedAt: minutesOn(0), standing: 'We are writing a fix.', updates: [] }));
  expect(statusPage({ title: 'Status', isCurrent: true, at: minutesOn(1), services: [], openCount: 40, open, isPastKnown: true, past: [] }, 'http://x/status')).toContain('There are 37 more.');
});
