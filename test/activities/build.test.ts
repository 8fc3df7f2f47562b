// Does a build say where its artifact comes from and what it is made of, in the published shapes and without a secret?
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gitUri, maskValues } from '../../activities/build-provenance';
import { COMMIT } from '../support/builders';
import { aBuild } from './a-build';
import { ProvenanceShape } from './provenance-shape';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const LOCK = JSON.stringify({ name: 'shop', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'shop', version: '1.0.0', dependencies: { express: '^5.0.0' } }, 'node_modules/express': { version: '5.1.0', license: 'MIT' } } });

async function provenanceIn({ read }: Awaited<ReturnType<typeof aBuild>>) {
  return ProvenanceShape.parse(JSON.parse(await read('.intoto.json') ?? ''));
}

describe('the provenance', () => {
  it('has the published shape and names the artifact by its digest', async () => {
    const built = await aBuild({ files: { 'package-lock.json': LOCK } });
    expect(built.result).toMatchObject({ verdict: 'passed', evidence: [{ name: 'build/provenance.intoto.json', mediaType: 'application/vnd.in-toto+json' }, { mediaType: 'application/vnd.cyclonedx+json' }] });
    const { subject } = await provenanceIn(built);
    expect(subject).toEqual([{ name: 'storefront/dist', digest: { sha256: built.result.artifact?.digest.slice('sha256:'.length) } }]);
  });

  it('says from what, how, for whom and when it was built', async () => {
    const built = await aBuild({ files: { 'package-lock.json': LOCK, 'yarn.lock': '# yarn' }, build: { install: 'npm ci', run: 'make all' } });
    const { predicate: { buildDefinition, runDetails } } = await provenanceIn(built);
    expect(buildDefinition).toEqual({
      buildType: 'urn:dayshift:build:v1',
      externalParameters: { repository: 'https://git.example/storefront.git', commit: built.commit, pipeline: { digest: { sha256: 'e'.repeat(64) }, commit: COMMIT }, install: 'npm ci', run: 'make all', artifact: 'dist' },
      internalParameters: { incident: 'storefront.LoginRefused.0123abcd', attempt: 2, box: 'in memory', network: 'none', limits: { memoryBytes: 1e9 }, timeoutSeconds: 600 },
      resolvedDependencies: [
        { uri: `git+https://git.example/storefront.git@${built.commit}`, digest: { gitCommit: built.commit } },
        { name: 'package-lock.json', digest: { sha256: sha256(LOCK) } },
        { name: 'yarn.lock', digest: { sha256: sha256('# yarn') } },
      ],
    });
    const { builder, metadata } = runDetails;
    expect(builder).toEqual({ id: 'https://dayshift.example', version: { dayshift: '0.1.0' } });
    expect(metadata?.invocationId).toBe('storefront.LoginRefused.0123abcd/2/build');
    expect(Date.parse(metadata?.finishedOn ?? '')).toBeGreaterThanOrEqual(Date.parse(metadata?.startedOn ?? ''));
  });

  it('speaks of the lock file as the commit has it, whatever the build makes of it', async () => {
    const built = await aBuild({ files: { 'package-lock.json': LOCK }, play: () => ({ files: { 'dist/a': 'a', 'package-lock.json': '{}' } }) });
    const { predicate } = await provenanceIn(built);
    expect(predicate.buildDefinition.resolvedDependencies?.[1]).toEqual({ name: 'package-lock.json', digest: { sha256: sha256(LOCK) } });
    expect(built.log).toContain('bill of materials: 1 components of package-lock.json');
  });

  it('can be made when nobody says the pipeline or the version', async () => {
    const { predicate } = await provenanceIn(await aBuild({ order: { pipeline: undefined } }));
    expect(predicate.buildDefinition.externalParameters).not.toHaveProperty('pipeline');
  });

  it('holds no secret, also not in a command or an address', async () => {
    const built = await aBuild({ build: { install: 'TOKEN=hunter22hunter npm ci --//npm.example/:_authToken="abcdefgh"', run: 'deploy s3cret-of-the-service' }, secrets: ['s3cret-of-the-service'] });
    const text = await built.read('.intoto.json') ?? '';
    expect(text).not.toMatch(/hunter22|abcdefgh|s3cret-of/);
    await provenanceIn(built);
  });

  it.each([
    ['https://git.example/a.git', 'git+https://git.example/a.git@c0ffee'],
    ['https://maya:pass@git.example/a.git', 'git+https://git.example/a.git@c0ffee'],
    ['git@git.example:team/a.git', 'git+ssh://git@git.example/team/a.git@c0ffee'],
    ['/srv/git/the shop.git', 'git+file:///srv/git/the%20shop.git@c0ffee'],
    ['memory/storefront', 'git+file:///memory/storefront@c0ffee'],
  ])('writes %s as an address', (repository, uri) => {
    expect(gitUri(repository, 'c0ffee')).toBe(uri);
    expect(URL.canParse(uri)).toBe(true);
  });

  it('keeps its shape when values are masked', () => {
    expect(maskValues({ a: ['x hunter22 y', 7, null, true], password: 'p' }, ['hunter22'])).toEqual({ a: ['x *** y', 7, null, true], password: 'p' });
  });
});

