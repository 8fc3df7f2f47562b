// Is the door safe by itself? Names, headers, errors, evidence, logs, and what it says about its own shapes.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { DayshiftError } from '../../src/errors';
import { anApi, TOKENS } from './an-api';

test('only its own names are answered, so that no foreign page reaches it by a bent name', async () => {
  const { app } = anApi();
  for (const host of ['localhost:1', '127.0.0.1', '[::1]:8080', 'dayshift.example:8080']) await request(app).get('/health').set('host', host).expect(200);
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '']) {
    const { text } = await request(app).get('/health').set('host', host).expect(421);
    expect(JSON.parse(text).type).toBe('/problems/host-unknown');
  }
});

test('a page from another site may not act', async () => {
  const { app } = anApi();
  await request(app).post('/api/v1/alerts/alertmanager').set('origin', 'https://evil.example').send({}).expect(403);
  await request(app).post('/api/v1/alerts/alertmanager').set('origin', 'null').send({}).expect(403);
  await request(app).post('/api/v1/alerts/alertmanager').set('origin', 'http://dayshift.example:8080').send({}).expect(422);
});

test('every answer carries the security headers, and nothing of the framework', async () => {
  const { app } = anApi();
  for (const address of ['/health', '/api/v1/incidents', '/nowhere']) {
    const { headers } = await request(app).get(address);
    expect(headers['content-security-policy']).toMatch(/^default-src 'self';/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('x-powered-by');
  }
});

test('what breaks inside is told by a reference that the log has, and by nothing else', async () => {
  const { app, gateway, written } = anApi();
  gateway.view = async () => { throw new Error('password=hunter2 at /srv/secret/file.ts'); };
  const { text } = await request(app).get('/api/v1/incidents/storefront.LoginRefused.0123abcd').expect(500);
  const problem = JSON.parse(text);
  expect(text).not.toMatch(/hunter2|secret/);
  const reference = /reference (\w+)/.exec(problem.advice)?.[1] ?? 'none';
  expect(written.some((line) => line.includes(reference))).toBe(true);
});

test('a problem\'s text holds no secret', async () => {
  const { app, gateway } = anApi();
  gateway.rows.page = async () => { throw new DayshiftError('unreachable', { what: 'postgres://dayshift:hunter2@db/archive', reason: 'no connection' }); };
  const { text } = await request(app).get('/api/v1/incidents?state=open').expect(503);
  expect(text).not.toContain('hunter2');
});

test('when others than this machine can reach it, reading needs a token, posting alerts does not', async () => {
  const { app } = anApi({ readsNeedToken: true });
  await request(app).get('/api/v1/incidents').expect(401);
  await request(app).get('/api/v1/incidents').set('authorization', `Bearer ${TOKENS.hook}`).expect(200);
  await request(app).post('/api/v1/alerts/alertmanager').send({}).expect(422);
  await request(app).get('/health').expect(200);
});

test('health says whether Temporal can be reached, and answers either way', async () => {
  const { app, gateway } = anApi();
  expect((await request(app).get('/health').expect(200)).body).toEqual({ ok: true, temporal: 'reachable' });
  gateway.silent = true;
  expect((await request(app).get('/health').expect(200)).body).toEqual({ ok: true, temporal: 'unreachable' });
});

test('schemas and problems are published', async () => {
  const { app } = anApi();
  expect(JSON.parse((await request(app).get('/schemas/note.schema.json').expect(200)).text)).toEqual({ type: 'object' });
  expect(JSON.parse((await request(app).get('/schemas/note.json').expect(200)).text)).toEqual({ type: 'object' });
  expect((await request(app).get('/schemas').expect(200)).body.schemas).toEqual(['/schemas/note.schema.json']);
  await request(app).get('/schemas/__proto__').expect(404);
  expect((await request(app).get('/problems/refused').expect(200)).text).toContain('HTTP 409');
  expect((await request(app).get('/problems/host-unknown').expect(200)).text).toContain('What to do:');
  await request(app).get('/problems/toString').expect(404);
});

test('the dashboard\'s files are served, the page always fresh, nothing hidden and nothing above', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-page-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>dayshift</title>');
  writeFileSync(path.join(folder, 'index-CXf-ewEm.js'), 'export {};');
  writeFileSync(path.join(folder, '.env'), 'TOKEN=x');
  const { app } = anApi({ dashboardFolder: folder });
  const page = await request(app).get('/').expect(200);
  expect(page.text).toContain('dayshift');
  expect(page.headers['cache-control']).toBe('no-cache');
  expect((await request(app).get('/index-CXf-ewEm.js').expect(200)).headers['cache-control']).toContain('immutable');
  await request(app).get('/.env').expect(404);
  await request(app).get('/..%2f..%2f..%2fetc%2fpasswd').expect(404);
});

