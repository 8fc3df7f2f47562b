// Does each command of the gates guide say what the guide says? Against a server on which a gate waits.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startFixtureServer, type FixtureServer } from '../dashboard/fixture/server';
import { positionOf } from '../dashboard/fixture/world';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
const guide = readFileSync(path.join(__dirname, '..', '..', 'docs/guides/gates.md'), 'utf8');
const SOON = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10); // the guide's day will be past one day
const commands = [...guide.matchAll(/^dayshift (judge-gate .*)$/gm)].map(([, line = '']) => line.replace('<id>', ID).replace(/\d{4}-\d{2}-\d{2}/, SOON));
const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

let server: FixtureServer;
beforeAll(async () => { server = await startFixtureServer({ tale: 'pipeline', position: positionOf('gateAsked', 1, 'pipeline') }); });
afterAll(async () => { await server.close(); });

it('has a command for each decision on a flaky test', () => {
  expect(commands.map((line) => wordsOf(line)[2])).toEqual(['quarantine', 'run-again', 'send-back']);
});

it.each(commands)('dayshift %s', async (line) => {
  const { code, err } = await runCommand(server.address, wordsOf(line), { token: 'token-dev' });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const decision = wordsOf(line)[2];
  expect(server.said.at(-1)).toMatchObject({ by: 'dev', word: 'judge-gate', through: 'cli', body: { stage: 'functional', decision } });
});

it('without a gate that waits, says so', async () => {
  const quiet = await startFixtureServer({ position: positionOf('signOffAsked') });
  const { code, err } = await runCommand(quiet.address, ['judge-gate', ID, 'accept', '--reason', 'x'], { token: 'token-dev' });
  await quiet.close();
  expect(code).toBe(1);
  expect(err).toContain('No gate waits for a decision.');
});
