// How long is the history of a day? Dayshift's whole happy day beside the bare one, and what each further cell adds.
import { aWorld } from '../test/support/a-day';
import type { TemporalServer } from '../test/support/a-temporal-server';
import { figure, median, type Figures } from './figures';
import { playBare, playDayshift } from './play';
import { aBareWorker, aServer } from './server';

const DAYS = 5;
const CELLS = 8;
const EVENTS_A_CELL = 5;

/** Medians of some days: how many workflow tasks a day takes depends on what arrives together. */
async function daysOf(server: TemporalServer, say: (line: string) => void, devices?: string[]): Promise<{ own: number; whole: number; bare: number }> {
  const world = await aWorld(server.environment, devices ? { devices } : {});
  const counts = { own: [] as number[], whole: [] as number[], bare: [] as number[] };
  for (let round = 0; round < DAYS; round += 1) {
    const { events, watchEvents, record } = await playDayshift(world);
    counts.own.push(events);
    counts.whole.push(events + watchEvents);
    counts.bare.push((await playBare(world, record)).events);
  }
  await world.stop();
  say(`${devices?.length ?? 1} cells: ${counts.whole.join(' ')}, bare ${counts.bare.join(' ')}`);
  return { own: median(counts.own), whole: median(counts.whole), bare: median(counts.bare) };
}

export async function history(say: (line: string) => void): Promise<Figures> {
  const server = await aServer();
  const stopBare = await aBareWorker(server);
  const one = await daysOf(server, say);
  const many = await daysOf(server, say, Array.from({ length: CELLS }, (_, at) => `device-${at}`));
  await stopBare();
  await server.stop();
  return {
    'events of a happy day with its watch, beside the bare workflow': figure(one.whole, 'events', one.bare, 1),
    'of them in the incident\'s own history': figure(one.own, 'events', one.bare),
    [`events of each further cell, matrix of ${CELLS}`]: figure((many.own - one.own) / (CELLS - 1), 'events', EVENTS_A_CELL, 1),
    'the same of the bare workflow': figure((many.bare - one.bare) / (CELLS - 1), 'events'),
  };
}
