// How is it with each service? Every part is asked side by side within its own time, and the answer is kept for some seconds, so that everybody can have it open.
import type { Logger } from 'pino';
import type { LaneState, ServiceView } from '../src/contracts/http';
import type { Installation, Service } from '../src/contracts/installation';
import type { DeploymentView } from '../src/contracts/live-release';
import { deploymentsOf, lastOf, MOST_LAST, openOf, OUT_NOW, runsThere } from '../src/domain/service-panel';
import { reasonOf } from './answer-within';
import type { ApiDeps } from './deps';
import { FreshAnswers } from './fresh-answers';
import { createServiceBudgets } from './service-budget';

const FRESH_MS = 5000;
const LIMIT_MS = 4000; // of one part; the page that shows it is looked at by people
const MOST_OUT = 3; // open incidents of a service that are asked for what they sent out
const OPEN_AGAIN = 3; // closed ones that are asked for beside those shown: some may be open again

/** No lane runs: nobody deploys, and nobody waits. */
const FREE: LaneState = { queue: [] };

type Place = Pick<ServiceView, 'release' | 'lane'>;

export interface ServicePanels {
  /** In the installation's order. Never rejects: what cannot be asked, or not in time, is absent. */
  all(): Promise<ServiceView[]>;
}

export interface ServicePanelDeps {
  installation: Pick<Installation, 'services'>;
  deployer: ApiDeps['deployer'];
  gateway: Pick<ApiDeps['gateway'], 'lane' | 'openRows' | 'view'>;
  archive: Pick<ApiDeps['archive'], 'list'>;
  monitoring: Pick<ApiDeps['monitoring'], 'measure' | 'range'>;
  logger: Pick<Logger, 'warn'>;
  now?: () => number; // ms
  limitMs?: number;
}

export function createServicePanels({ installation, deployer, gateway, archive, monitoring, logger, now = () => Date.now(), limitMs = LIMIT_MS }: ServicePanelDeps): ServicePanels {
  const kept = new FreshAnswers<ServiceView[]>({ forMs: FRESH_MS, now });
  const budgets = createServiceBudgets({ monitoring, inTime, now });

  async function askAll(): Promise<ServiceView[]> {
    return Promise.all(installation.services.map(viewOf));
  }

  async function viewOf(service: Service): Promise<ServiceView> {
    const { name, environment, address } = service;
    const [own, environments, budget, openRows, records] = await Promise.all([
      placeOf(name, environment),
      Promise.all(Object.entries(service.environments).map(async ([earlier, there]) => ({ environment: earlier, address: there.address, ...await placeOf(name, earlier) }))),
      budgets.of(service),
      part('open incidents', name, () => gateway.openRows({ service: name })),
      part('last incidents', name, () => archive.list({ service: name, limit: MOST_LAST + OPEN_AGAIN, isBrief: true })),
    ]);
    const open = openRows && openOf(name, openRows);
    const out = await outNow(open ?? []);
    const told = [...(records ?? []).map(({ incident, deployments }) => ({ id: incident.id, deployments })), ...out];
    return {
      name, environment, address, ...own, environments, ...budget,
      ...(open ? { open } : {}), ...(records ? { last: lastOf(records, open) } : {}), ...(records || out.length > 0 ? { deployments: deploymentsOf(told) } : {}),
    };
  }

  /** What open incidents sent out: no record tells of it yet. */
  async function outNow(open: NonNullable<ServiceView['open']>): Promise<{ id: string; deployments: readonly DeploymentView[] }[]> {
    const views = await Promise.all(open.filter(({ phase }) => OUT_NOW.includes(phase)).slice(0, MOST_OUT).map(({ id }) => part(`the incident ${id}`, '', () => gateway.view(id))));
    return views.flatMap((view) => (view ? [{ id: view.id, deployments: view.deployments ?? [] }] : []));
  }

  async function placeOf(service: string, environment: string): Promise<Place> {
    const [current, lane] = await Promise.all([
      part(`the release in ${environment}`, service, () => deployer.current(service, environment)),
      part(`the lane to ${environment}`, service, async () => await gateway.lane(service, environment) ?? FREE),
    ]);
    return { ...(current ? { release: runsThere(current) } : {}), ...(lane ? { lane } : {}) };
  }

  /** What cannot be asked is absent; the others are still answered. */
  async function part<T>(what: string, service: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await inTime(ask);
    } catch (error) {
      logger.warn({ what, service, reason: reasonOf(error) }, 'a part of a service could not be asked');
      return undefined;
    }
  }

  async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = AbortSignal.timeout(limitMs);
    return Promise.race([ask(limit), new Promise<never>((_, reject) => {
      limit.addEventListener('abort', () => { reject(new Error(`no answer within ${limitMs / 1000} s`)); }, { once: true });
    })]);
  }

  return { all: () => kept.of('all', askAll) };
}
