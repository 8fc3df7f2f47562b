// Is what was signed what customers now reach? The lane, the deployment, the check; every deed has its undo registered before.
import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { Release } from '../src/contracts/result';
import { expire, mayGoOut } from '../src/domain/approval';
import { logId } from '../src/domain/ids';
import { short } from '../src/domain/timeline';
import { Verdict } from '../src/domain/vocabulary';
import { production, quick, runner } from './activity-proxies';
import type { Day } from './day';
import { reasonOf } from './reason';
import type { Passed } from './run-attempt';

type Undo = () => Promise<Release | undefined>;

/** True when the signed digest is live, reports itself, and the customer's trouble has gone. Otherwise it is undone. */
export async function rollOut(day: Day, passed: Passed): Promise<boolean> {
  return inLane(day, passed, () => deployAndVerify(day, passed));
}

/** Runs in the environment's lane and leaves it in every case; the lease covers the limits of the work itself. */
export async function inLane<T>(day: Day, { plan }: Passed, work: () => Promise<T>): Promise<T> {
  const { service, environment } = day.input;
  const lane = { service, environment, holder: day.view.workflowId };
  const leaseSeconds = plan.deploy.timeoutSeconds + plan.verify.timeoutSeconds + plan.verify.alertClearsSeconds + day.input.policies.laneLeaseSeconds;
  day.laneGranted = false;
  day.record({ kind: 'laneAsked', environment });
  try {
    await quick.joinLane.executeWithOptions({ summary: `Lane to ${environment}` }, [{ ...lane, incident: day.view.id, leaseSeconds }]);
    await day.until(() => day.laneGranted);
    day.record({ kind: 'laneGranted' });
    return await work();
  } finally {
    await CancellationScope.nonCancellable(() => quick.leaveLane.executeWithOptions({ summary: `Leave the lane to ${environment}` }, [lane]));
    day.record({ kind: 'laneLeft' });
  }
}

async function deployAndVerify(day: Day, passed: Passed): Promise<boolean> {
  const { digest } = passed;
  const card = day.view.decision && expire(day.view.decision, day.now()); // it may have waited long for the lane
  const allowed = card && mayGoOut(card, digest, day.now());
  if (!allowed?.ok) {
    day.record({ kind: 'signOffClosed', state: card?.state === 'expired' ? 'expired' : 'void', why: allowed?.reason ?? 'there is no decision' });
    return false;
  }
  const undos: Undo[] = [];
  try {
    const failure = await deploy(day, passed, undos) ?? await verify(day, passed);
    if (!failure) return true;
    await unwind(day, undos, failure);
    return false;
  } catch (error) {
    const cancelled = isCancellation(error);
    if (!cancelled) day.record({ kind: 'deploymentFailed', reason: reasonOf(error) });
    await unwind(day, undos, cancelled ? 'the day was ended' : reasonOf(error));
    if (cancelled) throw error;
    return false;
  }
}

async function deploy(day: Day, { plan, digest, commit, number }: Passed, undos: Undo[]): Promise<string | undefined> {
  const { service, environment } = day.input;
  undos.unshift(() => production.undoDeployment.executeWithOptions({ summary: `Undo ${short(digest)}` }, [{ service, environment, digest }]));
  const order = { service, environment, digest, commit, deploy: plan.deploy, log: logId(day.view.id, number, 'deploy') };
  const release = await production.deploy.executeWithOptions({ summary: `Deploy ${short(digest)} to ${environment}` }, [order]);
  day.record({ kind: 'deployed', release, digest });
  return release.digest === digest ? undefined : `the running release reports ${release.digest}, signed was ${digest}`;
}

async function verify(day: Day, { plan, digest, commit, number }: Passed): Promise<string | undefined> {
  const { service, repository, address } = day.input;
  day.record({ kind: 'verificationStarted' });
  const verification = await runner.verify.executeWithOptions({ summary: 'Repeat the symptom' }, [{
    incident: day.view.id, attempt: number, service, repository, commit, checkout: plan.checkout, verify: plan.verify, cache: plan.build.cache, digest, address,
    alerts: { names: day.view.alerts.names, labels: { service } }, log: logId(day.view.id, number, 'verify'),
  }]);
  day.record({ kind: 'verified', verification });
  return verification.verdict === Verdict.Passed ? undefined : verification.reason;
}

/** Newest first; one that fails is said and does not stop the others. */
export async function unwind(day: Day, undos: Undo[], why: string): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    for (const undo of undos) {
      try {
        day.record({ kind: 'rolledBack', to: await undo(), why });
      } catch (error) {
        day.record({ kind: 'rollbackFailed', why: reasonOf(error) });
      }
    }
  });
}
