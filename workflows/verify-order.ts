// What is to be repeated, where, and which alerts are to be clear? After a deployment and after a rollback alike.
import type { VerifyOrder } from '../activities/verify';
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import { logId } from '../src/domain/ids';
import type { Day } from './day';
import type { Passed } from './run-attempt';

/** The alert is asked after where customers are; an environment before has none of its own. */
export function verifyOrder(day: Day, { digest, commit, number, plan }: Passed, { environment, verify }: EnvironmentPlan, what: { of: 'deployment' | 'rollback'; before?: string; deployedAt: string }): VerifyOrder {
  const { service, repository, address, addresses } = day.input;
  const isOwn = environment === day.input.environment;
  return {
    ...what, environment, incident: day.view.id, attempt: number, service, repository, commit, checkout: plan.checkout, verify, cache: plan.build.cache, digest,
    address: isOwn ? address : addresses[environment] ?? address,
    alerts: { names: isOwn ? day.view.alerts.names : [], labels: { service } }, log: logId(day.view.id, number, `${what.of === 'rollback' ? 'verify-rollback' : 'verify'}-${environment}`),
  };
}
