// Does access hold over two API processes and one real PostgreSQL, also while that is away?
import { createAuditQueue } from '../../api/access/audit-queue';
import { makeFirstLink } from '../../api/access/first-sign-in';
import { createPostgresAuditLog } from '../../integrations/postgres/audit-log';
import { createPostgresCredentials } from '../../integrations/postgres/credentials';
import { anArchiveForEach } from '../integrations/postgres/an-archive';
import { TOKENS } from './an-api';
import { ADDRESS, anAccess } from './access-of';

const world = anArchiveForEach();

/** Two processes of one installation: each with a book and a queue of its own. */
function twoDoors() {
  const door = () => {
    const queue = createAuditQueue(createPostgresAuditLog(world.pool()), { logger: { warn: () => undefined, error: () => undefined } as never, pause: () => new Promise((resolve) => { setTimeout(resolve, 100); }) });
    return { ...anAccess({ credentials: createPostgresCredentials(world.pool()), auditLog: queue }), queue };
  };
  return [door(), door()] as const;
}

it('a one-time link that many use at once over two processes opens one session', async () => {
  const [here, there] = twoDoors();
  const { link } = await makeFirstLink({ installation: here.deps.installation, credentials: here.deps.credentials, publicUrl: ADDRESS, now: new Date('2026-01-05T09:00:00.000Z') });
  const secret = link.split('/').at(-1) ?? '';
  const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => (nth % 2 ? here : there).anybody.post('/session', { secret })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  expect(await here.deps.credentials.list('session')).toHaveLength(1);
});

it('what is made in one process opens the other, and what is ended in one is over in both', async () => {
  const [here, there] = twoDoors();
  const { body: { secret, credential } } = await here.asToken(TOKENS.paula).post('/tokens', { name: 'a laptop', person: 'maya' });
  const cookie = await there.signIn(secret);
  for (const door of [here, there]) {
    expect((await door.asToken(secret).get('/me')).status).toBe(200);
    expect((await door.asPage(cookie).get('/me')).status).toBe(200);
  }
  await there.asToken(TOKENS.paula).delete(`/tokens/${credential.id}`);
  here.pass(3000);
  for (const door of [here, there]) {
    expect((await door.asToken(secret).get('/me')).status).toBe(401);
    expect((await door.asPage(cookie).get('/me')).status).toBe(401);
  }
});

it('a program that asks many times at once over two processes gets one token, and of two people who decide one does', async () => {
  const [here, there] = twoDoors();
  const { body: code } = await here.anybody.post('/device', { name: 'an editor' });
  const decisions = await Promise.all([here.asToken(TOKENS.maya).post(`/device/${code.userCode}`, { allow: true }), there.asToken(TOKENS.olga).post(`/device/${code.userCode}`, { allow: true })]);
  expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409]);
  const answers = await Promise.all([here, there].map((door) => door.anybody.post('/device/token', { deviceCode: code.deviceCode })));
  expect(answers.map(({ body }) => body.state as string).sort()).toEqual(['expired', 'granted']);
  expect((await here.deps.credentials.list('token')).map(({ person }) => person)).toEqual([decisions[0].status === 200 ? 'maya' : 'olga']);
});

it('while PostgreSQL is away people act, and what they did is in the audit when it is back, in order', async () => {
  const [here] = twoDoors();
  await here.asToken(TOKENS.paula).post('/links', { name: 'before' });
  await here.queue.drained();
  await world.stopServer();
  try {
    for (let nth = 1; nth <= 3; nth += 1) {
      expect((await here.asToken(TOKENS.maya).post(`/incidents/storefront.Number${nth}.0123abcd/note`, { text: 'x' })).status).toBe(404); // Temporal was asked
      here.pass(1000);
    }
    expect((await here.asToken(TOKENS.paula).post('/links', { name: 'during' })).status).toBe(503);
    expect(here.queue.waiting()).toBeGreaterThan(0);
  } finally {
    await world.startServer();
  }
  await here.queue.drained(60_000);
  const entries = (await here.queue.list({ limit: 10 })).reverse();
  expect(entries.map(({ action, status }) => [action, status])).toEqual([['makeLink', 201], ['note', 404], ['note', 404], ['note', 404], ['makeLink', 503]]);
  expect(entries.map(({ at }) => at).slice(1, 4)).toEqual(['2026-01-05T09:00:00.000Z', '2026-01-05T09:00:01.000Z', '2026-01-05T09:00:02.000Z']);
});
