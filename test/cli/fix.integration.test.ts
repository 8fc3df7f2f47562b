// Does `dayshift fix` lead from a notification to the first edit, in a real clone, and touch nobody's changes? Then build --push.
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IncidentView } from '../../src/contracts/incident';
import { positionOf } from '../dashboard/fixture/world';
import { BRANCH, someRepositories, type Repositories } from '../ide/a-clone';
import { ID, serveDay, tokenOf, type ServedDay } from './a-day-served';
import { runCommand, type Ran } from './command-line';

let shop: Repositories;
let day: ServedDay | undefined;
beforeEach(async () => { shop = await someRepositories(); });
afterEach(async () => {
  await day?.close();
  day = undefined;
  await rm(shop.folder, { recursive: true, force: true });
});

async function serve(moment: 'assigned' | 'fixAwaited', nth = 1, change: (view: IncidentView) => IncidentView = (view) => view) {
  const served = await serveDay(positionOf(moment, nth), { alone: true, change: (view) => change({ ...view, running: view.running && { ...view.running, commit: shop.released } }), repository: shop.origin });
  day = served;
  const dayshift = (...argv: string[]): Promise<Ran> => runCommand(served.address, argv, { token: tokenOf('maya'), cwd: shop.clone });
  return { ...served, dayshift };
}
const branchOf = (folder: string) => shop.at(folder, 'rev-parse', '--abbrev-ref', 'HEAD');

test('the branch begins at what production runs, it is acknowledged, and what is known is told', async () => {
  const { dayshift, gateway } = await serve('assigned');
  const { code, out, err } = await dayshift('fix', ID);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`${BRANCH} begins at ${shop.released.slice(0, 7)}, which production runs`);
  expect([await branchOf(shop.clone), await shop.at(shop.clone, 'rev-parse', 'HEAD')]).toEqual([BRANCH, shop.released]);
  expect(gateway.said.map(({ word }) => word)).toEqual(['acknowledge']);
  expect(out).toMatch(/\nImpact {5}\S/);
  expect(out).toMatch(/\nSuspected {2}\S/);
  expect(out).toContain('dayshift build --push');
});

test('a second time nothing changes; after a failed attempt its faults are told with the command that repeats each', async () => {
  const { dayshift } = await serve('fixAwaited', 2);
  await dayshift('fix', ID, '--no-acknowledge');
  const { code, out } = await dayshift('fix', ID, '--no-acknowledge');
  expect(code).toBe(0);
  expect(out).toContain(`${BRANCH} is checked out already.`);
  expect(out).toMatch(/\nAttempt 2 {2}static: 1 new finding/);
});

test('changes that are not committed stay where they are: it is refused, and a second working tree offered', async () => {
  const { dayshift } = await serve('assigned');
  await writeFile(path.join(shop.clone, 'src/login.ts'), 'half a thought\n');
  const refused = await dayshift('fix', ID);
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('src/login.ts has changes that are not committed') });
  expect(refused.err).toContain(`dayshift fix ${ID} --worktree `);
  const beside = path.join(shop.folder, 'beside');
  const { code, out } = await dayshift('fix', ID, '--worktree', beside, '--json');
  expect([code, JSON.parse(out)]).toMatchObject([0, { incident: ID, branch: BRANCH, folder: beside, how: 'create', acknowledged: 'Taken: acknowledge.' }]);
  expect(await branchOf(beside)).toBe(BRANCH);
  expect([await branchOf(shop.clone), await readFile(path.join(shop.clone, 'src/login.ts'), 'utf8')]).toEqual(['main', 'half a thought\n']);
});

test('a clone of something else, a folder that is none, and an unknown remote are told with what to do', async () => {
  const { dayshift } = await serve('assigned', 1, (view) => ({ ...view, repository: 'https://git.example/team/other.git' }));
  expect(await dayshift('fix', ID)).toMatchObject({ code: 1, err: expect.stringContaining('is no clone of https://git.example/team/other.git: origin is ') });
  expect(await dayshift('fix', ID, '--clone', '/')).toMatchObject({ code: 1, err: '/ is no git clone.\nRun it inside the service\'s clone, or name it with --clone.\n' });
  expect(await dayshift('fix', ID, '--remote', 'nope')).toMatchObject({ code: 1, err: 'The clone has no remote "nope".\nIt has origin.\n' });
  expect(await dayshift('fix', ID, '--remote', 'origin')).toMatchObject({ code: 0 });
});

test('build --push pushes the branch, never by force, and asks for that commit', async () => {
  const { dayshift, gateway } = await serve('assigned');
  await dayshift('fix', ID);
  const commit = await shop.commit(shop.clone, 'src/login.ts', 'export const login = 2;\n');
  await writeFile(path.join(shop.clone, 'src/login.ts'), 'export const login = 3;\n');
  const { code, out } = await dayshift('build', '--push');
  expect([code, out]).toEqual([0, expect.stringContaining('Your changes that are not committed are not in it.')]);
  expect(gateway.said.at(-1)).toMatchObject({ word: 'build', body: { commit, by: 'maya', through: 'cli' } });
  expect(await shop.at(shop.origin, 'rev-parse', BRANCH)).toBe(commit);
  const other = await shop.another('other');
  await shop.at(other, 'switch', '--quiet', BRANCH);
  await shop.commit(other, 'src/mail.ts', 'export const mail = 2;\n');
  await shop.at(other, 'push', '--quiet', 'origin', BRANCH);
  await shop.at(shop.clone, 'commit', '--quiet', '--all', '-m', 'three');
  expect(await dayshift('build', '--push')).toMatchObject({ code: 1, err: expect.stringContaining('Somebody may have pushed before you.') });
});
