// Whatever is posted to the public doors: it is taken or refused clearly, never breaks anything, and only what was taken leaves a trace.
import fc from 'fast-check';
import request from 'supertest';
import { Problem, ReportReceipt } from '../../src/contracts/http';
import { anApi } from './an-api';

const RUNS = { numRuns: 150 };
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', '  ', 'ok', 'It does not work', '<script>', 'x'.repeat(2001)));
const field = fc.oneof(text, fc.constant(null), fc.integer(), fc.array(fc.string()), fc.object({ maxDepth: 1 }));
const fields = fc.record({ service: fc.oneof(fc.constant('storefront'), fc.constantFrom('checkout', '__proto__', ''), field), tried: field, happened: field, contact: field, website: field }, { requiredKeys: [] });
const body = fc.oneof(fields, fc.jsonValue({ maxDepth: 2 }));

test('a report by the API', async () => {
  await fc.assert(fc.asyncProperty(body, async (sent) => {
    const { app, gateway } = anApi();
    const { status, text: answer } = await request(app).post('/api/v1/reports').set('content-type', 'application/json').send(JSON.stringify(sent));
    expect([202, 404, 422]).toContain(status);
    const open = await gateway.openRows();
    expect(open).toHaveLength(status === 202 ? 1 : 0);
    expect((status === 202 ? ReportReceipt : Problem).safeParse(JSON.parse(answer)).success).toBe(true);
  }), RUNS);
});

test('a report by the form', async () => {
  const typed = fc.record({ tried: text, happened: text, contact: text, website: fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text }) }, { requiredKeys: [] });
  await fc.assert(fc.asyncProperty(typed, async (sent) => {
    const { app, gateway, written } = anApi();
    const form = new URLSearchParams(Object.entries(sent)).toString();
    const { status, text: page } = await request(app).post('/report/storefront').set('content-type', 'application/x-www-form-urlencoded').send(form);
    expect([200, 422]).toContain(status);
    expect(page).not.toContain('<script');
    expect(await gateway.openRows()).toHaveLength(status === 200 ? 1 : 0);
    expect(written.some((line) => line.includes('does not work'))).toBe(false);
  }), RUNS);
});

test('any bytes as a form', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
    const { app, gateway } = anApi();
    const { status } = await request(app).post('/report/storefront').set('content-type', 'application/x-www-form-urlencoded').send(Buffer.from(bytes).toString('latin1'));
    expect([200, 422]).toContain(status);
    expect(await gateway.openRows()).toHaveLength(status === 200 ? 1 : 0);
  }), RUNS);
});
