// Whose turn is it to touch this environment? The lane is asked for, its lease renewed while the work goes on, and left in every case.
import { CancellationScope, log, sleep } from '@temporalio/workflow';
import type { LaneOrder } from '../activities/lane';
import { laneWorkflowId } from '../src/domain/ids';
import type { LaneGrant, LaneWord } from '../src/domain/lane';
import { quick } from './activity-proxies';
import type { Day } from './day';
import { unlessCancelled } from './reason';
import type { Passed } from './run-attempt';

/** What the lane is to remember of this turn. */
export type LaneNews = Pick<LaneWord, 'verified' | 'barred' | 'blocked'>;
export interface Turn { environment: string; passed: Passed; kind: LaneOrder['kind']; isWanted?: () => boolean }

const RENEWED_WITHIN = 3; // times in one lease: one that is lost is no harm

/** Undefined when it was no longer wanted before it was granted. */
export async function inLane<T>(day: Day, { environment, passed, kind, isWanted = () => true }: Turn, work: (grant: LaneGrant, news: LaneNews) => Promise<T>): Promise<T | undefined> {
  const { digest, commit, number } = passed;
  const lane = { service: day.input.service, environment, holder: day.view.workflowId };
  const order: LaneOrder = { ...lane, incident: day.view.id, kind, leaseSeconds: day.input.policies.laneLeaseSeconds };
  const news: LaneNews = {};
  day.grant = undefined;
  day.lane = laneWorkflowId(lane.service, environment);
  day.record({ kind: 'laneAsked', environment, digest, commit, attempt: number, isRollback: kind === 'rollback' });
  try {
    const granted = await awaitGrant(day, order, isWanted);
    if (!granted) return undefined;
    day.record({ kind: 'laneGranted' });
    return await whileRenewed({ ...order, grant: granted.grant }, () => work(granted, news));
  } finally {
    const heard = grantOf(day)?.grant ?? 0;
    day.lane = undefined; // a grant that comes now is given back
    await CancellationScope.nonCancellable(() => quick.leaveLane.executeWithOptions({ summary: `Leave the lane to ${environment}` }, [{ ...lane, grant: heard, ...news }]));
    day.record({ kind: 'laneLeft' });
  }
}

/** Asked for again once in a lease: whatever was lost is said anew. */
async function awaitGrant(day: Day, order: LaneOrder, isWanted: () => boolean): Promise<LaneGrant | undefined> {
  const isAnswered = (): boolean => day.grant !== undefined || !isWanted();
  do await quick.joinLane.executeWithOptions({ summary: `Lane to ${order.environment}` }, [order]);
  while (!await day.until(isAnswered, order.leaseSeconds));
  return isWanted() ? grantOf(day) : undefined;
}

/** A number that was heard before is a repeat; a grant that nobody waits for is given back. */
export function hearGrant(day: Day, grant: LaneGrant): void {
  if (grant.grant <= (day.heardGrants.get(grant.lane) ?? 0)) return;
  day.heardGrants.set(grant.lane, grant.grant);
  if (day.lane === grant.lane) day.grant = grant;
  else void giveBack(day, grant);
}

async function giveBack(day: Day, { lane, grant }: LaneGrant): Promise<void> {
  const { service, environment, addresses } = day.input;
  const of = [environment, ...Object.keys(addresses)].find((one) => laneWorkflowId(service, one) === lane);
  if (of === undefined) return log.warn('a grant of a lane that is not ours', { lane });
  await CancellationScope.nonCancellable(() => quick.leaveLane.executeWithOptions({ summary: `Give the lane to ${of} back` }, [{ service, environment: of, holder: day.view.workflowId, grant }]))
    .catch((error: unknown) => log.warn('a grant could not be given back: its lease ends by itself', { lane, error }));
}

function grantOf(day: Day): LaneGrant | undefined {
  return day.grant;
}

async function whileRenewed<T>(order: LaneOrder, work: () => Promise<T>): Promise<T> {
  const renewing = new CancellationScope();
  const renewed = renewing.run(async () => {
    for (;;) {
      await sleep(order.leaseSeconds * 1000 / RENEWED_WITHIN);
      await quick.joinLane.executeWithOptions({ summary: 'Renew the lease' }, [order]);
    }
  }).catch(unlessCancelled);
  try {
    return await work();
  } finally {
    renewing.cancel();
    await renewed;
  }
}
