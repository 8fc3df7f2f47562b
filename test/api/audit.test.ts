// Is every deed and every refusal written down, with who and from where, and without anything secret?
import { DayshiftError } from '../../src/errors';
import { createCustomerReports } from '../../api/customer-reports';
import { createLogger } from '../../api/logger';
import { createDatadog } from '../../integrations/datadog';
import { aDelivery, TOKENS } from './an-api';
import { anAccess, cookieOf } from './access-of';

const INCIDENT = '/incidents/storefront.LoginRefused.0123abcd';
const PERSON = expect.stringMatching(/^file-[0-9a-f]{12}$/);

it('what was done: who, with which credential, what, to what, from where', async () => {
  const api = anAccess();
  const cookie = cookieOf(await api.call({ 'x-forwarded-for': '203.0.113.7' }).post('/session', { secret: TOKENS.maya }));
  await api.asPage(cookie).post('/session/nothing?token=abc');
  await api.asPage(cookie).delete('/session');
  const [out, signedIn] = await api.audited();
  expect(signedIn).toEqual({ seq: 1, at: '2026-01-05T09:00:00.000Z', who: 'person maya', credential: expect.stringMatching(/^session-/), action: 'signIn', target: '/api/v1/session', outcome: 'done', status: 200, address: '203.0.113.7' });
  expect(out).toMatchObject({ seq: 2, who: 'person maya', action: 'signOut', outcome: 'done' });
});

it.each([
  ['not signed in', undefined, `${INCIDENT}/note`, { text: 'x' }, 401, 'not-signed-in', 'anybody'],
  ['an unknown token', 'some-token', `${INCIDENT}/note`, { text: 'x' }, 401, 'not-signed-in', 'anybody'],
  ['a program', TOKENS.hook, `${INCIDENT}/note`, { text: 'x' }, 403, 'person-needed', 'program git-hook'],
  ['without the scope', TOKENS.maya, '/tokens', { name: 'x', person: 'maya' }, 403, 'scope-missing', 'person maya'],
  ['what does not fit', TOKENS.maya, `${INCIDENT}/note`, { words: 'x' }, 422, 'body-malformed', 'person maya'],
  ['what is not there', TOKENS.maya, `${INCIDENT}/note`, { text: 'x' }, 404, 'incident-unknown', 'person maya'],
  ['what must not be', TOKENS.olga, '/services/storefront/lanes/production/open', { reason: 'x' }, 409, 'refused', 'person olga'],
  ['no JSON', TOKENS.maya, `${INCIDENT}/note`, '{', 422, 'body-malformed', 'person maya'],
])('what was refused: %s', async (_, token, path, body, status, why, who) => {
  const api = anAccess();
  api.gateway.openLane = async () => { throw new DayshiftError('refused', { reason: 'The lane is open', advice: 'Wait.' }); };
  const answer = await (token === undefined ? api.anybody : api.asToken(token)).post(path).set('content-type', 'application/json').send(body);
  expect(answer.status).toBe(status);
  expect(await api.audited()).toEqual([expect.objectContaining({ who, outcome: 'refused', status, why, target: `/api/v1${path}`, ...(who === 'anybody' ? {} : { credential: PERSON }) })]);
});

it('a failure of ours is one, with the reference\'s problem', async () => {
  const api = anAccess();
  api.gateway.say = async () => { throw new Error('broken'); };
  expect((await api.asToken(TOKENS.maya).post(`${INCIDENT}/note`, { text: 'x' })).status).toBe(500);
  expect(await api.audited()).toEqual([expect.objectContaining({ outcome: 'failed', status: 500, why: 'internal' })]);
});

it('no secret is in it: not the body\'s, not the query\'s, not the header\'s', async () => {
  const lines: string[] = [];
  const api = anAccess({ logger: createLogger('debug', { write: (line) => { lines.push(line); } }) });
  const secret = `dayshift_${'s'.repeat(43)}`;
  await api.anybody.post('/session', { secret });
  await api.call({ authorization: `Bearer ${secret}` }).post(`${INCIDENT}/note?token=${secret}`, { text: secret });
  await api.call({ authorization: `Bearer ${secret}` }).delete(`/tokens/${secret}`);
  expect(await api.audited()).toHaveLength(3);
  expect(JSON.stringify([await api.audited(), lines])).not.toContain('ssssssss');
  expect(lines.length).toBeGreaterThan(5);
});

it('a reading is written down when it is refused, to whomever; who only has to sign in has tried nothing', async () => {
  const api = anAccess();
  await api.anybody.get('/incidents');
  const { body } = await api.asToken(TOKENS.paula).post('/tokens', { name: 'pushes', program: 'git-hook', scopes: ['push'] }) as { body: { secret: string } };
  for (let time = 0; time < 13; time += 1) await api.asToken(body.secret).get('/incidents');
  for (let time = 0; time < 13; time += 1) await api.asToken('some-token').get('/incidents');
  const refused = await api.audited({ outcome: 'refused' });
  const of = (status: number) => refused.filter((entry) => entry.status === status);
  expect([of(401).length, of(403).length, refused.length]).toEqual([10, 10, 20]); // of the same the rest is counted
  expect(of(401)[0]).toMatchObject({ who: 'anybody', action: 'listIncidents', why: 'not-signed-in' });
  expect(of(403)[0]).toMatchObject({ who: 'program git-hook', action: 'listIncidents', why: 'scope-missing' });
});

