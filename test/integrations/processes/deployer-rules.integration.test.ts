// Who may move the traffic, where does it go back to, and what runs when the page does not say so?
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { readEndpoints, RELEASE_HEADER } from '../../../integrations/envoy';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import { aDeployment, type Deployment, PLAIN_SERVER, quietly } from './a-release';

let at: Deployment;
let a: string, b: string, c: string;

beforeEach(async () => {
  at = await aDeployment();
  [a, b, c] = ['a', 'b', 'c'].map((version) => at.addRelease(version)) as [string, string, string];
});
afterEach(() => at.close());

const current = () => at.deployer.current('shop', 'production');
async function deploy(digest: string, rest: Parameters<Deployment['order']>[1] = {}): Promise<void> {
  await at.deployer.deploy(at.order(digest, rest), quietly());
}

describe('a grant of the lane', () => {
  it('that was passed moves nothing, neither forth nor back, also for another worker', async () => {
    await deploy(a, { fence: 7 });
    await deploy(b, { fence: 8 });
    const other = createProcessDeployer(at.settings);
    await expect(other.deploy(at.order(c, { fence: 7 }), quietly())).rejects.toThrow(/grant 7 is older than 8/);
    await expect(other.undo(at.undoing(b, { fence: 7 }))).rejects.toMatchObject({ code: 'fence-passed' });
    expect(await current()).toMatchObject({ digest: b });
    expect(at.started()).toHaveLength(2);
    expect(await at.deployer.undo(at.undoing(b, { fence: 8 }))).toMatchObject({ digest: a });
    await deploy(c);
    expect(await current()).toMatchObject({ digest: c });
  });

  it('is of its place alone', async () => {
    await deploy(a, { fence: 7 });
    await deploy(a, { environment: 'staging', fence: 1 });
    expect(await at.deployer.current('shop', 'staging')).toMatchObject({ digest: a });
  });

  it('is not taken for absent when its file cannot be read', async () => {
    await deploy(a, { fence: 7 });
    await writeFile(join(at.folder, 'shop', 'production', 'fence.json'), '{');
    await expect(deploy(b, { fence: 8 })).rejects.toThrow(/fence.json cannot be read/);
  });
});

describe('what is gone back to', () => {
  it('is the standby that was verified when the live release was not', async () => {
    await deploy(a);
    await deploy(b, { verified: [a] });
    await deploy(c, { verified: [a] });
    expect(at.running()).toEqual([a, c]);
    expect(await at.deployer.undo(at.undoing(c))).toMatchObject({ digest: a });
    expect(at.running()).toEqual([a]);
  });

  it('is the live release until the new one has answered the customers', async () => {
    await deploy(a);
    await deploy(b, { verified: [a] });
    const guarded = createProcessDeployer({ ...at.settings, address: () => `http://127.0.0.1:${at.ports.to}`, confirmSeconds: 0.2 });
    await expect(guarded.deploy(at.order(c, { verified: [a] }), quietly())).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await current()).toMatchObject({ digest: b });
    expect(at.running()).toEqual([a, b]);
  });

  it.each([['both were verified', true], ['none was', false]])('is the live release when %s', async (_, both) => {
    await deploy(a);
    await deploy(b);
    await deploy(c, { verified: both ? [a, b] : [] });
    expect(await at.deployer.undo(at.undoing(c))).toMatchObject({ digest: b });
  });

  it('is never barred: the traffic stays where it is', async () => {
    await deploy(a);
    await deploy(b);
    await expect(at.deployer.undo(at.undoing(b, { barred: [a] }))).rejects.toThrow(/barred/);
    expect(await current()).toMatchObject({ digest: b });
    expect(at.running()).toEqual([a, b]);
  });
});

