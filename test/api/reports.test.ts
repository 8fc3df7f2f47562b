// Does a customer's own report reach the incident, and does what they wrote reach nobody but the team?
import express from 'express';
import request from 'supertest';
import { createReportLimits } from '../../api/middleware/report-limits';
import { answerWithProblems } from '../../api/middleware/problem';
import { Problem, ReportReceipt } from '../../src/contracts/http';
import pino from 'pino';
import { aDelivery, anApi, TOKENS } from './an-api';

const REPORTS = '/api/v1/reports';
const TEXT = { tried: 'I logged in as Carla.Customer@example.com', happened: 'It says the password is wrong', contact: '+49 30 1234567' };
const REPORT = { service: 'storefront', ...TEXT };
const digestIn = (alert: { labels: Record<string, string> } | undefined): string => alert?.labels['evidence'] ?? 'none';

async function theOnlyIncident({ gateway }: Pick<ReturnType<typeof anApi>, 'gateway'>) {
  const rows = await gateway.openRows();
  expect(rows).toHaveLength(1);
  return gateway.view(rows[0]?.id ?? '');
}

test('it opens an incident of its own when none is open, and is answered with a reference', async () => {
  const api = anApi();
  const receipt = ReportReceipt.parse((await request(api.app).post(REPORTS).send(REPORT).expect(202)).body);
  const view = await theOnlyIncident(api);
  expect(view).toMatchObject({ service: 'storefront', cause: 'customer-report', rule: 'a customer\'s own report', severity: 'low', title: 'A customer reports trouble' });
  const [alert] = view.alerts.open;
  expect(alert).toMatchObject({ source: 'customer', name: 'CustomerReport', group: 'customer-report', fingerprint: receipt.reference, labels: { service: 'storefront' } });
  expect(receipt.reference).toBe(`report-${digestIn(alert).slice(7, 23)}`);
  expect(Date.parse(alert?.expiresAt ?? '') - Date.parse(alert?.startsAt ?? '')).toBe(4 * 3600 * 1000); // policies.silentFor
});

test('it joins the newest open incident of the service, whatever its cause, and no other service\'s', async () => {
  const api = anApi();
  await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({ name: 'CheckoutSlow', service: 'checkout' }, { name: 'LoginRefused' }));
  await request(api.app).post(REPORTS).send(REPORT).expect(202);
  const rows = await api.gateway.openRows();
  expect(rows).toHaveLength(2);
  const joined = await api.gateway.view(rows.find((row) => row.service === 'storefront')?.id ?? '');
  expect(joined.alerts.open.map(({ source }) => source)).toContain('customer');
  expect(joined.rule).not.toContain('customer');
});

test('two reports in the same words are two', async () => {
  const api = anApi();
  const references = await Promise.all([1, 2].map(async () => ReportReceipt.parse((await request(api.app).post(REPORTS).send(REPORT)).body).reference));
  expect(new Set(references).size).toBe(2);
  expect((await theOnlyIncident(api)).alerts.received).toBe(2);
});

test('what was written enters neither the incident nor the log; it is evidence', async () => {
  const api = anApi();
  const { body } = await request(api.app).post(REPORTS).send(REPORT).expect(202);
  const view = await theOnlyIncident(api);
  for (const text of Object.values(TEXT)) for (const place of [JSON.stringify(view), JSON.stringify(body), api.written.join('\n')]) expect(place).not.toContain(text);
  const address = `/api/v1/evidence/${digestIn(view.alerts.open[0])}`;
  const kept = await request(api.app).get(address).query({ type: 'application/json' }).set('authorization', `Bearer ${TOKENS.maya}`).expect(200);
  expect(kept.body).toMatchObject({ kind: 'customer-report', ...REPORT, receivedAt: expect.any(String) });
  expect(kept.headers['cache-control']).toBe('private, no-store');
});

test.each([['nobody', {}, 401, 'not-signed-in'], ['a program', { authorization: `Bearer ${TOKENS.hook}` }, 403, 'person-needed'], ['a stranger', { authorization: 'Bearer guessed' }, 401, 'not-signed-in']])(
  'what was written is not shown to %s, whatever name and type is asked for', async (_, headers, status, code) => {
    const api = anApi();
    await request(api.app).post(REPORTS).send(REPORT).expect(202);
    const address = `/api/v1/evidence/${digestIn((await theOnlyIncident(api)).alerts.open[0])}`;
    for (const query of [{}, { name: 'results/junit.xml', type: 'text/plain' }]) {
      const { text } = await request(api.app).get(address).query(query).set(headers).expect(status);
      expect(Problem.parse(JSON.parse(text)).type).toBe(`/problems/${code}`);
      expect(text).not.toContain(TEXT.tried);
    }
  },
);

