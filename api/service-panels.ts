// How is it with each service? Every part is asked side by side within its own time, and the answer is kept for some seconds, so that everybody can have it open.
import type { Logger } from 'pino';
import { objectiveOf } from '../src/config/incident-input';
import type { Budget } from '../src/contracts/decision';
import type { IncidentSummary, LaneState, ServiceView } from '../src/contracts/http';
import type { Objective } from '../src/contracts/incident';
import type { Installation, Service } from '../src/contracts/installation';
import { budgetOf, type Share } from '../src/domain/budget';
import { fillIn } from '../src/domain/placeholders';
import { lastOf, MOST_LAST, openOf, runsThere } from '../src/domain/service-panel';
import { mask } from '../src/errors';
import type { ApiDeps } from './deps';

const FRESH_MS = 5000;
const LIMIT_MS = 4000; // of one part; the page that shows it is looked at by people
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
  gateway: Pick<ApiDeps['gateway'], 'lane' | 'openRows'>;
  archive: Pick<ApiDeps['archive'], 'list'>;
  monitoring: Pick<ApiDeps['monitoring'], 'measure'>;
  logger: Pick<Logger, 'warn'>;
  now?: () => number; // ms
  limitMs?: number;
}

export function createServicePanels({ installation, deployer, gateway, archive, monitoring, logger, now = () => Date.now(), limitMs = LIMIT_MS }: ServicePanelDeps): ServicePanels {
  const kept: { since: number; answer?: Promise<ServiceView[]> } = { since: 0 };

  async function askAll(): Promise<ServiceView[]> {
    const rows = part('open incidents', '', () => gateway.openRows());
    return Promise.all(installation.services.map((service) => viewOf(service, rows)));
  }

  async function viewOf(service: Service, rows: Promise<IncidentSummary[] | undefined>): Promise<ServiceView> {
    const { name, environment, address } = service;
    const objective = objectiveOf(service);
    const [own, environments, budget, openRows, records] = await Promise.all([
      placeOf(name, environment),
      Promise.all(Object.entries(service.environments).map(async ([earlier, there]) => ({ environment: earlier, address: there.address, ...await placeOf(name, earlier) }))),
      objective && budgetNow(service, objective),
      rows,
      part('last incidents', name, () => archive.list({ service: name, limit: MOST_LAST + OPEN_AGAIN, isBrief: true })),
    ]);
    const open = openRows && openOf(name, openRows);
    return {
      name, environment, address, ...own, environments,
      ...(objective ? { objective: { target: objective.target, windowSeconds: objective.windowSeconds }, budget } : {}),
      ...(open ? { open } : {}), ...(records ? { last: lastOf(records, open) } : {}),
    };
  }

  async function placeOf(service: string, environment: string): Promise<Place> {
    const [current, lane] = await Promise.all([
      part(`the release in ${environment}`, service, () => deployer.current(service, environment)),
      part(`the lane to ${environment}`, service, async () => await gateway.lane(service, environment) ?? FREE),
    ]);
    return { ...(current ? { release: runsThere(current) } : {}), ...(lane ? { lane } : {}) };
  }

  /** Unknown, with the reason, when monitoring does not say: an objective without its budget would look like a fault of the page. */
  async function budgetNow({ name, environment }: Service, objective: Objective): Promise<Budget> {
    const query = fillIn(objective.query, { service: name, environment, windowSeconds: objective.windowSeconds });
    const at = new Date(now()).toISOString();
    const unknown = (reason: string): Share => ({ value: null, reason, at });
    try {
      return budgetOf(await inTime((signal) => monitoring.measure(query, signal)), objective);
    } catch (error) {
      return budgetOf(unknown(reasonOf(error)), objective);
    }
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

  async function all(): Promise<ServiceView[]> {
    if (!kept.answer || now() - kept.since >= FRESH_MS) {
      kept.since = now();
      kept.answer = askAll();
    }
    return kept.answer;
  }

  return { all };
}

function reasonOf(error: unknown): string {
  return mask(error instanceof Error ? error.message : String(error));
}
