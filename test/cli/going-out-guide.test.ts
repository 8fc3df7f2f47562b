// Does each command of the guide on signing and deploying say what the guide says? Against a server on which a sign-off is asked.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startFixtureServer, type FixtureServer } from '../dashboard/fixture/server';
import { positionOf, sceneAt } from '../dashboard/fixture/world';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
const DIGEST = sceneAt(positionOf('signOffAsked'), Date.now()).view.decision?.digest ?? '';
const guide = readFileSync(path.join(__dirname, '..', '..', 'docs/guides/going-out.md'), 'utf8');
const commands = [...guide.matchAll(/^dayshift (.*)$/gm)].map(([, line = '']) => line.replace('<id>', ID).replace('<digest>', DIGEST));
const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const SAYS = ['ask', 'sign-off', 'delegate', 'withdraw', 'break-glass'];

let server: FixtureServer;
beforeEach(async () => { server = await startFixtureServer({ position: positionOf('signOffAsked') }); });
afterEach(async () => { await server.close(); });

it('has a command for every word of signers, the card and the lanes', () => {
  expect([...new Set(commands.map((line) => wordsOf(line)[0]))].sort()).toEqual(['ask', 'break-glass', 'card', 'delegate', 'lane', 'lanes', 'sign-off', 'withdraw']);
});

it.each(commands.filter((line) => SAYS.includes(wordsOf(line)[0] ?? '')))('dayshift %s', async (line) => {
  const { code, err } = await runCommand(server.address, wordsOf(line), { token: 'token-olga' });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(server.said.at(-1)).toMatchObject({ by: 'olga', word: wordsOf(line)[0], through: 'cli' });
});

it.each(commands.filter((line) => ['card', 'lanes'].includes(wordsOf(line)[0] ?? '')))('dayshift %s shows it', async (line) => {
  const { code, out } = await runCommand(server.address, wordsOf(line));
  expect(code).toBe(0);
  expect(out).toContain(line === 'lanes' ? 'storefront to production' : DIGEST);
});

it('opens a lane that waits, in the words of the guide', async () => {
  const blocked = await startFixtureServer({ position: positionOf('laneMoved', 2, 'release'), tale: 'release' });
  const line = commands.find((one) => one.startsWith('lane open')) ?? '';
  const { code, err } = await runCommand(blocked.address, wordsOf(line), { token: 'token-olga' });
  await blocked.close();
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