test('other evidence is read as before, also what is shorter than the mark of a report', async () => {
  const { app, store } = anApi();
  for (const text of ['', '{', '{"kind":"customer-reports"}', 'x'.repeat(200_000)]) {
    const { digest } = await store.put({ name: 'a.txt', mediaType: 'text/plain', text });
    expect((await request(app).get(`/api/v1/evidence/${digest}`).query({ type: 'text/plain' }).expect(200)).text).toBe(text);
  }
});

test.each([
  ['a service that takes none', { ...REPORT, service: 'checkout' }, 404, 'reports-not-taken', /they are for: storefront/],
  ['an unknown service', { ...REPORT, service: 'nowhere' }, 404, 'reports-not-taken', /they are for: storefront/],
  ['one without words', { ...REPORT, tried: '  ', happened: undefined }, 422, 'body-malformed', /tried.*happened/],
  ['one that a robot filled in', { ...REPORT, website: 'https://spam.example' }, 422, 'body-malformed', /website: leave this field empty/],
  ['one longer than sixteen kilobytes', { ...REPORT, tried: 'x'.repeat(16 * 1024) }, 413, 'body-too-large', /16 KiB/],
])('%s is refused with what to do, and leaves no trace', async (_, sent, status, code, found) => {
  const api = anApi();
  const puts = jest.spyOn(api.store, 'put');
  const { text } = await request(api.app).post(REPORTS).send(sent).expect(status);
  expect(Problem.parse(JSON.parse(text))).toMatchObject({ type: `/problems/${code}`, detail: expect.stringMatching(found) });
  expect(await api.gateway.openRows()).toEqual([]);
  expect(puts).not.toHaveBeenCalled();
});

test('while Temporal is silent nobody is thanked', async () => {
  const { app, gateway } = anApi();
  gateway.silent = true;
  expect((await request(app).post(REPORTS).send(REPORT).expect(503)).headers['retry-after']).toBe('2');
});

test('when the open incident cannot be read the report is a cause of its own', async () => {
  const api = anApi();
  await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const { view } = api.gateway;
  api.gateway.view = async () => { throw new Error('no worker answers'); };
  await request(api.app).post(REPORTS).send(REPORT).expect(202);
  api.gateway.view = view;
  expect(await api.gateway.openRows()).toHaveLength(2);
});

test('it needs no token where reading does', async () => {
  const { app } = anApi({ readsNeedToken: true });
  await request(app).post(REPORTS).send(REPORT).expect(202);
  await request(app).get('/report/storefront').expect(200);
});

describe('one address', () => {
  it('is heard five times a minute, over the form and the API together; another still is', async () => {
    const { app } = anApi();
    for (let n = 0; n < 4; n += 1) await request(app).post(REPORTS).send(REPORT).expect(202);
    await request(app).post('/report/storefront').type('form').send(TEXT).expect(200);
    const refused = await request(app).post(REPORTS).send(REPORT).expect(429);
    expect(Problem.parse(JSON.parse(refused.text))).toMatchObject({ type: '/problems/too-many-reports', detail: expect.stringContaining('5 reports from your address in a minute') });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await request(app).post('/report/storefront').type('form').send(TEXT).expect(429);
    await request(app).post(REPORTS).set('x-forwarded-for', '203.0.113.7').send(REPORT).expect(202); // as a proxy on this machine says
  });

  function counting(limits: Parameters<typeof createReportLimits>[0]) {
    const app = express();
    app.set('trust proxy', 'loopback');
    app.post('/', ...createReportLimits(limits), (_request, response) => { response.sendStatus(202); });
    app.use(answerWithProblems(pino({ level: 'silent' })));
    return async (address: string) => (await request(app).post('/').set('x-forwarded-for', address)).text;
  }

  it('is held back for the hour too', async () => {
    const post = counting({ minute: 100, hour: 3, everybody: 100 });
    for (let n = 0; n < 3; n += 1) await post('203.0.113.7');
    expect(await post('203.0.113.7')).toContain('3 reports from your address in an hour');
    expect(await post('203.0.113.8')).toBe('Accepted');
  });

  it('of the same network is one, in IPv6', async () => {
    const post = counting({ minute: 1, hour: 100, everybody: 100 });
    await post('2001:db8:1:1::1');
    expect(await post('2001:db8:1:1::2')).toContain('from your address in a minute');
  });

  it('that is refused takes nothing from the others; all together are held back as well', async () => {
    const post = counting({ minute: 1, hour: 100, everybody: 3 });
    for (let n = 0; n < 10; n += 1) await post('203.0.113.7');
    expect(await post('203.0.113.8')).toBe('Accepted');
    expect(await post('203.0.113.9')).toBe('Accepted');
    expect(await post('203.0.113.10')).toContain('3 reports from all customers in a minute');
  });
});
