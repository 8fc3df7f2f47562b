// `npm start`: sets the stage, plays the day, and in a terminal stays up for exploring until Ctrl-C.
import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { createApiClient } from '../client/api-client';
import { renderSummary } from '../cli/tree';
import { playDay } from './day';
import { readFlags, type Flags } from './flags';
import { VISITS_FILE } from './parts/customers';
import { takePlace, type Place } from './place';
import { claimsOf } from './proof';
import { proofLines } from './proof-lines';
import { setStage, type Stage } from './stage';
import { plotOf } from './stories';
import { readTools } from './tools';
import { insist } from './team/turns';
import { readVisits } from './traffic/visits';

/** While the tree is drawn on a terminal, other lines go to a file: they would tear it apart. */
let aside: string | undefined;

function say(line: string): void {
  if (aside) appendFileSync(aside, `${new Date().toISOString()} ${line}\n`);
  else process.stdout.write(`${line}\n`);
}

/** True when the incident closed as its story says, with a fix that was verified and watched, and no visit lost to a switch. */
async function finish(stage: Stage, flags: Flags, id: string, signal: AbortSignal): Promise<boolean> {
  const api = createApiClient({ address: stage.api });
  const record = await insist(() => api.record(id), signal);
  if (flags.record) await writeFile(path.resolve(flags.record), `${JSON.stringify(record, null, 2)}\n`);
  for (const line of renderSummary(record, { colour: process.stdout.isTTY && !process.env['NO_COLOR'] })) say(line);
  const visits = readVisits(path.join(stage.folder, VISITS_FILE));
  const claims = claimsOf(flags.story, record, visits);
  for (const line of proofLines(claims, record, visits)) say(line);
  return claims.every(({ holds }) => holds);
}

/** A story that bars releases has a folder of its own and begins it anew each time. */
function placeFor({ state, fresh, story }: Flags): Place {
  if (!plotOf(story).barsReleases) return takePlace(state ?? '.dayshift', { fresh });
  return state === undefined ? takePlace(`.dayshift-${story}`, { fresh: true }) : takePlace(state, { fresh, untouched: true });
}

async function main(): Promise<number> {
  const flags = readFlags(process.argv.slice(2), process.stdout.isTTY === true);
  const tools = readTools(process.env);
  const place = placeFor(flags);
  const leaving = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leaving.abort());
  for (const output of [process.stdout, process.stderr]) output.on('error', () => leaving.abort()); // who read us is gone, e.g. a `tee` that had the same Ctrl-C
  if (process.channel) { // the starter was killed: nobody is left who could end us
    process.once('disconnect', () => leaving.abort());
    process.channel.unref();
  }
  let stage: Stage | undefined;
  try {
    stage = await setStage({ folder: place.folder, portBase: flags.portBase, story: flags.story, tools, say, signal: leaving.signal });
    const view = await playDay(stage, flags, tools.chromium, process.stdout, say, leaving.signal, (drawing) => {
      aside = drawing && process.stdout.isTTY ? path.join(place.folder, 'logs', 'day.log') : undefined;
    });
    const good = view ? await finish(stage, flags, view.id, leaving.signal) : false;
    if (!flags.once && !leaving.signal.aborted) {
      say(`\nThe day is over; everything stays up. Dashboard ${stage.api} · Temporal UI ${stage.temporalUi} · shop ${stage.shop}\nCtrl-C ends it.`);
      await once(leaving.signal, 'abort');
    }
    return good ? 0 : 1;
  } catch (error) {
    if (leaving.signal.aborted) return 130;
    throw error;
  } finally {
    await stage?.end();
    place.release();
  }
}

main().then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
