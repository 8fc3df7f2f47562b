// How long is the history of a day? Dayshift's whole happy day beside the bare one, and what each further cell adds.
import { aWorld } from '../test/support/a-day';
import { figure, type Figures } from './figures';
import { playBare, playDayshift } from './play';
import { aBareWorker, aServer } from './server';

const CELLS = 8;
const EVENTS_A_CELL = 5;

export async function history(): Promise<Figures> {
  const server = await aServer();
  const stopBare = await aBareWorker(server);
  const one = await aWorld(server.environment);
  const ours = await playDayshift(one);
  const bare = await playBare(one, ours.record);
  await one.stop();
  const many = await aWorld(server.environment, { devices: Array.from({ length: CELLS }, (_, at) => `device-${at}`) });
  const wide = await playDayshift(many);
  const bareWide = await playBare(many, wide.record);
  await many.stop();
  await stopBare();
  await server.stop();
  return {
    'events of a happy day with its watch, beside the bare workflow': figure(ours.events + ours.watchEvents, 'events', bare.events, 1),
    'of them in the incident\'s own history': figure(ours.events, 'events', bare.events),
    [`events of each further cell, matrix of ${CELLS}`]: figure((wide.events - ours.events) / (CELLS - 1), 'events', EVENTS_A_CELL, 1),
    'the same of the bare workflow': figure((bareWide.events - bare.events) / (CELLS - 1), 'events'),
  };
}
