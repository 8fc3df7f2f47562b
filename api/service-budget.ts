// How is the error budget of a service, and how did it get there? What is left is asked each time, its course now and then: it costs monitoring more.
import { objectiveOf } from '../src/config/incident-input';
import type { ServiceView } from '../src/contracts/http';
import type { Objective } from '../src/contracts/incident';
import type { Service } from '../src/contracts/installation';
import { budgetOf, burnOf, type Share } from '../src/domain/budget';
import { fillIn } from '../src/domain/placeholders';
import { placeSamples } from '../src/domain/series';
import { reasonOf } from './answer-within';
import type { ApiDeps } from './deps';

const BURN_FRESH_MS = 5 * 60_000;
const BURN_VALUES = 60;

type Budgeted = Pick<ServiceView, 'objective' | 'budget' | 'burn'>;
type InTime = <T>(ask: (signal: AbortSignal) => Promise<T>) => Promise<T>;

export interface ServiceBudgetDeps {
  monitoring: Pick<ApiDeps['monitoring'], 'measure' | 'range'>;
  inTime: InTime;
  now: () => number; // ms
}

export interface ServiceBudgets {
  /** Nothing for a service without an objective. Never rejects. */
  of(service: Service): Promise<Budgeted>;
}

export function createServiceBudgets({ monitoring, inTime, now }: ServiceBudgetDeps): ServiceBudgets {
  const kept = new Map<string, { since: number; burn: Promise<ServiceView['burn']> }>();

  async function of(service: Service): Promise<Budgeted> {
    const objective = objectiveOf(service);
    if (!objective) return {};
    const [budget, burn] = await Promise.all([budgetNow(service, objective), burnLately(service, objective)]);
    return { objective: { target: objective.target, windowSeconds: objective.windowSeconds }, budget, ...(burn ? { burn } : {}) };
  }

  /** Unknown, with the reason, when monitoring does not say: an objective without its budget would look like a fault of the page. */
  async function budgetNow(service: Service, objective: Objective): Promise<ServiceView['budget']> {
    const unknown = (reason: string): Share => ({ value: null, reason, at: new Date(now()).toISOString() });
    return budgetOf(await inTime((signal) => monitoring.measure(queryOf(service, objective), signal)).catch((error: unknown) => unknown(reasonOf(error))), objective);
  }

  async function burnLately(service: Service, objective: Objective): Promise<ServiceView['burn']> {
    const before = kept.get(service.name);
    if (before && now() - before.since < BURN_FRESH_MS) return before.burn;
    const burn = burnOver(service, objective);
    kept.set(service.name, { since: now(), burn });
    if (await burn === undefined) kept.delete(service.name); // what is not known yet is asked again
    return burn;
  }

  /** The page shows what is left without it too, so what monitoring does not say is left out. */
  async function burnOver(service: Service, objective: Objective): Promise<ServiceView['burn']> {
    const to = now();
    const stepSeconds = Math.max(1, Math.ceil(objective.windowSeconds / (BURN_VALUES - 1)));
    const from = to - (BURN_VALUES - 1) * stepSeconds * 1000;
    const span = { from: new Date(from), to: new Date(to), stepSeconds };
    const read = await inTime((signal) => monitoring.range(queryOf(service, objective), span, signal)).catch((error: unknown) => ({ samples: null, reason: reasonOf(error) }));
    if (!read.samples) return undefined;
    return burnOf(placeSamples(read.samples, { from: span.from.toISOString(), to: span.to.toISOString(), stepSeconds }), objective);
  }

  return { of };
}

function queryOf({ name, environment }: Service, { query, windowSeconds }: Objective): string {
  return fillIn(query, { service: name, environment, windowSeconds });
}
