// How long does the machinery of a whole day take? Dayshift's happy day beside the bare one, in turns, everybody answering at once.
import { aWorld } from '../test/support/a-day';
import { figure, median, type Figures } from './figures';
import { playBare, playDayshift } from './play';
import { aBareWorker, aServer } from './server';

const DAYS = 7;

/** Both watch for one second and ask for their turn every 20 ms. */
export async function day(): Promise<Figures> {
  const server = await aServer();
  const stopBare = await aBareWorker(server);
  const world = await aWorld(server.environment);
  const { record } = await playDayshift(world); // the first of each warms up
  await playBare(world, record);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < DAYS; round += 1) {
    times.ours.push((await playDayshift(world)).seconds);
    times.bare.push((await playBare(world, record)).seconds);
  }
  await world.stop();
  await stopBare();
  await server.stop();
  return { 'a whole day, beside the bare sequential one (p50)': figure(median(times.ours), 's', median(times.bare)) };
}
