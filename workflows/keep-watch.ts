// Does the release hold in production? A child watches; what it finds is kept, rolled back, or asked of a person.
import { executeChild, ParentClosePolicy } from '@temporalio/workflow';
import { watchWorkflowId } from '../src/domain/ids';
import { short } from '../src/domain/timeline';
import { production } from './activity-proxies';
import { climb } from './climb';
import type { Day } from './day';
import { inLane, unwind } from './roll-out';
import type { Passed } from './run-attempt';
import { watchRelease } from './watch-release';

/** True when the release is kept. Rolled back, it is the developer's turn again. */
export async function keepWatch(day: Day, passed: Passed): Promise<boolean> {
  const { plan, digest } = passed;
  const { service, environment } = day.input;
  day.record({ kind: 'watchStarted', until: day.now(plan.watch.forSeconds) });
  const watch = await executeChild(watchRelease, {
    workflowId: watchWorkflowId(day.view.id, digest),
    parentClosePolicy: ParentClosePolicy.TERMINATE,
    staticSummary: `Watch ${short(digest)} in ${environment}`,
    args: [{ rule: plan.watch, from: day.now(), samples: [] }],
  });
  day.record({ kind: 'watchEnded', watch });
  const keep = watch.verdict === 'ask' ? await askPerson(day, watch.reason) : watch.verdict === 'kept';
  if (keep) return true;
  await inLane(day, passed, () => unwind(day, [() => production.undoDeployment.executeWithOptions({ summary: `Roll back ${short(digest)}` }, [{ service, environment, digest }])], watch.reason));
  return false;
}

const ASK_ANEW_SECONDS = 4 * 3600;

async function askPerson(day: Day, why: string): Promise<boolean> {
  day.keep = undefined;
  for (let round = 1; day.keep === undefined; round += 1) {
    day.record({ kind: 'keepOrRollBackAsked', why, deadline: day.now(ASK_ANEW_SECONDS) });
    const human = {
      step: 'decide' as const, what: 'keep the release or roll it back', rungs: day.input.policies.ladders.signOff, withinSeconds: ASK_ANEW_SECONDS, round,
      message: () => ({ step: `${day.view.id}/decide`, subject: `Keep or roll back? ${day.view.title}`, text: why, action: 'decide' as const, digest: day.view.decision?.digest }),
    };
    await climb(day, human, () => day.keep !== undefined);
  }
  return day.keep;
}
