// What is true on the machine? Who has traffic, which processes run, how often each release was started: asked from outside, by several ways.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readEndpoints } from '../../integrations/envoy';
import { createFileStore } from '../../integrations/file-store';
import { listProcesses, startedWith } from '../../integrations/process-identity';
import { createProcessDeployer, endpointsFileOf } from '../../integrations/processes/deployer';
import { listReleases, placeOf, releaseId } from '../../integrations/processes/deployer-place';
import type { SmallStage } from '../support/small-stage';
import { SHOP } from '../support/small-shop';

export const PRODUCTION = 'production';

/** Digests, as each of them says what is live; every row has one when all is well. */
export interface Found {
  incident?: string; // the incident's view
  service?: string; // the page of the service
  target?: string; // the deployer itself
  endpoints: string[]; // ids: whom the proxy is told
  customers: string[]; // digests that customers were answered with
  running: Record<string, number>; // by digest: how many times it runs
  strangers: number; // processes of a release that no file names
}

const LOOKS = 10;

export function placeOfShop(stage: SmallStage): ReturnType<typeof placeOf> {
  return placeOf(stage.releases, SHOP, PRODUCTION);
}

async function askShop(address: string): Promise<string> {
  const response = await fetch(`${address}/health`);
  if (!response.ok) return `status ${response.status}`;
  return (await response.json() as { digest: string }).digest;
}

/** A release that runs twice has two process groups. */
async function listRunning(stage: SmallStage): Promise<Pick<Found, 'running' | 'strangers'>> {
  const releases = await listReleases(placeOfShop(stage));
  const ours = listProcesses().filter(({ pid }) => startedWith(pid, `SHOP_STARTS=${stage.starts}`));
  const running: Record<string, number> = {};
  for (const { digest, token } of releases) {
    const groups = new Set(ours.filter(({ pid }) => startedWith(pid, `DAYSHIFT_RELEASE=${token}`)).map(({ group }) => group));
    if (groups.size > 0) running[digest] = groups.size;
  }
  return { running, strangers: ours.filter(({ pid }) => !releases.some(({ token }) => startedWith(pid, `DAYSHIFT_RELEASE=${token}`))).length };
}

export async function look(stage: SmallStage, incident: string): Promise<Found> {
  const api = stage.api('olga');
  const deployer = createProcessDeployer({ folder: stage.releases, ports: stage.ports, artifacts: createFileStore(path.join(stage.folder, 'evidence')) });
  const [view, [service], target, endpoints, customers] = await Promise.all([
    api.incident(incident), api.services(), deployer.current(SHOP, PRODUCTION), readEndpoints(endpointsFileOf(stage.releases, SHOP, PRODUCTION)),
    Promise.all(Array.from({ length: LOOKS }, () => askShop(stage.address))),
  ]);
  return {
    incident: (view.release ?? view.running)?.digest, service: service?.release?.digest, target: target?.digest,
    endpoints: endpoints.map(({ release }) => release), customers: [...new Set(customers)], ...await listRunning(stage),
  };
}

/** What must be found when this release is live; the others run beside it, to go back to. */
export function onlyLive(digest: string, beside: readonly string[]): Found {
  return { incident: digest, service: digest, target: digest, endpoints: [releaseId(digest)], customers: [digest], running: Object.fromEntries([digest, ...beside].map((each) => [each, 1])), strangers: 0 };
}

/** How often a process of each release was started, by digest. */
export function startsOf(stage: SmallStage): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(stage.starts, 'utf8').split('\n').filter(Boolean)) {
    const digest = line.split(' ')[0] ?? '';
    counts.set(digest, (counts.get(digest) ?? 0) + 1);
  }
  return counts;
}
