// Is what was signed what customers now reach? The lane, the deployment in its steps, the check; every deed has its undo registered before.
import { isCancellation } from '@temporalio/workflow';
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import { expire, mayGoOut } from '../src/domain/approval';
import { logId } from '../src/domain/ids';
import type { LaneGrant } from '../src/domain/lane';
import { short } from '../src/domain/timeline';
import { Verdict } from '../src/domain/vocabulary';
import { production, quick, runner } from './activity-proxies';
import { moveCanary } from './canary';
import type { Day } from './day';
import { inLane, type LaneNews } from './in-lane';
import { keepingOf } from './keeping';
import { codeOf, reasonOf } from './reason';
import type { Passed } from './run-attempt';
import { takeBack, type Deed } from './take-back';
import { verifyOrder } from './verify-order';

/** `doubt`: it is live, but the verification could not tell, and a person must. */
export type Out =
  | { kind: 'live'; at: string; before?: string; doubt?: string }
  | { kind: 'ask-again' } // the sign-off no longer holds
  | { kind: 'sent-back' };

/** Live when the signed digest is, reports itself, and the customer's trouble has gone. Otherwise it is undone. */
export async function rollOut(day: Day, passed: Passed, stop: EnvironmentPlan): Promise<Out> {
  const isSigned = (): boolean => stop.signOff === undefined || day.view.decision?.state === 'granted';
  const out = await inLane(day, { environment: stop.environment, passed, kind: 'deployment', isWanted: isSigned }, (grant, news) => deployAndVerify(day, { passed, stop, grant, news }));
  return out ?? { kind: 'ask-again' };
}

interface Order { passed: Passed; stop: EnvironmentPlan; grant: LaneGrant; news: LaneNews }

async function deployAndVerify(day: Day, order: Order): Promise<Out> {
  const { passed, stop, grant, news } = order;
  if (!isAllowed(day, passed, stop)) return { kind: 'ask-again' };
  const { environment } = stop;
  const deed: Deed = { passed, stop, fence: grant.grant, barred: grant.barred, isLive: false };
  try {
    deed.before = await whatRuns(day, environment, passed.digest);
    const failure = await deploy(day, order, deed) ?? await verify(day, order, deed);
    if (failure?.isDoubt) return { kind: 'live', at: deed.at ?? day.now(), before: deed.before, doubt: failure.why };
    if (!failure) {
      news.verified = passed.digest;
      return { kind: 'live', at: deed.at ?? day.now(), before: deed.before };
    }
    await takeBack(day, deed, failure.why, news);
    if (failure.isBad) bar(day, passed.digest, failure.why, news);
    return { kind: 'sent-back' };
  } catch (error) {
    const isEnded = isCancellation(error);
    if (codeOf(error) === 'fence-passed') return { kind: 'ask-again' }; // the lane was lost: its new holder has put things right
    if (!isEnded) day.record({ kind: 'deploymentFailed', reason: reasonOf(error) });
    await takeBack(day, deed, isEnded ? 'the day was ended' : reasonOf(error), news);
    if (isEnded) throw error;
    return { kind: 'sent-back' };
  }
}

/** Asked once more, from the words themselves: it may have waited long for the lane. */
function isAllowed(day: Day, { digest }: Passed, { signOff }: EnvironmentPlan): boolean {
  if (!signOff) return true;
  const card = day.view.decision && expire(day.view.decision, day.now());
  const allowed = card && mayGoOut(card, digest, day.now(), keepingOf(day));
  if (allowed?.ok) return true;
  day.record({ kind: 'signOffClosed', state: card?.state === 'expired' ? 'expired' : 'void', why: allowed?.reason ?? 'there is no decision' });
  return false;
}

async function whatRuns(day: Day, environment: string, digest: string): Promise<string | undefined> {
  const running = await quick.currentRelease.executeWithOptions({ summary: `What ${environment} runs` }, [{ service: day.input.service, environment }]);
  return running?.digest === digest ? running.before?.[0]?.digest : running?.digest;
}

/** `isBad`: production showed that these bytes do harm; they can not be signed again. */
interface Failure { why: string; isDoubt?: boolean; isBad?: boolean }

async function deploy(day: Day, { passed, stop, grant }: Order, deed: Deed): Promise<Failure | undefined> {
  const { digest, commit, number } = passed;
  const { environment } = stop;
  const log = logId(day.view.id, number, `deploy-${environment}`);
  const to = { service: day.input.service, environment, digest, commit, deploy: stop.deploy, fence: grant.grant, verified: grant.verified, log };
  if (stop.deploy.steps.length > 0) {
    deed.isLive = true; // a share of the customers meets it
    const stopped = await moveCanary(day, passed, stop, (weight) => production.deploy.executeWithOptions({ summary: `${weight} % of ${environment} to ${short(digest)}` }, [{ ...to, weight }]));
    if (stopped !== undefined) return { why: stopped, isBad: true };
  }
  const release = await production.deploy.executeWithOptions({ summary: `Deploy ${short(digest)} to ${environment}` }, [{ ...to, weight: 100 }]);
  deed.isLive = true;
  deed.at = release.at;
  day.record({ kind: 'deployed', release, digest });
  return release.digest === digest ? undefined : { why: `the running release reports ${release.digest}, signed was ${digest}` };
}

async function verify(day: Day, { passed, stop }: Order, deed: Deed): Promise<Failure | undefined> {
  day.record({ kind: 'verificationStarted', environment: stop.environment });
  const verification = await runner.verify.executeWithOptions({ summary: 'Repeat the symptom' }, [verifyOrder(day, passed, stop, { of: 'deployment', before: deed.before, deployedAt: deed.at ?? day.now() })]);
  day.record({ kind: 'verified', verification });
  const { verdict, reason } = verification;
  if (verdict === Verdict.Passed) return undefined;
  return { why: reason, isDoubt: verdict === Verdict.Inconclusive, isBad: verdict === Verdict.Failed };
}

export function bar(day: Day, digest: string, why: string, news: LaneNews): void {
  news.barred = digest;
  day.record({ kind: 'releaseBarred', digest, why });
}