it('a build that was ended says which limit it passed', async () => {
  const { result } = await aBuild({ play: () => ({ ended: 'memory-limit', why: 'its processes held more memory together than 512 MiB' }) });
  expect(result).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('was ended: memory-limit (its processes held more memory together than 512 MiB)') as string });
});

describe('the bill of materials', () => {
  it('of the demo\'s shop names every package of its lock file', async () => {
    const text = readFileSync(path.join(__dirname, '../../demo/storefront/package-lock.json'), 'utf8');
    const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string }> };
    const expected = new Set(Object.entries(packages).filter(([place]) => place !== '').map(([place, { version }]) => `${place.split('node_modules/').at(-1)}@${version}`));
    const bill = JSON.parse(await (await aBuild({ files: { 'package-lock.json': text } })).read('.cdx.json') ?? '') as { components: { group?: string; name: string; version: string }[] };
    expect(new Set(bill.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`))).toEqual(expected);
    expect(expected.size).toBeGreaterThan(100);
  });

  it('is the same for the same commit, also in another build', async () => {
    const [one, two] = await Promise.all([aBuild({ files: { 'package-lock.json': LOCK } }), aBuild({ files: { 'package-lock.json': LOCK }, order: { attempt: 3 } })]);
    expect(two.result.evidence[1]?.digest).toBe(one.result.evidence[1]?.digest);
  });

  it.each([
    ['there is no lock file', {}, 'none, because there is no lock file in the checkout'],
    ['the lock file is another tool\'s', { 'yarn.lock': '#' }, 'none, because yarn.lock is not one that dayshift reads'],
    ['the lock file is broken', { 'package-lock.json': '{' }, 'none, because package-lock.json is no lock file of version 2 or 3'],
  ])('is left out when %s, and the log says so', async (_, files, said) => {
    const { result, log } = await aBuild({ files });
    expect(result).toMatchObject({ verdict: 'passed', evidence: [{ name: 'build/provenance.intoto.json' }] });
    expect(log).toContain(said);
  });

  it('is the build\'s own, byte for byte, when the pipeline file names one', async () => {
    const own = '{ "bomFormat": "CycloneDX",  "specVersion": "1.5", "components": [{ "type": "library", "name": "left-pad" }] }';
    const { read, log } = await aBuild({ files: { 'package-lock.json': LOCK }, build: { sbom: 'dist/bom.json' }, play: () => ({ files: { 'dist/bom.json': own } }) });
    expect(await read('.cdx.json')).toBe(own);
    expect(log).toContain('dist/bom.json, which the build wrote, with 1 components');
  });

  it('of the build\'s own is masked when it holds a secret', async () => {
    const own = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', metadata: { properties: [{ name: 'x', value: 'a "quoted" secret' }] } });
    const { read } = await aBuild({ build: { sbom: 'dist/bom.json' }, play: () => ({ files: { 'dist/bom.json': own } }), secrets: ['a "quoted" secret'] });
    expect(JSON.parse(await read('.cdx.json') ?? '')).toMatchObject({ metadata: { properties: [{ value: '***' }] } });
  });

  it.each([
    ['was not written', {}, 'There is no dist/bom.json in the build\'s checkout (build.sbom).'],
    ['is no JSON', { 'dist/bom.json': '<bom/>' }, 'it is not JSON'],
    ['is another format', { 'dist/bom.json': '{"spdxVersion":"SPDX-2.3"}' }, 'bomFormat'],
    ['has a component without a name', { 'dist/bom.json': '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library"}]}' }, 'components.0.name'],
  ])('that the pipeline file names and that %s fails the build with advice', async (_, files, reason) => {
    const { result } = await aBuild({ build: { sbom: 'dist/bom.json' }, play: () => ({ files: { 'dist/server.js': '', ...files } }) });
    expect(result.verdict).toBe('failed');
    expect(result.reason).toContain(reason);
    expect(result.artifact).toBeUndefined();
  });
});

describe('the build itself', () => {
  it('runs in the box that the plan asks for', async () => {
    const { orders } = await aBuild({ build: { install: 'npm ci' } });
    expect(orders.map(({ command, limits, network, timeoutSeconds }) => ({ command, limits, network, timeoutSeconds }))).toEqual([
      { command: 'npm ci', limits: { memoryBytes: 1e9 }, network: 'none', timeoutSeconds: 600 },
      { command: 'make', limits: { memoryBytes: 1e9 }, network: 'none', timeoutSeconds: 600 },
    ]);
  });

  it('that fails leaves no artifact and no evidence of one', async () => {
    const { result } = await aBuild({ play: () => ({ exitCode: 2 }) });
    expect(result).toMatchObject({ verdict: 'failed', reason: '`make` ended with exit code 2; its output is in the log', evidence: [] });
  });

  it('that makes no artifact is a fault of what was to be made', async () => {
    await expect(aBuild({ play: () => ({}) })).rejects.toMatchObject({ code: 'file-missing' });
  });
});
