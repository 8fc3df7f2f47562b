// Does the whole way hold: the command as a process of its own, the real API, and a person who allows it in a real browser?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { anApi, TOKENS } from '../api/an-api';
import { until } from '../api/until';
import { buildPage, launchBrowser, visit } from '../dashboard/browser';

const ROOT = path.join(__dirname, '../..');
const set: { browser?: Browser; dist: string; home: string; server?: Server } = { dist: '', home: '' };

beforeAll(async () => {
  set.browser = await launchBrowser();
  set.dist = await buildPage();
  set.home = mkdtempSync(path.join(tmpdir(), 'dayshift home '));
}, 120_000);
afterAll(async () => {
  await set.browser?.close();
  set.server?.closeAllConnections();
  await new Promise((resolve) => { if (set.server) set.server.close(resolve); else resolve(undefined); });
  for (const folder of [set.dist, set.home].filter((one) => one !== '')) rmSync(folder, { recursive: true, force: true });
});

/** Its address is known before it is made: links lead there. */
async function serve() {
  const server = createServer();
  set.server = server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = anApi({ publicUrl: address, readsNeedToken: true, dashboardFolder: set.dist });
  server.on('request', api.app);
  return { ...api, address };
}

function dayshift(argv: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--require', path.join(ROOT, 'test/support/typescript.cjs'), path.join(ROOT, 'cli/main.ts'), ...argv], {
    cwd: set.home, env: { PATH: process.env['PATH'] ?? '', XDG_CONFIG_HOME: set.home, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece: Buffer) => { said.out += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { said.err += piece.toString(); });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...said }));
  return { said, ended };
}

it('a person signs the command line in, it acts as them, and signs out', async () => {
  const { address, auditLog } = await serve();
  const login = dayshift(['login', '--api', address]);
  const link = await until(() => Promise.resolve(/Open (http\S+)/.exec(login.said.err)?.[1] ?? ''), (found) => found !== '', 'the link is shown');
  if (!set.browser) throw new Error('The browser did not start.');
  const seen = await visit(set.browser, link);
  const { page } = seen;
  await page.getByLabel('Your token or link').fill(TOKENS.maya);
  await page.keyboard.press('Enter');
  await page.getByText(link.split('/').at(-1) ?? '').first().waitFor();
  await page.getByText('command line on').waitFor();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('status').filter({ hasText: 'Allowed: command line on' }).waitFor();
  expect(await login.ended).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`^You are maya, signed in at ${address} until `)) });

  const whoami = await dayshift(['whoami', '--json']).ended;
  expect(JSON.parse(whoami.out)).toMatchObject({ address, id: 'maya', scopes: ['read', 'act'], token: 'kept' });
  expect((await dayshift(['incidents']).ended).code).toBe(0);
  await page.getByRole('link', { name: 'Your programs' }).click();
  await page.getByText('command line on').first().waitFor();

  expect(await dayshift(['logout']).ended).toMatchObject({ code: 0, out: expect.stringContaining('Ended: command line on') });
  expect(readFileSync(path.join(set.home, 'dayshift/credentials.json'), 'utf8')).not.toContain('dayshift_');
  expect((await dayshift(['incidents', '--api', address]).ended).code).toBe(3);
  expect(seen.faults).toEqual([]);
  expect((await auditLog.list({ limit: 20 })).map(({ who, action }) => `${who} ${action}`).reverse()).toEqual([
    'anybody beginDevice', 'person maya signIn', 'person maya decideDevice', 'person maya takeDeviceToken', 'person maya endThisToken',
  ]);
  await seen.close();
});
