// Whose turn is it to touch this environment? The lane is asked for, its lease renewed while the work goes on, and left in every case.
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { LaneOrder } from '../activities/lane';
import type { LaneGrant, LaneWord } from '../src/domain/lane';
import { quick } from './activity-proxies';
import type { Day } from './day';
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
  day.record({ kind: 'laneAsked', environment, digest, commit, attempt: number, isRollback: kind === 'rollback' });
  try {
    await quick.joinLane.executeWithOptions({ summary: `Lane to ${environment}` }, [order]);
    await day.until(() => day.grant !== undefined || !isWanted());
    const granted = grantOf(day);
    if (!granted || !isWanted()) return undefined;
    day.record({ kind: 'laneGranted' });
    return await whileRenewed({ ...order, grant: granted.grant }, () => work(granted, news));
  } finally {
    await CancellationScope.nonCancellable(() => quick.leaveLane.executeWithOptions({ summary: `Leave the lane to ${environment}` }, [{ ...lane, grant: day.grant?.grant, ...news }]));
    day.record({ kind: 'laneLeft' });
  }
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
  }).catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  try {
    return await work();
  } finally {
    renewing.cancel();
    await renewed;
  }
}
