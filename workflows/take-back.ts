// How is a release taken back? To the one before, checked by the same verification; when that does not hold, the lane waits for a person.
import { CancellationScope } from '@temporalio/workflow';
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import { logId } from '../src/domain/ids';
import { short } from '../src/domain/timeline';
import { Verdict } from '../src/domain/vocabulary';
import { production, runner } from './activity-proxies';
import type { Day } from './day';
import type { LaneNews } from './in-lane';
import { reasonOf } from './reason';
import type { Passed } from './run-attempt';
import { verifyOrder } from './verify-order';

/** What was begun, and so may have to be taken back. `isLive`: customers met it. */
export interface Deed { passed: Passed; stop: EnvironmentPlan; fence: number; barred: string[]; isLive: boolean; before?: string; at?: string }

/** Never a rollback of a rollback: what does not hold closes the lane, and a person is told. It never throws. */
export async function takeBack(day: Day, { passed, stop, fence, barred, isLive }: Deed, why: string, news: LaneNews): Promise<void> {
  const { digest, number } = passed;
  const { environment } = stop;
  const { service } = day.input;
  await CancellationScope.nonCancellable(async () => {
    try {
      const order = { service, environment, digest, fence, barred, log: logId(day.view.id, number, `deploy-${environment}`) };
      const to = await production.undoDeployment.executeWithOptions({ summary: `Take ${short(digest)} back` }, [order]);
      day.record({ kind: 'rolledBack', environment, digest, to, why });
      const broken = to && isLive ? await check(day, passed, stop, to.digest) : undefined;
      if (broken !== undefined) block(day, `the release that was gone back to does not hold: ${broken}`, news);
    } catch (error) {
      const reason = reasonOf(error);
      day.record({ kind: 'rollbackFailed', why: reason });
      block(day, `the rollback failed: ${reason}`, news);
    }
  });
}

/** Why it does not hold; undefined when it does. That the customer's trouble is back is no fault of the rollback. */
async function check(day: Day, passed: Passed, stop: EnvironmentPlan, digest: string): Promise<string | undefined> {
  const order = verifyOrder(day, { ...passed, digest }, stop, { of: 'rollback', before: passed.digest, deployedAt: day.now() });
  const verification = await runner.verify.executeWithOptions({ summary: 'Check what was gone back to' }, [order]);
  day.record({ kind: 'rollbackVerified', verification });
  return verification.verdict === Verdict.Passed ? undefined : verification.reason;
}

function block(day: Day, why: string, news: LaneNews): void {
  news.blocked = why;
  day.record({ kind: 'laneBlocked', why });
  day.tell({ to: [], subject: `The lane waits for a person: ${day.view.title}`, text: why });
}
