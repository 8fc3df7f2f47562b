// Does each verb do what it says, against a server with dayshift's paths?
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFixtureServer } from '../dashboard/fixture/server';
import type { FixtureOptions, FixtureServer } from '../dashboard/fixture/server';
import { LENGTH_OF_DAY, positionOf, sceneAt } from '../dashboard/fixture/world';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
let server: FixtureServer | undefined;

async function serve(position: number, options: FixtureOptions = {}): Promise<FixtureServer> {
  server = await startFixtureServer({ position, ...options });
  return server;
}
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('reading', () => {
  it('incidents lists whose turn it is', async () => {
    const { address } = await serve(positionOf('signOffAsked'));
    const { code, out } = await runCommand(address, ['incidents']);
    expect(code).toBe(0);
    expect(out).toContain('Customers cannot log in');
    expect(out).toContain('operations engineer\'s turn: sign off the release or send it back');
    expect(out).toContain('2 customers told of it');
    expect(out).not.toContain('Search index is stale');
  });

  it('incidents says when there is none', async () => {
    const { address } = await serve(1, { empty: true });
    expect((await runCommand(address, ['incidents'])).out).toBe('No open incidents.\n');
  });

  it('incidents goes on page after page up to a limit, says how many there are, and finds by filters', async () => {
    const { address } = await serve(positionOf('signOffAsked'), { crowd: 240 });
    const { out } = await runCommand(address, ['incidents', '--limit', '230']);
    expect(out.match(/^ {12}storefront\.|^ {12}[a-z]+\.\w/gm)?.length).toBe(230);
    expect(out).toMatch(/230 of about \d+\. See more with --limit 460/);
    const list = JSON.parse((await runCommand(address, ['incidents', '--search', 'cannot log', '--json'])).out) as { incidents: { id: string }[] };
    expect(list.incidents.map(({ id }) => id)).toEqual([ID]);
    const refused = await runCommand(address, ['incidents', '--limit', 'many']);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Write a whole number')]);
  });

  it('show prints the tree, and the summary once it is closed', async () => {
    const { address } = await serve(LENGTH_OF_DAY);
    const { out } = await runCommand(address, ['show', ID]);
    expect(out).toContain('✗ Attempt 1');
    expect(out).toMatch(/recover\s+29:13/);
  });

  it('record prints JSON that can be read again, story prints prose', async () => {
    const { address } = await serve(LENGTH_OF_DAY);
    const record = JSON.parse((await runCommand(address, ['record', ID])).out) as { attempts: { verdict: string }[] };
    expect(record.attempts.map(({ verdict }) => verdict)).toEqual(['performance-failed', 'security-failed', 'passed']);
    expect((await runCommand(address, ['story', ID])).out).toContain('# Customers cannot log in');
  });

  it('log finds a cell by a part of its name and prints all of its pieces', async () => {
    const { address } = await serve(LENGTH_OF_DAY);
    const { out } = await runCommand(address, ['log', ID, 'device=ipad,environment=legacy-data', '--attempt', '1']);
    expect(out).toContain(`${ID}/1/functional/login/device-ipad-environment-legacy-data`);
    expect(out).toContain('4 passed');
    expect(out).not.toContain('\u001b');
  });

  it('log names the rows when none or several fit', async () => {
    const { address } = await serve(LENGTH_OF_DAY);
    const { code, err } = await runCommand(address, ['log', ID, 'ipad']);
    expect(code).toBe(2);
    expect(err).toContain('functional/login/device=ipad,environment=current-data');
  });
});

