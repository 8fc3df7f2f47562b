// Does somebody sign in at the command line once, is the token used and kept for its owner alone, and is it ended at signing out? Against the real API on doubles of its stores.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listen, type Listening } from '../../api/listen';
import { openerOf } from '../../cli/open-browser';
import { readSignIns, tokenFor } from '../../cli/signed-in';
import { TOKENS } from '../api/an-api';
import { anAccess } from '../api/access-of';
import { runCommand, type RunOptions } from './command-line';

let doors: Listening[] = [];
let home: string;
beforeEach(() => { home = mkdtempSync(path.join(tmpdir(), 'dayshift home ')); });
afterEach(async () => {
  await Promise.all(doors.map((door) => door.close()));
  doors = [];
  rmSync(home, { recursive: true, force: true });
});

const file = (): string => path.join(home, 'dayshift', 'credentials.json');
const env = (): Record<string, string> => ({ XDG_CONFIG_HOME: home });

type Decide = 'allow' | 'deny' | 'never';

/** A real API, and a person at the browser who decides while the command waits; time passes with the waiting. */
async function serve() {
  const api = anAccess();
  const door = await listen(api.app, { host: '127.0.0.1', port: 0 });
  doors.push(door);
  const address = `http://127.0.0.1:${door.port}`;
  async function dayshift(argv: string[], { decide = 'allow', by = TOKENS.maya, ...options }: RunOptions & { decide?: Decide; by?: string } = {}) {
    let seen = '';
    const ran = await runCommand(address, argv, {
      ...options, env: { ...env(), ...options.env }, onErr: (all) => { seen = all; },
      wait: async (milliseconds) => {
        api.pass(milliseconds);
        const code = /shows the code {2}([A-Z-]{9})/.exec(seen)?.[1] ?? '';
        if (decide !== 'never') await api.asToken(by).post(`/device/${code}`, { allow: decide === 'allow' });
      },
    });
    return ran;
  }
  return { ...api, address, dayshift };
}

