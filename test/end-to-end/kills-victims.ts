// Who dies? A part of dayshift, the proxy, or a release, by -9; and until when may customers notice?
import { setTimeout as delay } from 'node:timers/promises';
import { readEndpoints } from '../../integrations/envoy';
import { identify, isRunning } from '../../integrations/process-identity';
import { endpointsFileOf } from '../../integrations/processes/deployer';
import { listReleases, readTraffic, type ReleaseFile } from '../../integrations/processes/deployer-place';
import { findLeader, listMembers } from '../../integrations/processes/deployer-process';
import { SHOP } from '../support/small-shop';
import type { SmallStage } from '../support/small-stage';
import type { PlannedKill } from './kills-plan';
import { placeOfShop, PRODUCTION } from './kills-place';

export interface Killed {
  who: string; // as the table shows it
  at: number; // ms since 1970
  traffic: string; // digest of the release that had it then
  digest?: string; // of a release that was killed
  /** From the kill until everything that customers pass answers again. Undefined: customers may not notice at all. */
  window?: { from: number; to: number };
}

const SUPERVISED = { worker: 'worker', api: 'api', temporal: 'temporal', proxy: 'envoy' } as const;
const PATIENCE_MS = 60_000;
const BESIDE_WITHIN_MS = 1000;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await holds()); await delay(10)) {
    if (Date.now() > end) throw new Error(`waited for: ${what}`);
  }
}

/** The one beside the live one is waited for a little: on the way out it is just being started. When none comes, the live one dies. */
async function findRelease(stage: SmallStage, isLive: boolean): Promise<{ who: string; release: ReleaseFile }> {
  const place = placeOfShop(stage);
  for (const end = Date.now() + BESIDE_WITHIN_MS; ; await delay(10)) {
    const { live } = await readTraffic(place);
    if (!live) throw new Error('nothing is live');
    const beside = isLive ? undefined : (await listReleases(place)).find((one) => one.id !== live.release.id && findLeader(one));
    if (beside) return { who: 'release (beside)', release: beside };
    if (isLive || Date.now() > end) return { who: 'release (live)', release: live.release };
  }
}

/** Throws when a part does not run: a kill that ends nothing would show nothing. */
async function findVictim(stage: SmallStage, { victim, isLive }: PlannedKill): Promise<{ who: string; pids: number[]; digest?: string }> {
  if (victim === 'release') {
    const { who, release } = await findRelease(stage, isLive);
    return { who, pids: listMembers(release), digest: release.digest };
  }
  const pid = stage.supervisor.pidOf(SUPERVISED[victim]);
  if (pid === undefined || !identify(pid)) throw new Error(`${victim} does not run, and can not be killed`);
  return { who: victim, pids: [pid] };
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended by itself just now
    }
  }
}

async function answersAgain(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then((response) => response.ok, () => false);
}

/** Through the proxy, and at every release that has traffic. */
async function isWhole(stage: SmallStage): Promise<boolean> {
  const endpoints = await readEndpoints(endpointsFileOf(stage.releases, SHOP, PRODUCTION));
  const all = [stage.address, ...endpoints.map(({ port }) => `http://127.0.0.1:${port}`)];
  return endpoints.length > 0 && (await Promise.all(all.map((base) => answersAgain(`${base}/health`)))).every(Boolean);
}

/** Resolves when the process is gone and, where customers pass it, answers again. */
export async function kill(stage: SmallStage, planned: PlannedKill): Promise<Killed> {
  const { victim } = planned;
  const { who, pids, digest } = await findVictim(stage, planned);
  const identities = pids.flatMap((pid) => identify(pid) ?? []);
  const traffic = (await readTraffic(placeOfShop(stage))).live?.release.digest ?? '';
  const at = Date.now();
  killAll(identities.map(({ pid }) => pid));
  await until('the process is gone', async () => !identities.some(isRunning));
  const killed = { who, at, traffic, digest };
  if (victim !== 'proxy' && victim !== 'release') return killed;
  await until('customers are answered again', () => isWhole(stage));
  return { ...killed, window: { from: at, to: Date.now() } };
}