it('readings leave none, but for what is private', async () => {
  const api = anAccess();
  for (const path of ['/incidents', '/me', '/session/ways', '/services']) await api.asToken(TOKENS.maya).get(path);
  await api.anybody.get('/incidents');
  expect(await api.audited()).toEqual([]);
  await api.asToken(TOKENS.maya).get('/audit');
  await api.asToken(TOKENS.paula).get('/audit/export');
  expect((await api.audited()).map(({ action, outcome }) => [action, outcome])).toEqual([['exportAudit', 'done'], ['readAudit', 'refused']]);
});

it('a customer\'s own words are private: who read them is written down', async () => {
  const api = anAccess();
  const digests: string[] = [];
  const put = api.store.put;
  api.store.put = async (...given) => { const kept = await put(...given); digests.push(kept.digest); return kept; };
  await createCustomerReports(api.deps).take({ service: 'storefront', what: 'I cannot log in', contact: 'a customer' } as never);
  for (const digest of digests) await api.asToken(TOKENS.maya).get(`/evidence/${digest}`);
  expect(digests.length).toBeGreaterThan(0);
  expect(await api.audited({ action: 'readEvidence', who: 'person maya', outcome: 'done' })).toHaveLength(1);
});

it('a storm of alerts leaves none; a delivery that is refused does, and a stranger who goes on is counted', async () => {
  const api = anAccess();
  for (let nth = 0; nth < 5; nth += 1) await api.anybody.post('/alerts/alertmanager', aDelivery({}));
  expect(await api.audited()).toEqual([]);
  for (let nth = 0; nth < 37; nth += 1) await api.anybody.post('/alerts/alertmanager', { alerts: 'none' });
  expect(await api.audited({ outcome: 'refused' })).toHaveLength(10);
  api.pass(60_000);
  await api.anybody.post('/alerts/alertmanager', { alerts: 'none' });
  expect((await api.audited())[0]?.why).toMatch(/^\S+ \(and 27 times more before\)$/);
});

it('what is sent away at the door, or bears a wrong signature or token, is written down', async () => {
  const api = anAccess({ alertSources: new Map([['datadog', createDatadog({ token: 'let-me-in' })]]) });
  await api.call({ host: 'evil.example' }).post(`${INCIDENT}/note`, { text: 'x' });
  await api.call({ origin: 'https://evil.example' }).post(`${INCIDENT}/note`, { text: 'x' });
  await api.call({ authorization: 'Bearer guessed' }).post('/alerts/datadog', {});
  const told = (await api.audited({ outcome: 'refused', who: 'anybody' })).map(({ action, status, why }) => [action, status, why]);
  expect(told).toEqual([['receiveAlerts', 401, 'alert-unverified'], ['knock', 403, 'origin-unknown'], ['knock', 421, 'host-unknown']]);
});

it('is read page by page and by what is asked for', async () => {
  const api = anAccess();
  for (let nth = 0; nth < 5; nth += 1) await api.asToken(TOKENS.maya).post(`${INCIDENT}/note`, { text: 'x' });
  await api.asToken(TOKENS.paula).post('/links', { name: 'x' });
  const ask = async (query: string) => (await api.asToken(TOKENS.paula).get(`/audit?${query}`)).body as { entries: { seq: number; who: string }[]; next?: string };
  const first = await ask('limit=4');
  expect(first.entries.map(({ seq }) => seq)).toEqual([6, 5, 4, 3]);
  const second = await ask(`limit=4&before=${first.next}`);
  expect([second.entries.map(({ seq }) => seq), second.next]).toEqual([[2, 1], undefined]);
  expect((await ask('who=person%20paula')).entries).toHaveLength(1);
  expect((await ask('action=note&outcome=refused')).entries).toHaveLength(5);
  for (const wrong of ['limit=0', 'limit=501', 'before=x', 'outcome=maybe', 'whom=x']) expect((await api.asToken(TOKENS.paula).get(`/audit?${wrong}`)).status).toBe(422);
});

it('is taken away whole, as CSV that no spreadsheet runs and as JSON lines', async () => {
  const api = anAccess();
  for (let nth = 0; nth < 1203; nth += 1) await api.auditLog.append({ at: '2026-01-05T09:00:00.000Z', who: nth === 0 ? '=cmd|calc' : 'person maya', action: 'note', target: `/${nth}`, outcome: 'done', status: 200, address: '' });
  const csv = await api.asToken(TOKENS.paula).get('/audit/export?format=csv');
  expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="audit.csv"', 'cache-control': 'no-store' });
  const rows = csv.text.trimEnd().split('\r\n');
  expect([rows.length, rows[0]]).toEqual([1204, 'seq,at,who,credential,action,target,outcome,status,why,address']);
  expect(rows.at(-1)).toContain('\'=cmd|calc');
  const lines = (await api.asToken(TOKENS.paula).get('/audit/export?format=jsonl&who=person%20maya').buffer(true).parse((response, done) => {
    let text = '';
    response.on('data', (piece: Buffer) => { text += piece.toString(); }).on('end', () => { done(null, text); });
  })).body as string;
  expect(lines.trimEnd().split('\n').map((line) => (JSON.parse(line) as { target: string }).target)).toEqual(Array.from({ length: 1202 }, (_, nth) => `/${1202 - nth}`));
});

it('its store being away keeps nobody from acting', async () => {
  const api = anAccess();
  api.auditLog.append = async () => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'gone' }); };
  expect((await api.asToken(TOKENS.maya).post(`${INCIDENT}/note`, { text: 'x' })).status).toBe(404);
  expect(api.written.some((line) => line.includes('"action":"note"'))).toBe(true);
});