describe('a page that tells no digest', () => {
  let plain: string;
  const changed = (file: string): string => PLAIN_SERVER.replace('const server', `require('node:fs').writeFileSync('${file}', 'written');\nconst server`);

  beforeEach(() => {
    plain = at.addRelease('plain', { 'server.js': PLAIN_SERVER });
  });

  it('is vouched for by the process that was started and the bytes that were unpacked', async () => {
    await deploy(plain, { commit: 'c0ffee0123' });
    expect(await current()).toMatchObject({ digest: plain, version: 'c0ffee0' });
    expect(at.started()).toHaveLength(1);
    await deploy(plain);
    await deploy(b, { weight: 10 });
    expect(await current()).toMatchObject({ digest: plain, canary: { digest: b } });
    expect(at.started()).toHaveLength(2);
  });

  it('is not when a stranger answers on the release\'s port', async () => {
    await deploy(plain);
    const port = (await readEndpoints(at.endpoints))[0]?.port;
    process.kill(at.started().findLast(({ digest }) => digest === plain)?.pid ?? process.pid, 'SIGKILL');
    const stranger = await new Promise<Server>((resolve) => {
      const listening: Server = createServer((_, response) => response.end('ok'));
      const listen = (): void => void listening.listen(port, '127.0.0.1', () => resolve(listening));
      listening.on('error', () => setTimeout(listen, 20)); // until the killed one has let it go
      listen();
    });
    expect(await current()).toBeUndefined();
    stranger.closeAllConnections();
    stranger.close();
  });

  it('may add files of its own', async () => {
    const writes = at.addRelease('writes', { 'server.js': changed('cache') });
    await deploy(writes);
    expect(await current()).toMatchObject({ digest: writes });
  });

  it('does not come up when it has changed the artifact\'s files, and nothing of it runs', async () => {
    await deploy(a);
    const changes = at.addRelease('changes', { 'server.js': changed('version') });
    await expect(deploy(changes, { timeoutSeconds: 1 })).rejects.toThrow(/version is no longer the artifact's/);
    expect(at.running()).toEqual([a]);
  });

  it('is not ended for files that were changed later, but nobody says any more what runs', async () => {
    await deploy(plain);
    await writeFile(join(at.folder, 'shop', 'production', 'releases', plain.slice(7, 23), 'app', 'version'), 'other');
    expect(await current()).toBeUndefined();
    await expect(deploy(plain)).rejects.toThrow(/no longer the artifact's/);
    expect(at.running()).toEqual([plain]);
  });

  it.each([
    ['by nobody', {}, /neither the health page nor Envoy's header/],
    ['as another release', { [RELEASE_HEADER]: '0'.repeat(16) }, /the release 0{16} answers/],
  ])('is not confirmed by a public address that is answered %s', async (_, headers: Record<string, string>, reason) => {
    await deploy(a);
    const front = createServer((_request, response) => response.writeHead(200, headers).end('ok'));
    await new Promise<void>((resolve) => void front.listen(at.ports.to, '127.0.0.1', resolve));
    const guarded = createProcessDeployer({ ...at.settings, address: () => `http://127.0.0.1:${at.ports.to}`, confirmSeconds: 0.3 });
    await expect(guarded.deploy(at.order(plain), quietly())).rejects.toThrow(reason);
    expect(await current()).toMatchObject({ digest: a });
    front.closeAllConnections();
    front.close();
  });
});

describe('an order that says too little is refused before anything runs', () => {
  it.each([['start', /`start`, the command/], ['health', /`health`, the path/]])('without %s', async (field, reason) => {
    await expect(deploy(a, { [field]: undefined })).rejects.toThrow(reason);
    expect(at.started()).toEqual([]);
  });

  it('a page that reports a digest which is none is named', async () => {
    const odd = at.addRelease('odd', { 'server.js': PLAIN_SERVER.replace("'ok'", '\'{"digest":"v7"}\'') });
    await expect(deploy(odd, { timeoutSeconds: 1 })).rejects.toThrow(/reports the digest "v7", which is none/);
  });
});
