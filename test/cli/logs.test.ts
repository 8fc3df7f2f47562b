// Is a log followed to its end, through a lost connection, with nothing lost or doubled; and all that runs, side by side?
import { startFixtureServer, type FixtureServer } from '../dashboard/fixture/server';
import { LENGTH_OF_DAY, positionOf, sceneAt } from '../dashboard/fixture/world';
import { findLog, runningLogs } from '../../cli/which-log';
import { logId } from '../../src/domain/ids';
import { Phase } from '../../src/domain/vocabulary';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
const RUNNING = positionOf('cellFinished', 3); // cells of the first attempt run
let server: FixtureServer;
afterEach(() => server.close());

/** Calls each once, in order, when the output first holds its text. */
function steps(...all: [text: string, act: () => void][]): (out: string) => void {
  const left = [...all];
  return (out) => {
    const [next] = left;
    if (!next || !out.includes(next[0])) return;
    left.shift();
    setTimeout(next[1], 5);
  };
}
const running = (): string[] => sceneAt(RUNNING, Date.now()).view.attempts[0]?.stages.flatMap(({ cells }) => cells).filter(({ state }) => state === 'running').map(({ id }) => id) ?? [];

it('follows by a stream, goes on where it was after the connection broke, and ends when the row is over', async () => {
  server = await startFixtureServer({ position: RUNNING, log: 'first line\n' });
  const [row = ''] = running();
  const onOut = steps(['first line', () => { server.write('second line\n'); }], ['second line', () => { server.dropStreams(); server.write('third line\n'); }], ['third line', () => { server.moveTo(LENGTH_OF_DAY); }]);
  const { code, out } = await runCommand(server.address, ['logs', ID, row, '--follow'], { onOut });
  expect([code, out]).toEqual([0, 'first line\nsecond line\nthird line\n']);
});

it('--all follows each running row, says which, and ends with the attempt', async () => {
  server = await startFixtureServer({ position: RUNNING, log: 'begin\n' });
  const rows = running();
  const last = rows.at(-1) ?? '';
  const { code, out } = await runCommand(server.address, ['logs', ID, '--all'], { onOut: steps([`${last} │ begin`, () => { server.moveTo(LENGTH_OF_DAY); }]) });
  expect([code, rows.length > 1]).toEqual([0, true]);
  expect(out.split('\n').sort()).toEqual(['', ...rows.map((row) => `${row} │ begin`)].sort());
});

it('as JSON is one line for each piece, that can be read again', async () => {
  server = await startFixtureServer({ position: LENGTH_OF_DAY, log: 'one\ntwo\n' });
  const { out } = await runCommand(server.address, ['log', ID, 'build', '--attempt', '1', '--json']);
  expect(out.trim().split('\n').map((line) => JSON.parse(line) as object)).toEqual([{ row: 'build', log: expect.stringContaining('build'), text: 'one\ntwo\n', next: 8 }]);
});

it('finds what went out by its environment, as the workflow names it', () => {
  const { view } = sceneAt(LENGTH_OF_DAY, Date.now());
  const number = view.attempts.length;
  const id = (row: string): string => logId(view.id, number, row);
  expect(findLog(view, 'deploy', undefined)).toEqual({ row: 'deploy-production', log: id('deploy-production') });
  expect(findLog(view, 'verify-production', undefined).log).toBe(id('verify-production'));
  expect(findLog(view, 'verify-rollback', undefined).log).toBe(id('verify-rollback-production'));
  const staging = { ...view, deployments: [{ environment: 'staging', digest: 'd', commit: 'c', attempt: number, startedAt: view.openedAt, outcome: 'under-way' as const }] };
  expect(findLog(staging, 'verify', undefined).log).toBe(id('verify-staging'));
  expect(findLog(staging, 'deploy-production', undefined).log).toBe(id('deploy-production'));
  expect(runningLogs({ ...staging, phase: Phase.Deploy, outcome: undefined }).map(({ log }) => log)).toEqual([id('deploy-staging'), id('verify-staging'), id('verify-rollback-staging')]);
});

it('says what is missing and what does not fit', async () => {
  server = await startFixtureServer({ position: LENGTH_OF_DAY });
  expect(await runCommand(server.address, ['log', ID])).toMatchObject({ code: 2, err: expect.stringMatching(/^It is not said whose log\.\nRows:\n {2}build\n/) });
  expect(await runCommand(server.address, ['logs', ID, '--all'])).toMatchObject({ code: 1, err: expect.stringContaining('Nothing runs now.') });
  expect(await runCommand(server.address, ['logs', ID, 'build', '--all'])).toMatchObject({ code: 2 });
  expect(await runCommand(server.address, ['log', ID, 'build', '--attempt', '9'])).toMatchObject({ code: 1, err: 'There is no attempt 9.\nAttempts so far: 3.\n' });
  expect(await runCommand(server.address, ['log', ID, 'build', '--attempt', 'x'])).toMatchObject({ code: 2, err: '--attempt x is no number of an attempt.\nWrite a whole number, 1 or more.\n' });
});