test('the dashboard\'s files leave compressed, and answers of the API do not', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-page-'));
  writeFileSync(path.join(folder, 'index-CXf-ewEm.js'), `export const text = '${'dayshift '.repeat(500)}';`);
  const { app } = anApi({ dashboardFolder: folder });
  const gzip = { 'accept-encoding': 'gzip' };
  expect((await request(app).get('/index-CXf-ewEm.js').set(gzip).expect(200)).headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('Accept-Encoding') });
  expect((await request(app).get('/index-CXf-ewEm.js').set('accept-encoding', 'identity').expect(200)).headers).not.toHaveProperty('content-encoding');
  expect((await request(app).get('/api/v1/openapi.json').set(gzip).expect(200)).headers).not.toHaveProperty('content-encoding');
});

test('evidence is answered by digest; what a browser could run is only downloaded', async () => {
  const { app, store } = anApi();
  const page = await store.put({ name: 'report.html', mediaType: 'text/html', text: '<script>alert(1)</script>' });
  const shown = await request(app).get(`/api/v1/evidence/${page.digest}?name=../shots/login.png&type=image/png`).expect(200);
  expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'content-disposition': 'inline; filename="login.png"', 'content-security-policy': 'default-src \'none\'; sandbox', 'x-content-type-options': 'nosniff' });
  for (const type of ['text/html', 'image/svg+xml', 'application/xml', 'text/html;charset=utf-8', '']) {
    const { headers } = await request(app).get(`/api/v1/evidence/${page.digest}`).query({ name: 'a"b\r\n.html', type }).expect(200);
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="a-b-.html"' });
  }
  const statement = await store.put({ name: 'provenance.intoto.json', mediaType: 'application/vnd.in-toto+json', text: '{}' });
  for (const type of ['application/vnd.in-toto+json', 'application/vnd.cyclonedx+json', 'application/sarif+json']) {
    const { headers } = await request(app).get(`/api/v1/evidence/${statement.digest}`).query({ name: 'build/provenance.intoto.json', type }).expect(200);
    expect(headers).toMatchObject({ 'content-type': type, 'content-disposition': 'inline; filename="provenance.intoto.json"', 'content-security-policy': 'default-src \'none\'; sandbox' });
  }
  await request(app).get(`/api/v1/evidence/sha256:${'0'.repeat(64)}`).expect(404);
  await request(app).get('/api/v1/evidence/latest').expect(404);
});

test('a log is read piece by piece, and only a log', async () => {
  const { app, store } = anApi();
  const id = 'storefront.LoginRefused.0123abcd/1/functional/login/device-ipad';
  await store.append(id, 'first');
  const { body: piece } = await request(app).get(`/api/v1/logs/${id}?offset=0`).expect(200);
  expect(piece).toEqual({ text: 'first\n', next: 6 });
  await store.append(id, 'second');
  expect((await request(app).get(`/api/v1/logs/${id}?offset=${piece.next}`).expect(200)).body).toEqual({ text: 'second\n', next: 13 });
  expect((await request(app).get('/api/v1/logs/storefront.x.0123abcd/1/build').expect(200)).body).toEqual({ text: '', next: 0 });
  for (const bad of ['a/..%2f..%2fetc', 'a/.hidden', 'a%2f%2e%2e%2fb', 'single', `${id}?offset=-1`, `${id}?offset=x`]) await request(app).get(`/api/v1/logs/${bad}`).expect(422);
});
