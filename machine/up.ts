// What runs when one machine runs all of dayshift? Temporal, PostgreSQL, the API and the worker; each is started again when it ends.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../integrations/postgres/embedded';
import { loadInstallation } from '../src/config/installation';
import { readSettings, type Settings } from '../src/config/settings';
import type { Environment } from '../src/config/substitute';
import { DayshiftError } from '../src/errors';
import { findTemporal } from './find-temporal';
import { forgetFirstLink, readFirstLink } from './first-link';
import { hold, holderOf } from './hold';
import { ownPart } from './own-parts';
import { createPortFinder } from './ports';
import { Supervisor } from './supervisor';
import { answers, temporalPart } from './temporal-server';

export interface UpOrder {
  folder: string; // where relative names of the environment begin
  env: Environment;
  say: (line: string) => void;
  signal: AbortSignal;
  dist?: string; // where the compiled sources are; default: these
}

/** What stands. `link` signs the first administrator in, once. */
export interface Up { address: string; link: string; temporal: string; temporalUi?: string; logs: string; end(): Promise<void> }

const FIRST_PORT = { temporal: 7233, temporalUi: 8233, postgres: 54_320 };

/**
 * Stands everything up, in the order in which one needs the other. TEMPORAL_ADDRESS and DATABASE_URL name ones that run already;
 * those that are not named are started here, with their data in the home folder. Whatever fails, what was started is ended again.
 * Throws DayshiftError `settings-wrong`, `file-missing`, `file-faults`, `home-in-use`, `port-in-use`, `part-missing`, `part-not-ready`.
 */
export async function standUp({ folder, env, say, signal, dist }: UpOrder): Promise<Up> {
  const settings = readSettings(env, folder);
  const usesDatabase = (await textOf(settings.installationFile)).includes('${DATABASE_URL}');
  const release = hold(settings.home);
  if (!release) throw new DayshiftError('home-in-use', { home: settings.home, pid: holderOf(settings.home)?.pid ?? 'unknown' });
  const supervisor = new Supervisor(settings.home, say);
  let postgres: EmbeddedPostgres | undefined;
  async function end(): Promise<void> {
    await supervisor.stopAll();
    await postgres?.stop();
    release?.();
  }
  try {
    await supervisor.endLeftOvers();
    if (await answers(settings.port)) throw new DayshiftError('port-in-use', { port: settings.port });
    const temporal = await temporalOf(settings, env, supervisor, say);
    signal.throwIfAborted();
    const own = { ...given(env), ...temporal.environment };
    if (usesDatabase && !env['DATABASE_URL']) {
      postgres = await startEmbeddedPostgres({ folder: path.join(settings.home, 'postgres'), port: await createPortFinder(FIRST_PORT.postgres)(), log: () => undefined });
      own['DATABASE_URL'] = await postgres.createDatabase('dayshift');
      say(`PostgreSQL is up, its data in ${path.join(settings.home, 'postgres')}`);
    }
    await loadInstallation(settings.installationFile, own);
    signal.throwIfAborted();
    await forgetFirstLink(settings.home);
    await supervisor.start({ ...ownPart('api', own, dist), cwd: folder, ready: () => answers(settings.port) });
    say('the API is up');
    await supervisor.start({ ...ownPart('worker', own, dist), cwd: folder });
    say('the worker is up');
    const link = await readFirstLink(settings.home, settings.publicAddress);
    return { address: settings.publicAddress, link, temporal: temporal.address, temporalUi: temporal.ui, logs: path.join(settings.home, 'logs'), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new DayshiftError('installation-missing', { file }, { cause });
  });
}

/** The one that is named, or one of our own. */
async function temporalOf({ temporalAddress, temporalUi, home }: Settings, env: Environment, supervisor: Supervisor, say: (line: string) => void): Promise<{ address: string; ui?: string; environment: Record<string, string> }> {
  if (env['TEMPORAL_ADDRESS']) return { address: temporalAddress, ui: temporalUi, environment: {} };
  const [port, uiPort] = [await createPortFinder(FIRST_PORT.temporal)(), await createPortFinder(FIRST_PORT.temporalUi)()];
  await supervisor.start(temporalPart({ command: await findTemporal(env), folder: home, port, uiPort }));
  const [address, ui] = [`127.0.0.1:${port}`, `http://127.0.0.1:${uiPort}`];
  say(`Temporal is up, its data in ${path.join(home, 'temporal.db')}`);
  return { address, ui, environment: { TEMPORAL_ADDRESS: address, DAYSHIFT_TEMPORAL_UI: ui } };
}

function given(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
