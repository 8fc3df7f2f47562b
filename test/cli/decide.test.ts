// What do the deciding commands do that ask on a terminal, or say what the state allows? And how does a mistake read as JSON?
import { Problem } from '../../src/contracts/http';
import { LENGTH_OF_DAY, positionOf } from '../dashboard/fixture/world';
import { startFixtureServer, type FixtureServer } from '../dashboard/fixture/server';
import { wantsColour, type World } from '../../cli/commands/world';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
let server: FixtureServer;
afterEach(() => server.close());

test('reject sends back what is asked for; rollback says what the state allows', async () => {
  server = await startFixtureServer({ position: positionOf('signOffAsked') });
  expect(await runCommand(server.address, ['reject', ID, 'no', 'test', 'for', 'umlauts'], { token: 'token-olga' })).toMatchObject({ code: 0 });
  expect(server.said.at(-1)).toMatchObject({ word: 'sign-off', body: { decision: 'reject', reason: 'no test for umlauts' } });
  expect(await runCommand(server.address, ['rollback', ID, 'slower'], { token: 'token-olga' })).toMatchObject({ code: 1, err: expect.stringContaining(`Send it back with: dayshift reject ${ID} WHY`) });
  server.moveTo(LENGTH_OF_DAY);
  expect(await runCommand(server.address, ['rollback', ID, 'slower'], { token: 'token-olga' })).toMatchObject({ code: 1, err: expect.stringContaining('The incident is closed (fixed).') });
});

test('rollback says the word when it is asked whether to keep the release', async () => {
  server = await startFixtureServer({ tale: 'release', position: positionOf('keepOrRollBackAsked', 1, 'release') });
  expect(await runCommand(server.address, ['rollback', ID, 'it burns'], { token: 'token-olga' })).toMatchObject({ code: 0, err: '' });
  expect(server.said.at(-1)).toMatchObject({ by: 'olga', word: 'sign-off', body: { decision: 'reject', reason: 'it burns', digest: expect.stringMatching(/^sha256:/) } });
});

test('with --json every problem is a document on the error output', async () => {
  server = await startFixtureServer({ position: positionOf('signOffAsked') });
  const told = async (...argv: string[]) => {
    const { code, out, err } = await runCommand(server.address, [...argv, '--json']);
    return [code, out, Problem.parse(JSON.parse(err)).title];
  };
  expect(await told('incidents', '--nope')).toEqual([2, '', 'written-wrongly']);
  expect(await told('sign-off', ID)).toEqual([2, '', 'written-wrongly']);
  expect(await told('show', 'nope')).toEqual([1, '', 'incident-unknown']);
  expect(await told('ack', ID)).toEqual([3, '', 'not-signed-in']);
});

test('colours: NO_COLOR wins, FORCE_COLOR decides where there is no terminal', async () => {
  server = await startFixtureServer({ position: 1 });
  const world = (env: Record<string, string>, isTTY: boolean) => ({ env, out: { isTTY, write: () => undefined } }) as unknown as World;
  expect([wantsColour(world({}, true)), wantsColour(world({}, false)), wantsColour(world({ FORCE_COLOR: '1' }, false)), wantsColour(world({ FORCE_COLOR: '0' }, true)), wantsColour(world({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)), wantsColour(world({ TERM: 'dumb' }, true))])
    .toEqual([true, false, true, false, false, false]);
});
