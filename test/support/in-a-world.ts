// One server and one world for all tests of a file: stood up before the first, taken down after the last.
import { aWorld, type World, type WorldOptions } from './a-day';
import { aTemporalServer, type TemporalServer } from './a-temporal-server';

/** Call it at the top of a test file; both are there inside tests and hooks only. */
export function inAWorld(options: WorldOptions = {}): { readonly server: TemporalServer; readonly world: World } {
  let server: TemporalServer | undefined;
  let world: World | undefined;
  beforeAll(async () => {
    server = await aTemporalServer();
    world = await aWorld(server.environment, options);
  });
  afterAll(async () => {
    await world?.stop();
    await server?.stop();
  });
  function there<T>(part: T | undefined): T {
    if (part === undefined) throw new Error('the world stands only while tests run');
    return part;
  }
  return { get server() { return there(server); }, get world() { return there(world); } };
}