describe('a person\'s word', () => {
  it('sign-off signs the named bytes, through the command line', async () => {
    const { address, said } = await serve(positionOf('signOffAsked'));
    const { decision } = sceneAt(positionOf('signOffAsked'), Date.now()).view;
    const digest = decision?.digest ?? '';
    const { code } = await runCommand(address, ['sign-off', ID, '--digest', digest], { token: 'token-olga' });
    expect(code).toBe(0);
    expect(said).toEqual([{ by: 'olga', word: 'sign-off', through: 'cli', body: { decision: 'approve', digest } }]);
  });

  it('sign-off without a digest is written wrongly, and says which one is asked for', async () => {
    const { address, said } = await serve(positionOf('signOffAsked'));
    const { code, err } = await runCommand(address, ['sign-off', ID], { token: 'token-olga' });
    expect(code).toBe(2);
    expect(err).toContain('--digest sha256:9f2c71ab');
    expect(said).toEqual([]);
  });

  it('sign-off --reject sends back what is asked for, with the reason', async () => {
    const { address, said } = await serve(positionOf('signOffAsked'));
    await runCommand(address, ['sign-off', ID, '--reject', 'no tests for umlauts'], { token: 'token-olga' });
    expect(said[0]?.body).toMatchObject({ decision: 'reject', reason: 'no tests for umlauts' });
  });

  it('assign, note and cancel carry what was written', async () => {
    const { address, said } = await serve(positionOf('decisionAwaited'));
    await runCommand(address, ['assign', ID, 'maya', '--reason', 'knows the login'], { token: 'token-paula' });
    await runCommand(address, ['note', ID, 'the', 'sessions', 'are', 'fine'], { token: 'token-sam' });
    await runCommand(address, ['cancel', ID, 'a false alarm'], { token: 'token-paula' });
    expect(said.map(({ by, word, body }) => ({ by, word, body }))).toEqual([
      { by: 'paula', word: 'assign', body: { to: 'maya', reason: 'knows the login' } },
      { by: 'sam', word: 'note', body: { text: 'the sessions are fine' } },
      { by: 'paula', word: 'cancel', body: { reason: 'a false alarm' } },
    ]);
  });

  it('acknowledge, hand-over, decline and join are said by those who may', async () => {
    const { address, said } = await serve(positionOf('assigned'));
    const say = (who: string, ...argv: string[]) => runCommand(address, argv, { token: `token-${who}` });
    expect(await say('maya', 'acknowledge', ID)).toMatchObject({ code: 0 });
    expect(await say('maya', 'hand-over', ID, 'ravi', '--reason', 'the sessions are his')).toMatchObject({ code: 0 });
    expect(await say('maya', 'decline', ID, 'on', 'a', 'train')).toMatchObject({ code: 0 });
    expect(await say('ravi', 'join', ID)).toMatchObject({ code: 0, err: '' });
    expect(said.map(({ by, word, body, through }) => ({ by, word, body, through }))).toEqual([
      { by: 'maya', word: 'acknowledge', body: {}, through: 'cli' },
      { by: 'maya', word: 'hand-over', body: { to: 'ravi', reason: 'the sessions are his' }, through: 'cli' },
      { by: 'maya', word: 'decline', body: { reason: 'on a train' }, through: 'cli' },
      { by: 'ravi', word: 'join', body: {}, through: 'cli' },
    ]);
  });

  it('hand-over, decline and join are refused with what was found and what to do', async () => {
    const { address, said } = await serve(positionOf('assigned'));
    const say = (who: string, ...argv: string[]) => runCommand(address, argv, { token: `token-${who}` });
    expect(await say('ravi', 'decline', ID, 'busy')).toMatchObject({ code: 1, err: expect.stringMatching(/^it is the turn of maya\.\nAsk maya, .+\.\n$/) });
    expect(await say('maya', 'hand-over', ID, 'paula')).toMatchObject({ code: 1, err: expect.stringContaining('paula has none of the roles developer') });
    expect(await say('maya', 'join', ID)).toMatchObject({ code: 1, err: expect.stringContaining('Acknowledge it instead.') });
    expect((await say('maya', 'decline', ID)).code).toBe(2);
    expect((await say('maya', 'hand-over', ID)).code).toBe(2);
    expect(said).toEqual([]);
  });

  it('is refused without a token, and by the wrong role, with what to do', async () => {
    const { address } = await serve(positionOf('decisionAwaited'));
    const without = await runCommand(address, ['assign', ID, 'maya']);
    expect(without).toMatchObject({ code: 3, out: '', err: 'This needs somebody who is signed in.\nSign in with `dayshift login`, or put your token into DAYSHIFT_TOKEN.\n' });
    const wrong = await runCommand(address, ['assign', ID, 'maya'], { token: 'token-sam' });
    expect(wrong).toMatchObject({ code: 1, err: 'Sam is no product owner.\nAsk Paula.\n' });
  });
});

describe('build', () => {
  let folder = '';
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'a clone '));
    git('init', '--quiet', '--initial-branch', `incident/${ID}`);
    git('-c', 'user.name=Maya', '-c', 'user.email=maya@example.org', 'commit', '--quiet', '--allow-empty', '--message', 'fix');
  });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  it('asks for HEAD of the clone\'s incident branch', async () => {
    const { address, said } = await serve(positionOf('acknowledged'));
    const { code, out } = await runCommand(address, ['build'], { token: 'token-maya', cwd: folder });
    expect(code).toBe(0);
    expect(out).toContain(`dayshift watch ${ID}`);
    expect(said[0]).toMatchObject({ by: 'maya', word: 'build', body: { commit: git('rev-parse', 'HEAD') } });
  });

  it('says what to do on another branch, outside a clone, and for an unknown commit', async () => {
    const { address } = await serve(positionOf('acknowledged'));
    expect((await runCommand(address, ['build', '--commit', 'nope'], { cwd: folder })).err).toContain('There is no commit "nope"');
    git('checkout', '--quiet', '-b', 'main');
    expect((await runCommand(address, ['build'], { cwd: folder })).err).toContain('Check out the incident\'s branch');
    expect((await runCommand(address, ['build'], { cwd: tmpdir() })).err).toContain('is no clone with a branch checked out');
  });
});
