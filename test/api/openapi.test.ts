// Is the document true and whole? Every address is in it, it is valid, and what the API answers is what it says.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Express } from 'express';
import request from 'supertest';
import type { Document } from '../../api/openapi/document';
import { aDelivery, anApi, TOKENS } from './an-api';

type Written = Record<string, unknown> & { operationId: string; security: object[]; parameters?: { name: string; in: string }[]; responses: Record<string, { description: string; content?: Record<string, { schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }> }> };

async function documentOf(app: Express): Promise<Document> {
  return JSON.parse((await request(app).get('/api/v1/openapi.json').expect(200)).text) as Document;
}
function operationsOf(document: Document): { path: string; method: string; written: Written }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, written]) => ({ path, method, written: written as Written })));
}
function checkerOf(document: Document): (schema: object) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'dayshift:', components: document.components });
  return (schema) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"dayshift:#/components')) as object);
}
interface Layer { route?: { path: string; methods: Record<string, boolean> }; handle?: { stack?: Layer[] } }
/** Every address that the router of express knows, as the document writes it. */
function routesOf(layers: Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => (route ? [route.path.replace(/[:*](\w+)/g, '{$1}')] : routesOf(handle?.stack ?? [])));
}

test('it is valid OpenAPI 3.1', async () => {
  const document = JSON.stringify(await documentOf(anApi().app));
  expect(JSON.parse(execFileSync(process.execPath, [path.join(__dirname, 'document-faults.mjs')], { input: document, encoding: 'utf8' }))).toEqual([]);
});

test('every address that is answered below /api/v1 is in it, and nothing else', async () => {
  const { app } = anApi();
  const inDocument = Object.keys((await documentOf(app)).paths);
  const layers = (app as unknown as { router: { stack: (Layer & { match(path: string): boolean })[] } }).router.stack;
  const below = layers.filter((layer) => layer.handle?.stack && layer.match('/api/v1/incidents') && !layer.match('/incidents'));
  const answered = new Set(routesOf(below));
  expect(answered.size).toBeGreaterThan(30);
  expect([...answered].sort()).toEqual([...inDocument].sort());
});

test('each operation has a name of its own, a summary, an answer and problems with examples that fit', async () => {
  const document = await documentOf(anApi().app);
  const check = checkerOf(document);
  const all = operationsOf(document);
  expect(new Set(all.map(({ written }) => written.operationId)).size).toBe(all.length);
  for (const { path: address, written } of all) {
    expect(written).toMatchObject({ operationId: expect.stringMatching(/^[a-z]+[A-Za-z]*$/), summary: expect.stringMatching(/^[A-Z]/), tags: [expect.any(String)] });
    expect(Object.keys(written.responses).some((status) => status.startsWith('2'))).toBe(true);
    expect(written.parameters?.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`) ?? []).toEqual([...address.matchAll(/\{\w+\}/g)].map(([part]) => part));
    for (const [status, { content = {} }] of Object.entries(written.responses)) {
      for (const { schema, example, examples = {} } of Object.values(content)) {
        const validate = check(schema);
        const given = [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
        for (const one of given) expect([written.operationId, status, validate(one), validate.errors]).toEqual([written.operationId, status, true, null]);
      }
    }
  }
});

test('reading is open or closed in it as it is here', async () => {
  const securityOf = (document: Document, id: string) => operationsOf(document).find(({ written }) => written.operationId === id)?.written.security;
  const open = await documentOf(anApi().app);
  const closed = await documentOf(anApi({ readsNeedToken: true }).app);
  expect(securityOf(open, 'listIncidents')).toEqual([{}, { token: [] }, { session: [] }]);
  expect(securityOf(closed, 'listIncidents')).toEqual([{ token: [] }, { session: [] }]);
  expect(securityOf(open, 'signOff')).toEqual([{ token: [] }, { session: [] }]);
  expect(securityOf(closed, 'sendReport')).toEqual([]);
});

test('what is answered fits what it says', async () => {
  const { app } = anApi();
  const document = await documentOf(app);
  const check = checkerOf(document);
  const { body: { alerts: [{ incident }] } } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).expect(202) as { body: { alerts: [{ incident: string }] } };
  const known: Record<string, string> = { id: incident, service: 'storefront', name: 'storefront', environment: 'production', digest: 'sha256:0', person: 'maya', key: 'x', source: 'alertmanager' };
  let checked = 0;
  for (const { path: pattern, method, written } of operationsOf(document)) {
    const stream = Object.values(written.responses).some(({ content = {} }) => 'text/event-stream' in content);
    if (method !== 'get' || stream) continue;
    const address = `/api/v1${pattern.replace(/\{(\w+)\}/g, (_, part: string) => known[part] ?? part)}`;
    const query = { listDeliveries: `?incident=${incident}` }[written.operationId] ?? '';
    const answer = await request(app).get(`${address}${query}`).set('authorization', `Bearer ${TOKENS.paula}`);
    const said = written.responses[answer.status]?.content ?? {};
    const type = answer.type;
    expect([written.operationId, answer.status, Object.keys(said)]).toEqual([written.operationId, answer.status, expect.arrayContaining([Object.hasOwn(said, '*/*') ? '*/*' : type])]);
    if (!Object.hasOwn(said, type) || !type.endsWith('json')) continue;
    const validate = check(said[type]?.schema ?? {});
    expect([written.operationId, validate(JSON.parse(answer.text)), validate.errors]).toEqual([written.operationId, true, null]);
    checked += 1;
  }
  expect(checked).toBeGreaterThan(12);
});

test('the page has each operation under an address of its own, with an example, and runs nothing', async () => {
  const { app } = anApi();
  const { text, headers } = await request(app).get('/api/v1/docs').expect(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  for (const { written } of operationsOf(await documentOf(app))) expect(text).toContain(`<article id="${written.operationId}"`);
  expect(text).not.toMatch(/<script|\son\w+=|style=|https?:\/\/(?!127\.0\.0\.1)/);
  expect(text).toContain('curl --fail-with-body --request POST');
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, to] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(to);
  expect((await request(app).get('/reference/style.css').expect(200)).type).toBe('text/css');
});
