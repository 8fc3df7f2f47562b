// Who is suggested when the world answers, and when a part of it is silent?
import { suggestAssignee, type OwnerQuestion } from '../../activities/suggest-assignee';
import { createInMemoryDeployer, createInMemoryDuty, createInMemorySourceControl, createInMemoryWorkload } from '../../integrations/in-memory';
import { DayshiftError } from '../../src/errors';
import { aTeam } from '../support/builders';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function aWorld() {
  const sourceControl = createInMemorySourceControl();
  const deployer = createInMemoryDeployer({ hasArtifact: () => true });
  const commit = sourceControl.addCommit({ repository: 'shop', files: { 'src/login.ts': 'login', '.github/CODEOWNERS': '* @maya\n' } });
  const next = sourceControl.addCommit({ repository: 'shop', files: { 'src/login.ts': 'log in' } });
  deployer.setLive('storefront', { environment: 'production', digest: DIGEST, version: '1.4.0', commit: next, at: '2026-03-02T09:00:00.000Z' });
  return { sourceControl, deployer, commit, duty: createInMemoryDuty(), workload: createInMemoryWorkload() };
}
const question = (about: Partial<OwnerQuestion> = {}): OwnerQuestion => ({ service: 'storefront', environment: 'production', repository: 'shop', team: aTeam(), owners: ['ravi'], duty: 'web', ...about });

test('owners of what changed, who is on duty and the service\'s owners are asked, with the load of each', async () => {
  const world = aWorld();
  world.duty.setOnDuty('web', 'ravi');
  world.workload.setOpen('maya', 4);
  const { suggestions, running } = await suggestAssignee(world, question(), false);
  expect(running?.version).toBe('1.4.0');
  expect(suggestions).toEqual([
    { person: 'maya', why: 'owner of src/login.ts, changed by the running release 1.4.0; has 4 open incidents already', load: 4 },
    { person: 'ravi', why: 'on duty by web; an owner of the service', load: 0 },
  ]);
});

test('whoever declined is left out', async () => {
  const { suggestions } = await suggestAssignee(aWorld(), question({ declined: ['maya'] }), false);
  expect(suggestions.map(({ person }) => person)).toEqual(['ravi']);
});

test('without a roster nothing is said of duty', async () => {
  const { suggestions } = await suggestAssignee(aWorld(), question({ duty: undefined }), false);
  expect(suggestions.map(({ why }) => why).join()).not.toContain('duty');
});

test('a roster that has nobody, and a workload that is silent, are said at once and stop nothing', async () => {
  const world = aWorld();
  world.workload.setUnreachable('no connection');
  const { suggestions } = await suggestAssignee(world, question(), false);
  expect(suggestions).toEqual([
    { person: 'maya', why: 'owner of src/login.ts, changed by the running release 1.4.0; nobody is known to be on duty (there is no roster "web"); how loaded anybody is already is unknown (Temporal cannot be reached: no connection)' },
    { person: 'ravi', why: 'an owner of the service' },
  ]);
});

test('an operations engineer on duty is said, and not suggested', async () => {
  const world = aWorld();
  world.duty.setOnDuty('web', 'olga');
  const { suggestions } = await suggestAssignee(world, question(), false);
  expect(suggestions[0]?.why).toContain('olga, who is on duty, is no developer');
  expect(suggestions.map(({ person }) => person)).toEqual(['maya', 'ravi']);
});

describe('a repository that is silent', () => {
  const silent = () => {
    const world = aWorld();
    world.sourceControl.change = () => Promise.reject(new DayshiftError('source-control-broken', { what: 'fetch', reason: 'no route' }));
    return world;
  };

  test('is worth trying again', async () => {
    await expect(suggestAssignee(silent(), question(), false)).rejects.toMatchObject({ code: 'source-control-broken' });
  });

  test('is said at the last try, and the others are suggested', async () => {
    const { suggestions, running } = await suggestAssignee(silent(), question(), true);
    expect(running?.version).toBe('1.4.0');
    expect(suggestions).toEqual([{ person: 'ravi', why: expect.stringContaining('who owns what the running release changed is unknown (git could not fetch: no route)'), load: 0 }]);
  });
});

test('a release whose commit the repository does not have is said at once: trying again cannot help', async () => {
  const world = aWorld();
  world.deployer.setLive('storefront', { environment: 'production', digest: DIGEST, version: '1.4.1', commit: 'f'.repeat(40), at: '2026-03-02T09:00:00.000Z' });
  const { suggestions } = await suggestAssignee(world, question({ duty: undefined }), false);
  expect(suggestions).toEqual([{ person: 'ravi', why: expect.stringContaining(`shop has no commit ${'f'.repeat(40)}`), load: 0 }]);
});

test('the running release comes without what was live before it: it travels with every cell', async () => {
  const world = aWorld();
  const running = await world.deployer.current('storefront', 'production');
  if (!running) throw new Error('nothing runs');
  world.deployer.setLive('storefront', { ...running, before: [{ ...running, version: '1.3.0' }] });
  expect((await suggestAssignee(world, question(), false)).running).toEqual(running);
});
