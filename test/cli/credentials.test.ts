// Do `token`, `link` and `audit` do what they say? Against the real API on doubles of its stores.
import { listen, type Listening } from '../../api/listen';
import { anApi, TOKENS } from '../api/an-api';
import { runCommand, type RunOptions } from './command-line';

let door: Listening | undefined;
afterEach(async () => {
  await door?.close();
  door = undefined;
});

async function serve() {
  const api = anApi({ readsNeedToken: true });
  door = await listen(api.app, { host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${door.port}`;
  return { ...api, dayshift: (argv: string[], options: RunOptions = { token: TOKENS.paula }) => runCommand(address, argv, options) };
}

it('a token is made, is good, is listed and ends', async () => {
  const { dayshift } = await serve();
  const made = await dayshift(['token', 'make', '--name', 'Maya\'s laptop', '--person', 'maya', '--days', '30']);
  expect([made.code, made.err]).toEqual([0, '']);
  const secret = /^Token {2}(dayshift_[\w-]{43})$/m.exec(made.out)?.[1] ?? '';
  const id = /^Made (token-\w+), good until .* \(UTC\)\. This is shown once:$/m.exec(made.out)?.[1] ?? '';
  expect((await dayshift(['incidents'], { token: secret })).code).toBe(0);
  const listed = (await dayshift(['token', 'list'])).out;
  expect(listed).toContain(`${id}`);
  expect(listed).toContain('person maya, read act, good, made');
  expect(listed).toContain('named in dayshift.yaml, has no end, never used');
  expect(listed).not.toContain(secret);
  expect((await dayshift(['token', 'end', id])).out).toBe('Ended: Maya\'s laptop.\n');
  expect((await dayshift(['incidents'], { token: secret })).code).toBe(3);
  expect((await dayshift(['token', 'list'])).out).not.toContain(id);
  expect((await dayshift(['token', 'list', '--all'])).out).toMatch(new RegExp(`${id}[^]*, ended, made`));
});

it('a program\'s token has the scopes that are asked for, and JSON when it is asked for', async () => {
  const { dayshift } = await serve();
  const { out } = await dayshift(['token', 'make', '--name', 'nightly', '--program', 'nightly-build', '--scopes', 'read, administer', '--json']);
  expect(JSON.parse(out)).toMatchObject({ credential: { program: 'nightly-build', scopes: ['read', 'administer'] }, secret: expect.stringMatching(/^dayshift_/) });
  expect((await dayshift(['token', 'list', '--json'])).out).toContain('"nightly-build"');
});

it('an agent\'s token is its person\'s, and good for what decides nothing', async () => {
  const { dayshift } = await serve();
  const made = await dayshift(['token', 'make', '--name', 'an agent on Maya\'s laptop', '--person', 'maya', '--agent']);
  expect(made.out).toContain('Give it to the agent as DAYSHIFT_TOKEN');
  expect((await dayshift(['token', 'list'])).out).toContain('person maya, read assist, good');
  const agent = { token: /^Token {2}(dayshift_[\w-]{43})$/m.exec(made.out)?.[1] ?? '' };
  expect(await dayshift(['cancel', 'storefront.LoginRefused.0123abcd', 'it looks well'], agent)).toMatchObject({ code: 1, err: expect.stringContaining('An agent may not do this (end it without a fix)') });
  for (const wrong of [['--program', 'bot'], ['--person', 'maya', '--scopes', 'read']]) expect((await dayshift(['token', 'make', '--name', 'x', '--agent', ...wrong])).code).toBe(2);
});

it('a link is made, and opens by its address', async () => {
  const { dayshift } = await serve();
  const { out } = await dayshift(['link', 'make', 'the board', '--days', '3']);
  expect(out).toMatch(/^Link {3}http:\/\/dayshift\.example:8080\/#\/sign-in\/dayshift_[\w-]{43}$/m);
  const { out: listed } = await dayshift(['link', 'list']);
  expect(listed).toMatch(/^link-\w+ +the board\n {4}whoever has it, read, good, made/);
  const id = listed.split(' ')[0] ?? '';
  expect((await dayshift(['link', 'end', id])).out).toBe('Ended: the board.\n');
  expect((await dayshift(['link', 'list'])).out).toBe('There is no link that is good; --all shows those that have ended.\n');
});

it('the audit is printed, filtered, paged and taken away', async () => {
  const { dayshift } = await serve();
  await dayshift(['link', 'make', 'the board']);
  await dayshift(['token', 'make', '--name', 'x', '--person', 'maya'], { token: TOKENS.olga });
  const { out } = await dayshift(['audit']);
  expect(out.split('\n')[0]).toMatch(/refused {2}person olga +makeToken +\/api\/v1\/tokens {2}403 scope-missing/);
  expect(out.split('\n')[1]).toMatch(/done {5}person paula +makeLink +\/api\/v1\/links {2}from/);
  expect((await dayshift(['audit', '--limit', '1'])).out).toContain('There is more: dayshift audit --before 2');
  expect((await dayshift(['audit', '--limit', '1', '--before', '2'])).out).toContain('makeLink');
  expect((await dayshift(['audit', '--outcome', 'refused', '--json'])).out).toContain('"who": "person olga"');
  expect((await dayshift(['audit', '--who', 'person nobody'])).out).toBe('Nothing of the kind is in the audit.\n');
  expect((await dayshift(['audit', '--export', 'csv'])).out.split('\r\n')[0]).toBe('seq,at,who,credential,action,target,outcome,status,why,address');
  expect((await dayshift(['audit', '--export', 'jsonl'])).out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(['exportAudit', 'makeToken', 'makeLink']);
});

it.each([
  [['token', 'make', '--name', 'x'], 2, 'either --person <id> or --program <name>'],
  [['token', 'make', '--name', 'x', '--person', 'maya', '--program', 'p'], 2, 'either --person <id> or --program <name>'],
  [['token', 'make', '--name', 'x', '--person', 'maya', '--scopes', 'write'], 2, 'There are read, act, assist, push, administer'],
  [['token', 'make', '--name', 'x', '--person', 'maya', '--days', 'soon'], 2, 'Write a whole number'],
  [['token', 'make', '--name', 'x', '--person', 'nobody'], 1, 'nobody of the team is called "nobody"'],
  [['token', 'end', 'token-0'], 1, 'There is no token "token-0"'],
  [['link', 'make', 'x', '--days', '93'], 2, 'from 1 to 92'],
  [['audit', '--export', 'pdf'], 2, 'Write --export csv or --export jsonl'],
  [['audit', '--limit', 'many'], 2, 'from 1 to 500'],
])('a mistake is told with what to do: %j', async (argv, code, told) => {
  const { dayshift } = await serve();
  const ran = await dayshift(argv);
  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err).toContain(told);
});

it('one\'s own tokens are listed and ended without administering', async () => {
  const { dayshift } = await serve();
  const made = await dayshift(['token', 'make', '--name', 'Maya\'s laptop', '--person', 'maya']);
  await dayshift(['token', 'make', '--name', 'Olga\'s laptop', '--person', 'olga']);
  const id = /^Made (token-\w+)/.exec(made.out)?.[1] ?? '';
  const { out } = await dayshift(['token', 'list', '--mine'], { token: TOKENS.maya });
  expect([out.includes('Maya\'s laptop'), out.includes('Olga')]).toEqual([true, false]);
  expect((await dayshift(['token', 'end', id, '--mine'], { token: TOKENS.olga })).code).toBe(1);
  expect((await dayshift(['token', 'end', id, '--mine'], { token: TOKENS.maya })).out).toBe('Ended: Maya\'s laptop.\n');
});

it('nobody else makes one', async () => {
  const { dayshift } = await serve();
  expect((await dayshift(['token', 'list'], { token: TOKENS.maya })).err).toContain('administer');
  expect((await dayshift(['token', 'list'], {})).err).toContain('DAYSHIFT_TOKEN');
});
