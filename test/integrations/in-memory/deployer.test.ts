// Does the double of the deployer keep the port's promises, and refuse what a real target refuses?
import { createInMemoryIntegrations, type InMemoryIntegrations } from '../../../integrations/in-memory';
import type { DeployOrder, UndoOrder } from '../../../src/ports/deployer';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const place = { service: 'shop', environment: 'production' };
let deployer: InMemoryIntegrations['deployer'];
let a: string, b: string, c: string;

beforeEach(() => {
  const world = createInMemoryIntegrations(() => ({}), { now: () => NOW });
  deployer = world.deployer;
  [a, b, c] = ['a', 'b', 'c'].map((v) => world.store.addArtifact({ v }).digest) as [string, string, string];
});

function deploy(digest: string, rest: Partial<DeployOrder> = {}) {
  return deployer.deploy({ ...place, digest, start: 'node .', health: '/healthz', env: {}, timeoutSeconds: 1, ...rest }, { signal: new AbortController().signal, onProgress: jest.fn() });
}
function undo(digest: string, rest: Partial<UndoOrder> = {}) {
  return deployer.undo({ ...place, digest, ...rest });
}
const current = () => deployer.current('shop', 'production');
const orders = () => deployer.deployed.map(({ digest, weight }) => [digest, weight]);

it('starts nothing for the digest that is live, and goes back one release and no further', async () => {
  for (const digest of [a, b, b]) await deploy(digest);
  expect(orders()).toEqual([[a, undefined], [b, undefined]]);
  expect(await undo(b)).toMatchObject({ digest: a });
  expect(await undo(b)).toMatchObject({ digest: a });
  await expect(undo(a)).rejects.toMatchObject({ code: 'deploy-failed' });
});

it('knows what was live before, newest first, also after going back', async () => {
  const before = async (): Promise<string[] | undefined> => (await current())?.before?.map(({ digest }) => digest);
  await deploy(a);
  expect(await before()).toBeUndefined();
  for (const digest of [b, b]) await deploy(digest);
  expect(await before()).toEqual([a]);
  await undo(b);
  expect(await before()).toEqual([b, a]);
});

it('refuses an unknown digest and leaves the old release live when the new one is broken', async () => {
  await deploy(a);
  await expect(deploy(`sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'evidence-unknown' });
  deployer.setBroken(b, 'no health');
  await expect(deploy(b)).rejects.toMatchObject({ code: 'deploy-failed' });
  expect(await current()).toMatchObject({ digest: a });
});

describe('a share of the traffic', () => {
  it('grows beside the live release, which is replaced only by the whole', async () => {
    await deploy(a);
    for (const weight of [10, 10, 50]) await deploy(b, { weight });
    expect(await current()).toMatchObject({ digest: a, canary: { digest: b, weight: 50 } });
    expect(await deploy(b)).toMatchObject({ digest: b });
    expect(await current()).toEqual(expect.objectContaining({ digest: b, before: [expect.objectContaining({ digest: a })] }));
    expect(await current()).not.toHaveProperty('canary');
    expect(orders()).toEqual([[a, undefined], [b, 10], [b, 50], [b, undefined]]);
    expect(await undo(b)).toMatchObject({ digest: a });
  });

  it('is taken back without the live release having been replaced', async () => {
    await deploy(a);
    await deploy(b, { weight: 10 });
    expect(await undo(b)).toMatchObject({ digest: a });
    expect(await current()).not.toHaveProperty('canary');
    expect(await current()).not.toHaveProperty('before');
  });

  it('goes to nobody else while another release has one: that one is taken away first', async () => {
    await deploy(a);
    await deploy(b, { weight: 10 });
    await deploy(c, { weight: 20 });
    expect(await current()).toMatchObject({ digest: a, canary: { digest: c, weight: 20 } });
    await deploy(a);
    expect(await current()).not.toHaveProperty('canary');
  });

  it('is everybody for the first release of all, and nothing for one that does not come up', async () => {
    expect(await deploy(a, { weight: 10 })).toMatchObject({ digest: a });
    expect(await current()).not.toHaveProperty('canary');
    await deploy(b, { weight: 10 });
    deployer.setBroken(b, 'no health');
    await expect(deploy(b, { weight: 50 })).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await current()).not.toHaveProperty('canary');
  });

  it.each([0, 101, 2.5])('of %d in a hundred is refused', async (weight) => {
    await expect(deploy(a, { weight })).rejects.toThrow(/whole, from 1 to 100/);
  });
});

describe('a grant of the lane', () => {
  it('that was passed by a later one moves nothing, neither forth nor back', async () => {
    await deploy(a, { fence: 3 });
    await deploy(b, { fence: 4 });
    await expect(deploy(c, { fence: 3 })).rejects.toMatchObject({ code: 'fence-passed' });
    await expect(undo(b, { fence: 3 })).rejects.toMatchObject({ code: 'fence-passed' });
    expect(await current()).toMatchObject({ digest: b });
    expect(await undo(b, { fence: 4 })).toMatchObject({ digest: a });
    expect(await deploy(c)).toMatchObject({ digest: c });
  });
});

describe('what is gone back to', () => {
  it('is the last release that was verified, when the target still has it', async () => {
    await deploy(a);
    await deploy(b, { verified: [a] });
    await deploy(c, { verified: [a] });
    expect(await undo(c)).toMatchObject({ digest: a });
  });

  it('is the live one when neither was verified', async () => {
    await deploy(a);
    await deploy(b, { verified: [] });
    await deploy(c, { verified: [] });
    expect(await undo(c)).toMatchObject({ digest: b });
  });

  it('is never a barred one, nor one that does not come up', async () => {
    await deploy(a);
    await deploy(b);
    await expect(undo(b, { barred: [a] })).rejects.toThrow(/barred/);
    deployer.setBroken(a, 'no health');
    await expect(undo(b)).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await current()).toMatchObject({ digest: b });
  });
});
