// What does the command say when it is written wrongly, or when nobody answers?
import { startFixtureServer } from '../dashboard/fixture/server';
import type { FixtureServer } from '../dashboard/fixture/server';
import { runCommand } from './command-line';

let server: FixtureServer | undefined;

async function serve(position: number): Promise<FixtureServer> {
  server = await startFixtureServer({ position });
  return server;
}
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('mistakes', () => {
  it('an unknown command, option or choice exits 2', async () => {
    const { address } = await serve(1);
    for (const argv of [['nope'], ['incidents', '--nope'], ['incidents', '--state', 'x'], ['show']]) {
      expect((await runCommand(address, argv)).code).toBe(2);
    }
  });

  it('--help exits 0', async () => {
    expect(await runCommand('http://127.0.0.1:9', ['--help'])).toMatchObject({ code: 0, err: '' });
  });

  it('an unknown incident, and a server that is not there, say what to do', async () => {
    const { address } = await serve(1);
    expect(await runCommand(address, ['show', 'nope'])).toMatchObject({ code: 1, err: 'There is no incident "nope".\nList the incidents with GET /api/v1/incidents.\n' });
    await server?.close();
    const { code, err } = await runCommand(address, ['incidents']);
    expect(code).toBe(3);
    expect(err).toContain('Start it with `npm start`');
    server = undefined;
  });

  it('--api before or after the verb wins over the environment', async () => {
    const { address } = await serve(1);
    expect((await runCommand('http://127.0.0.1:9', ['incidents', '--api', address])).code).toBe(0);
    expect((await runCommand('http://127.0.0.1:9', ['--api', address, 'incidents'])).code).toBe(0);
  });
});
