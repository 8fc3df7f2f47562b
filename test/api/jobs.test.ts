// Who may tell what of a job in another system?
import request from 'supertest';
import { createJobDoor } from '../../integrations/external-webhook/door';
import { jobIdOf, openMailbox } from '../../integrations/external-webhook/mailbox';
import { createInMemoryStore } from '../../integrations/in-memory';
import { signFor } from '../support/another-ci';
import { anApi } from './an-api';

const SECRET = 'a secret of both sides';
const ID = jobIdOf('lab', 'i/1/functional/login');

async function waiting() {
  const store = createInMemoryStore();
  const jobDoor = createJobDoor({ rows: [{ name: 'lab', secret: SECRET }, { name: 'farm', secret: 'another secret' }], evidence: store, logs: store });
  await openMailbox({ evidence: store, logs: store }, ID).write({ kind: 'asked', at: new Date().toISOString(), job: 'i/1/functional/login' });
  const { app, written } = anApi({ jobDoor, evidence: store, logs: store });
  const send = (body: string, { secret = SECRET, id = ID, at = new Date() }: { secret?: string; id?: string; at?: Date } = {}) =>
    request(app).post(`/api/v1/jobs/${id}`).set(signFor(secret, body, at)).send(body);
  return { app, store, written, send, notes: () => store.logText(`jobs/${ID}`).trimEnd().split('\n') };
}
const news = (about: object = {}, id = ID): string => JSON.stringify({ id, status: 'finished', ...about });
const problemOf = ({ text }: { text: string }) => JSON.parse(text) as { type: string; detail: string; advice: string };

test('what is signed is kept; the same again changes nothing', async () => {
  const { send, notes } = await waiting();
  expect((await send(news({ report: '<a/>' })).expect(200)).body).toEqual({ accepted: true, text: 'Taken: finished.' });
  expect((await send(news({ report: '<a/>' })).expect(200)).body).toEqual({ accepted: true, text: 'Taken before: finished.' });
  expect(notes()).toHaveLength(2);
});

test.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['a time alone', { 'dayshift-time': new Date().toISOString() }],
  ['another\'s signature', signFor('another secret', news())],
  ['the signature of other words', signFor(SECRET, news({ exitCode: 1 }))],
  ['an old time', signFor(SECRET, news(), new Date(Date.now() - 301_000))],
  ['a time to come', signFor(SECRET, news(), new Date(Date.now() + 900_000))],
  ['no time at all', { ...signFor(SECRET, news()), 'dayshift-time': 'soon' }],
])('with %s it is refused, and nothing is kept', async (_, headers) => {
  const { app, notes } = await waiting();
  const answer = await request(app).post(`/api/v1/jobs/${ID}`).set({ 'content-type': 'application/json', ...headers }).send(news()).expect(401);
  expect(problemOf(answer)).toMatchObject({ type: '/problems/job-unverified', advice: expect.stringContaining('other-ci.md') });
  expect(notes()).toHaveLength(1);
});

test('who brings no signature is sent away before megabytes are read', async () => {
  const { app } = await waiting();
  await request(app).post(`/api/v1/jobs/${ID}`).set('content-type', 'application/json').send('x'.repeat(30 * 1024 * 1024)).expect(401);
});

test('one runner cannot tell of another\'s job', async () => {
  const { send } = await waiting();
  await send(news(), { secret: 'another secret' }).expect(401);
});

test('what was told of one job cannot be sent again for another', async () => {
  const { send } = await waiting();
  const answer = await send(news(), { id: jobIdOf('lab', 'i/1/functional/other') }).expect(422);
  expect(problemOf(answer).detail).toContain('id: it is not that of the address');
});

test.each([['of a runner that is not there', jobIdOf('gone', 'x')], ['that nobody asked for', jobIdOf('lab', 'x')], ['of no such shape', 'lab.1'], ['that leads elsewhere', '..%2F..%2Fetc']])('a job %s is unknown', async (_, id) => {
  const { send } = await waiting();
  const answer = await send(news({}, id), { id }).expect(404);
  expect(problemOf(answer).type).toBe('/problems/job-unknown');
});

test.each<[string, string, string]>([
  ['no JSON', '<done/>', 'it is not JSON'],
  ['nothing', '', 'it is empty'],
  ['an unknown status', news({ status: 'ok' }), 'status'],
  ['a link that runs', news({ link: 'javascript:alert(1)' }), 'link: is no web address'],
  ['a report over 10 MiB', news({ report: 'x'.repeat(10 * 1024 * 1024 + 1) }), 'report: is larger than 10 MiB'],
  ['too many lines', news({ output: Array.from({ length: 10_001 }, () => 'x') }), 'output'],
  ['our own request', JSON.stringify({ id: ID, cancel: true }), 'status'],
])('%s is refused with what is wrong', async (_, body, fault) => {
  const { send } = await waiting();
  expect(problemOf(await send(body).expect(422)).detail).toContain(fault);
});

test('a report of 10 MiB is taken', async () => {
  const { send } = await waiting();
  await send(news({ report: '<"'.repeat(5 * 1024 * 1024) })).expect(200);
});

test('the secret is in no answer, note or log, also when the output has it', async () => {
  const { send, store, written, notes } = await waiting();
  await send(news({ output: [`it said ${SECRET}`] })).expect(200);
  await send(news({ status: SECRET })).expect(422);
  const [, told = ''] = notes();
  const kept = await store.open((JSON.parse(told) as { news: string }).news);
  const parts: Buffer[] = [];
  for await (const part of kept) parts.push(part as Buffer);
  expect([Buffer.concat(parts).toString(), ...notes(), ...written].join('\n')).not.toContain(SECRET);
});

test('without a runner elsewhere there are no jobs', async () => {
  const { app } = anApi();
  await request(app).post(`/api/v1/jobs/${ID}`).set(signFor(SECRET, news())).send(news()).expect(404);
});
