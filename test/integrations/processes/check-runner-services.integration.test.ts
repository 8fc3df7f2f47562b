// Does a check get the services that it needs, and nothing but its own network when it asks for none? Real servers, with and without bubblewrap.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ServicePlan } from '../../../src/contracts/plan';
import type { RunEnd } from '../../../src/ports/check-runner';
import { aRunWorld, lineOf, processesCalled, processesWith, type RunWorld } from './a-run';

const NODE = `"${process.execPath}"`;
const GET = (port: number | string) => `${NODE} -e "require('node:http').get('http://127.0.0.1:${port}/who', (r) => r.pipe(process.stdout)).on('error', (e) => { console.error(e.code); process.exit(9); })"`;

/** A server that says its name; `after` milliseconds it listens. */
function serving(port: number, said: string, after = 0): string {
  return `${NODE} -e "console.log('coming up'); setTimeout(() => require('node:http').createServer((q, r) => { r.statusCode = q.url === '/broken' ? 503 : 200; r.end(process.env.WHO + ' ${said}'); }).listen(${port}, '127.0.0.1', () => console.log('listens')), ${after})"`;
}

function aService(service: Partial<ServicePlan> = {}): ServicePlan {
  return { name: 'store', run: 'sleep 300', ready: { run: 'true' }, withinSeconds: 30, env: {}, ...service };
}

/** A port that was free a moment ago; none is asked for twice, since the counter of the machine goes on. */
async function aPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

describe.each(['off', 'auto'] as const)('services with the sandbox %s', (sandbox) => {
  let world: RunWorld;
  beforeEach(async () => {
    world = await aRunWorld({ sandbox });
  });

  it('are up before the command runs, each with its own variables, and are ended with it', async () => {
    const [store, mail] = [await aPort(), await aPort()];
    const end = await world.run({
      command: `${GET(store)}; echo; ${GET(mail)}; echo; echo "$WHO"`, env: { WHO: 'everybody', MARK: world.root },
      services: [
        aService({ name: 'store', run: serving(store, 'stores', 300), ready: { http: `http://127.0.0.1:${store}/` }, env: { WHO: 'the store' } }),
        aService({ name: 'mail', run: serving(mail, 'mails'), ready: { tcp: mail } }),
      ],
    });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    const log = await world.log();
    expect(log).toEqual(expect.arrayContaining(['the store stores', 'everybody mails', 'everybody', '[store] coming up', '[store] listens', '[mail] listens']));
    expect(log.indexOf('[store] listens')).toBeLessThan(log.indexOf('[mail] coming up')); // in their order
    expect(processesWith(world.root)).toEqual([]);
  });

  it('hand the command\'s exit code through, and its signal', async () => {
    expect(await world.run({ command: 'exit 37', services: [aService()] })).toMatchObject({ ended: 'exited', exitCode: 37 });
    const killed = await world.run({ command: 'kill -KILL $$', services: [aService()] });
    expect(killed.ended).toBe('exited');
    expect([null, 137]).toContain(killed.exitCode);
  });

  it('that is asked by a command is ready when the command says so', async () => {
    const end = await world.run({ command: 'cat ready', services: [aService({ run: 'sleep 0.3; echo "$NAME is up" > ready; sleep 300', ready: { run: 'grep -q "$NAME" ready' }, env: { NAME: 'store' } })] });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(await world.log()).toContain('store is up');
  });

  it.each([
    ['nothing listens', { ready: { tcp: 1 }, withinSeconds: 0.4 }, /^store was not ready within 0.4 s: nothing listens on port 1$/],
    ['a command fails', { ready: { run: 'echo "no such table" >&2; exit 3' }, withinSeconds: 0.6 }, /^store was not ready within 0.6 s: `.*` ended with exit code 3: no such table$/],
    ['a command hangs', { ready: { run: 'sleep 300' }, withinSeconds: 0.4 }, /^store was not ready within 0.4 s/],
    ['it ends early', { run: 'echo "bad configuration"; exit 4', ready: { tcp: 1 } }, /^store ended with exit code 4 before it was ready$/],
    ['there is no such program', { run: 'no-such-program', ready: { tcp: 1 } }, /^store ended with exit code 127 before it was ready$/],
  ])('that is not ready because %s ends the run, and the log says which and why', async (_, service, why) => {
    const end = await world.run({ command: 'touch ran', services: [aService(service)], env: { MARK: world.root } });
    expect(end).toMatchObject({ ended: 'service-not-ready', exitCode: null, why: expect.stringMatching(why) as string });
    expect((await world.log()).at(-1)).toBe(`dayshift: ended after ${Math.round(end.seconds)} s (service-not-ready): ${end.why}`);
    expect(await readdir(world.checkout)).toEqual([]);
    expect(processesWith(world.root)).toEqual([]);
  });

  it('that answers with an error is not ready', async () => {
    const port = await aPort();
    const end = await world.run({ env: { WHO: 'x' }, services: [aService({ run: serving(port, 'serves'), ready: { http: `http://127.0.0.1:${port}/broken` }, withinSeconds: 2 })] });
    expect(end).toMatchObject({ ended: 'service-not-ready', why: `store was not ready within 2 s: http://127.0.0.1:${port}/broken answers 503` });
  });

  it('that ends while the command runs is said', async () => {
    await world.run({ command: 'while [ ! -e gone ]; do sleep 0.02; done; sleep 0.3', services: [aService({ run: 'sleep 0.3; touch gone; exit 6' })] });
    expect(await world.log()).toContain('[store] dayshift: ended with exit code 6 while the command ran');
  });

  it('may close in good order, and one that does not listen is ended all the same', async () => {
    const end = await world.run({
      command: 'while [ ! -e up ] || [ ! -e deaf ]; do sleep 0.02; done', env: { MARK: world.root },
      services: [aService({ run: 'trap "echo closed; exit 0" TERM; touch up; while :; do sleep 0.05; done' }), aService({ name: 'deaf', run: 'trap "" TERM; touch deaf; while :; do sleep 1; done' })],
    });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(await world.log()).toContain('[store] closed');
    expect(processesWith(world.root)).toEqual([]);
  });

  it('are ended when the run is cancelled or its time is up', async () => {
    const cancel = new AbortController();
    const services = [aService({ run: `sh -c "trap '' TERM; touch up; sleep 300; : $MARK"`, ready: { run: 'test -e up' } })];
    const running = world.run({ command: 'echo started > here; sleep 300', services, env: { MARK: world.root } }, { signal: cancel.signal });
    await lineOf(path.join(world.checkout, 'here'));
    cancel.abort();
    expect(await running).toMatchObject({ ended: 'cancelled' });
    expect(await world.run({ command: 'sleep 300', services, env: { MARK: world.root }, timeoutSeconds: 1 })).toMatchObject({ ended: 'timed-out' });
    expect(processesCalled(`sleep 300; : ${world.root}`)).toEqual([]);
  });

  it('keep secrets out of the log and out of what is said of them', async () => {
    const end = await world.run({ services: [aService({ run: 'echo hunter-22; exit 1', ready: { run: 'false' } })], secrets: ['hunter-22'] });
    expect(end.ended).toBe('service-not-ready');
    expect(await world.log()).toContain('[store] ***');
    const asked = await world.run({ services: [aService({ ready: { run: 'echo hunter-22 >&2; exit 1' }, withinSeconds: 0.5 })], secrets: ['hunter-22'] });
    expect(asked.why).not.toContain('hunter-22');
  });

  it('do not break into the command\'s lines, nor into each other\'s', async () => {
    const chatty = (name: string) => aService({ name, run: `touch ${name}; while :; do printf 'a long'; printf ' line of ${name}\\n'; sleep 0.01; done`, ready: { run: `test -e ${name}` } });
    await world.run({ command: 'for n in 1 2 3 4 5 6 7 8 9; do printf "half "; sleep 0.02; echo whole; done', services: [chatty('one'), chatty('two')] });
    const lines = new Set(await world.log());
    lines.delete('[one] a long'); // ended in the midst of its last line
    lines.delete('[two] a long');
    expect([...lines].sort()).toEqual(['[one] a long line of one', '[two] a long line of two', 'half whole']);
  });

  it('are not disturbed by variables that are meant for the command\'s Node', async () => {
    const end = await world.run({ command: 'echo "$NODE_OPTIONS"', env: { NODE_OPTIONS: '--require ./no-such-file' }, services: [aService()] });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(await world.log()).toEqual(['--require ./no-such-file']);
  });

  it('count in the memory of the run, but for dayshift\'s own process', async () => {
    const end = await world.run({ command: 'sleep 1.2', services: [aService()] });
    expect(end.memory?.peakBytes).toBeLessThan(20 * 1024 * 1024);
  });
});