it('shows the code and the link, waits, and every command then uses the token', async () => {
  const { dayshift, address, asToken } = await serve();
  expect((await dayshift(['incidents'])).code).toBe(3);
  const { code, out, err } = await dayshift(['login']);
  expect([code, err]).toEqual([0, expect.stringMatching(/^Open http:\/\/127\.0\.0\.1:8080\/#\/device\/[A-Z-]{9}\nand allow it there, if it shows the code {2}[A-Z-]{9}\nWaiting …\n$/)]);
  expect(out).toBe(`You are maya, signed in at ${address} until 5 Apr.\n`);
  expect((await dayshift(['incidents'])).code).toBe(0);
  expect((await dayshift(['whoami'])).out).toBe(`Maya Mender (person maya) at ${address}\nroles   developer\nmay     read, act\ntoken   kept by \`dayshift login\`, good until 5 Apr\n`);
  expect((await asToken(TOKENS.maya).get('/me/tokens')).body.credentials[0]).toMatchObject({ name: expect.stringMatching(/^command line on ./), scopes: ['read', 'act'] });
});

it('keeps it in a file that its owner alone reads', async () => {
  const { dayshift } = await serve();
  await dayshift(['login', '--name', 'Maya\'s laptop']);
  expect([statSync(file()).mode & 0o777, statSync(path.dirname(file())).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ version: 1, signIns: [{ holder: 'person', person: 'maya', secret: expect.stringMatching(/^dayshift_/) }] });
});

it('a file that others may read is not used, whatever is asked, and the advice makes it good', async () => {
  const { dayshift } = await serve();
  await dayshift(['login']);
  chmodSync(file(), 0o644);
  for (const argv of [['incidents'], ['login'], ['logout'], ['whoami']]) {
    const { code, err } = await dayshift(argv);
    expect([code, err]).toEqual([1, expect.stringContaining(`chmod 600 ${file()}`)]);
  }
  expect((await dayshift(['incidents'], { token: TOKENS.maya })).code).toBe(0);
  expect((await dayshift(['--help'])).code).toBe(0);
  chmodSync(file(), 0o600);
  expect((await dayshift(['incidents'])).code).toBe(0);
});

it.each(['not JSON', '{"version":2}', '[]'])('a file that holds %s is refused with what to do, and stays as it is', async (text) => {
  const { dayshift } = await serve();
  mkdirSync(path.dirname(file()), { recursive: true });
  writeFileSync(file(), text, { mode: 0o600 });
  expect(await dayshift(['login'])).toMatchObject({ code: 1, err: expect.stringContaining('Move it away and run `dayshift login` again') });
  expect(readFileSync(file(), 'utf8')).toBe(text);
});

it('without a place to keep it, nobody is asked to confirm anything', async () => {
  const { dayshift, credentials } = await serve();
  expect(await dayshift(['login'], { env: { XDG_CONFIG_HOME: '' } })).toMatchObject({ code: 1, err: expect.stringContaining('neither XDG_CONFIG_HOME nor HOME') });
  expect(await credentials.list('user-code')).toEqual([]);
});

it('DAYSHIFT_TOKEN goes before what is kept, and login and logout say so', async () => {
  const { dayshift } = await serve();
  const { out } = await dayshift(['login'], { token: TOKENS.olga });
  expect(out).toContain('DAYSHIFT_TOKEN is set, and goes before what is kept');
  expect((await dayshift(['whoami'], { token: TOKENS.olga })).out).toContain('token   of DAYSHIFT_TOKEN');
  expect((await dayshift(['whoami'])).out).toContain('person maya');
});

it('signing out ends the token at dayshift and forgets it', async () => {
  const { dayshift, address, asToken } = await serve();
  await dayshift(['login']);
  const secret = tokenFor(address, 'person', { env: env() }) ?? '';
  expect((await dayshift(['logout'])).out).toMatch(new RegExp(`^Signed out at ${address}\\. Ended: command line on .*\\.\n$`));
  expect((await asToken(secret).get('/me')).status).toBe(401);
  expect(readSignIns({ env: env() }).signIns).toEqual([]);
  expect(await dayshift(['logout'])).toMatchObject({ code: 1, err: expect.stringContaining(`Nobody is signed in at ${address}.`) });
});

it('--keep forgets the token here only; one that has ended already is forgotten too', async () => {
  const { dayshift, address, asToken } = await serve();
  await dayshift(['login']);
  const secret = tokenFor(address, 'person', { env: env() }) ?? '';
  expect((await dayshift(['logout', '--keep'])).out).toContain('forgotten here, and still good');
  expect((await asToken(secret).get('/me')).status).toBe(200);
  await dayshift(['login']);
  await asToken(tokenFor(address, 'person', { env: env() }) ?? '').delete('/me/token');
  expect((await dayshift(['logout'])).out).toContain('The token had ended before.');
});

it('while dayshift does not answer, the token is not forgotten', async () => {
  const { dayshift } = await serve();
  await dayshift(['login']);
  await doors.pop()?.close();
  expect(await dayshift(['logout'])).toMatchObject({ code: 3, err: expect.stringContaining('dayshift logout --keep') });
  expect(readSignIns({ env: env() }).signIns).toHaveLength(1);
});

it('signing in again ends the token before it', async () => {
  const { dayshift, address, asToken } = await serve();
  await dayshift(['login']);
  const first = tokenFor(address, 'person', { env: env() }) ?? '';
  await dayshift(['login'], { by: TOKENS.olga });
  expect([(await asToken(first).get('/me')).status, (await dayshift(['whoami'])).out.split('\n')[0]]).toEqual([401, `Olga Operator (person olga) at ${address}`]);
  expect(readSignIns({ env: env() }).signIns).toHaveLength(1);
});

it('an agent\'s token is kept apart, and no command of a person uses it', async () => {
  const { dayshift, address } = await serve();
  expect((await dayshift(['login', '--agent'])).out).toBe(`An agent of maya is signed in at ${address} until 5 Apr.\n`);
  expect((await dayshift(['incidents'])).code).toBe(3);
  expect((await dayshift(['whoami', '--agent'])).out).toContain('may     read, assist');
  await dayshift(['login']);
  expect(readSignIns({ env: env() }).signIns.map(({ holder }) => holder)).toEqual(['person', 'agent']);
  await dayshift(['logout', '--agent']);
  expect((await dayshift(['whoami'])).code).toBe(0);
});

it('each address has its own, and the last one is where commands go', async () => {
  const [one, other] = [await serve(), await serve()];
  await one.dayshift(['login']);
  await other.dayshift(['login'], { by: TOKENS.olga });
  expect((await one.dayshift(['whoami'])).out).toContain('person maya');
  expect((await one.dayshift(['whoami'], { env: { DAYSHIFT_API: '' } })).out).toContain(`person olga) at ${other.address}`);
  expect((await one.dayshift(['whoami', '--api', `${one.address}/`], { env: { DAYSHIFT_API: '' } })).out).toContain('person maya');
});

it.each([['deny', 'The sign-in was denied.'], ['never', 'Nobody confirmed the sign-in in time.']] as const)('%s: nothing is kept, and it says what to do', async (decide, told) => {
  const { dayshift } = await serve();
  const { code, err } = await dayshift(['login'], { decide });
  expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`${told.replace(/\./g, '\\.')}\n.*egin again.*\n$`))]);
  expect(readSignIns({ env: env() }).signIns).toEqual([]);
});

