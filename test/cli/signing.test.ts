// Do the words of signers and the lanes' commands say what was written, and what they need when something is missing?
import { startFixtureServer, type FixtureOptions, type FixtureServer } from '../dashboard/fixture/server';
import { positionOf, sceneAt } from '../dashboard/fixture/world';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
const DIGEST = sceneAt(positionOf('signOffAsked'), Date.now()).view.decision?.digest ?? '';
let server: FixtureServer | undefined;

async function serve(position = positionOf('signOffAsked'), options: FixtureOptions = {}): Promise<FixtureServer> {
  server = await startFixtureServer({ position, ...options });
  return server;
}
afterEach(async () => {
  await server?.close();
  server = undefined;
});

test.each<[string, string[], string, object]>([
  ['withdraw', ['withdraw', ID, 'I', 'read', 'it', 'again'], 'withdraw', { reason: 'I read it again' }],
  ['ask', ['ask', ID, 'was it tried?', '--to', 'maya'], 'ask', { text: 'was it tried?', to: 'maya' }],
  ['delegate', ['delegate', ID, 'paula', '--reason', 'I am away'], 'delegate', { to: 'paula', reason: 'I am away' }],
  ['break-glass', ['break-glass', ID, 'nobody', 'can', 'log', 'in', '--digest', DIGEST], 'break-glass', { digest: DIGEST, reason: 'nobody can log in' }],
  ['sign-off with an exception', ['sign-off', ID, '--digest', DIGEST, '--exception', 'customers are locked out'], 'sign-off', { decision: 'approve', digest: DIGEST, exception: 'customers are locked out' }],
])('%s says what was written, by the token\'s person, through the command line', async (_, argv, word, body) => {
  const { address, said } = await serve();
  const ran = await runCommand(address, argv, { token: 'token-olga' });
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(said).toEqual([{ by: 'olga', word, through: 'cli', body }]);
});

test('break-glass without a digest says which bytes are the newest, and nothing is said', async () => {
  const { address, said } = await serve();
  const { code, err } = await runCommand(address, ['break-glass', ID, 'it burns'], { token: 'token-olga' });
  expect([code, err]).toEqual([2, expect.stringContaining(`--digest ${DIGEST}`)]);
  expect(said).toEqual([]);
});

test('a rejection with an exception is written wrongly', async () => {
  const { address, said } = await serve();
  expect(await runCommand(address, ['sign-off', ID, '--reject', 'no', '--exception', 'yes'], { token: 'token-olga' })).toMatchObject({ code: 2, err: expect.stringContaining('not both') });
  expect(said).toEqual([]);
});

test.each([['withdraw'], ['ask'], ['delegate'], ['break-glass'], ['card']])('%s without its arguments is written wrongly', async (word) => {
  const { address } = await serve();
  expect((await runCommand(address, [word])).code).toBe(2);
});

test('card prints what is to be signed, as text and as JSON; without one it says so', async () => {
  const { address, moveTo } = await serve();
  const { code, out } = await runCommand(address, ['card', ID]);
  expect(code).toBe(0);
  expect(out).toContain(DIGEST);
  expect(out).toMatch(/Missing +◐/);
  expect(JSON.parse((await runCommand(address, ['card', ID, '--json'])).out)).toMatchObject({ digest: DIGEST, state: 'open' });
  moveTo(positionOf('assigned'));
  expect(await runCommand(address, ['card', ID])).toMatchObject({ code: 1, err: expect.stringContaining('No decision is asked for') });
});

test('lanes shows each environment, and as JSON what can be read again', async () => {
  const { address } = await serve();
  const { out } = await runCommand(address, ['lanes']);
  expect(out).toMatch(/storefront to production +(free|held by|waits for a person)/);
  const places = JSON.parse((await runCommand(address, ['lanes', '--json'])).out) as { service: string }[];
  expect(places.some(({ service }) => service === 'storefront')).toBe(true);
});

test('lanes says how one that waits for a person goes on', async () => {
  const { address } = await serve(positionOf('laneMoved', 2, 'release'), { tale: 'release' });
  const { out } = await runCommand(address, ['lanes']);
  expect(out).toMatch(/waits for a person since/);
  expect(out).toMatch(/Let it go on: dayshift lane open \S+ production WHY/);
});

test('lanes says when there are no services', async () => {
  const { address } = await serve(1, { empty: true });
  expect((await runCommand(address, ['lanes'])).out).toBe('There are no services.\n');
});

test('lane open carries the reason; without one it is written wrongly, and without the role refused', async () => {
  const { address, said } = await serve();
  expect(await runCommand(address, ['lane', 'open', 'storefront', 'production', 'put', 'it', 'right'], { token: 'token-olga' })).toMatchObject({ code: 0, out: expect.stringContaining('open') });
  expect(said).toEqual([expect.objectContaining({ by: 'olga', word: 'open', body: { reason: 'put it right' } })]);
  expect((await runCommand(address, ['lane', 'open', 'storefront', 'production'], { token: 'token-olga' })).code).toBe(2);
  expect(await runCommand(address, ['lane', 'open', 'storefront', 'production', 'please'], { token: 'token-maya' })).toMatchObject({ code: 1, err: expect.stringContaining('Ask one of them.') });
});