/** A server of this machine: its port is taken here, and free in a box of its own. */
async function anOutsider(): Promise<{ port: number; close: () => Promise<unknown> }> {
  const outside = createServer((_, response) => { response.end('from outside'); });
  await new Promise<void>((resolve) => { outside.listen(0, '127.0.0.1', () => resolve()); });
  return { port: (outside.address() as AddressInfo).port, close: () => new Promise((resolve) => { outside.close(resolve); }) };
}

async function expectRefused(run: Promise<RunEnd>): Promise<void> {
  await expect(run).rejects.toMatchObject({ code: 'box-too-weak', message: expect.stringContaining('`network: none`') as string });
}

async function expectOwnLoopback(world: RunWorld, port: number): Promise<void> {
  expect(await world.run({ command: GET(port), network: 'none' })).toMatchObject({ ended: 'exited', exitCode: 9, box: 'process group, bubblewrap, no network' });
  const services = [aService({ run: serving(port, 'serves'), ready: { http: `http://127.0.0.1:${port}/` } })];
  expect(await world.run({ command: GET(port), network: 'none', env: { WHO: 'the box' }, services })).toMatchObject({ ended: 'exited', exitCode: 0 });
  expect((await world.log()).join('\n')).toContain('the box serves');
}

describe('no network', () => {
  it('is a loopback of the box\'s own, with its services on it, or is refused', async () => {
    const world = await aRunWorld();
    const { port, close } = await anOutsider();
    const open = await world.run({ command: GET(port) });
    expect(open.exitCode).toBe(0);
    await (open.box === 'process group, bubblewrap' ? expectOwnLoopback(world, port) : expectRefused(world.run({ network: 'none' })));
    await close();
  });

  it('is refused where there is no bubblewrap', async () => {
    const world = await aRunWorld({ sandbox: 'off' });
    await expect(world.run({ command: 'touch ran', network: 'none' })).rejects.toMatchObject({ code: 'box-too-weak', message: 'No box here can keep `network: none`: bubblewrap is switched off.' });
    expect(await readdir(world.checkout)).toEqual([]);
  });
});