it('Ctrl-C gives up: nothing is kept, and the exit code says so', async () => {
  const { dayshift, credentials } = await serve();
  const controller = new AbortController();
  const openBrowser = (): Promise<boolean> => { controller.abort(); return Promise.resolve(true); };
  expect(await dayshift(['login'], { decide: 'never', signal: controller.signal, openBrowser })).toMatchObject({ code: 130, out: '' });
  expect([readSignIns({ env: env() }).signIns, await credentials.list('token')]).toEqual([[], []]);
});

it('a token is read from standard input, asked whose it is, and kept', async () => {
  const { dayshift, address } = await serve();
  const given = (text: string) => (async function* () { yield Buffer.from(text); await Promise.resolve(); })();
  expect((await dayshift(['login', '--with-token'], { input: given(`${TOKENS.olga}\n`) })).out).toBe(`You are olga, signed in at ${address}.\n`);
  expect((await dayshift(['whoami'])).out).toContain('person olga');
  expect(await dayshift(['login', '--with-token'], { input: given('') })).toMatchObject({ code: 2, err: expect.stringContaining('holds no token') });
  expect(await dayshift(['login', '--with-token'], { input: given('nothing-of-ours') })).toMatchObject({ code: 3 });
  expect(await dayshift(['login', '--with-token', '--agent'], { input: given(TOKENS.olga) })).toMatchObject({ code: 1, err: expect.stringContaining('not an agent\'s') });
  expect((await dayshift(['whoami'])).out).toContain('person olga');
});

it('--json: what is kept without the secret, and nothing else on standard output', async () => {
  const { dayshift, address } = await serve();
  const signedIn = await dayshift(['login', '--json']);
  expect(JSON.parse(signedIn.out)).toEqual({ address, holder: 'person', person: 'maya', expiresAt: '2026-04-05T09:00:05.000Z' });
  expect(JSON.parse((await dayshift(['whoami', '--json'])).out)).toEqual({ address, kind: 'person', id: 'maya', name: 'Maya Mender', roles: ['developer'], scopes: ['read', 'act'], token: 'kept', expiresAt: '2026-04-05T09:00:05.000Z' });
  const signedOut = await dayshift(['logout', '--json']);
  expect(JSON.parse(signedOut.out)).toMatchObject({ address, holder: 'person', person: 'maya', text: expect.stringContaining('Ended') });
  expect(signedIn.out + signedOut.out).not.toContain('dayshift_');
});

describe('at a terminal', () => {
  it('the browser is opened, and how long the code is good is told', async () => {
    const { dayshift } = await serve();
    const opened: string[] = [];
    const openBrowser = (address: string): Promise<boolean> => { opened.push(address); return Promise.resolve(true); };
    const { err } = await dayshift(['login'], { tty: true, openBrowser });
    expect(opened).toEqual([expect.stringContaining('/#/device/')]);
    expect(err).toContain('It is opened in your browser.\n');
    expect(err).toMatch(/Waiting … \d+:\d\d left; Ctrl-C gives up/);
    await dayshift(['login', '--no-browser'], { tty: true, openBrowser });
    expect(opened).toHaveLength(1);
  });

  it.each([
    ['linux', { DISPLAY: ':0' }, 'xdg-open'], ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'], ['linux', {}, undefined], ['linux', { DISPLAY: ':0', SSH_CONNECTION: 'x' }, undefined],
    ['darwin', {}, 'open'], ['darwin', { SSH_CONNECTION: 'x' }, undefined], ['win32', {}, 'rundll32'], ['win32', { CI: 'true' }, undefined],
  ] as const)('on %s with %j: %s', (platform, around, command) => {
    expect(openerOf(platform, around)?.command).toBe(command);
  });
});

it.each([['ftp://127.0.0.1'], ['nonsense']])('%s is no address', async (address) => {
  const { dayshift } = await serve();
  expect(await dayshift(['login', '--api', address])).toMatchObject({ code: 2, err: expect.stringContaining('is no address of dayshift') });
  expect(existsSync(file())).toBe(false);
});
