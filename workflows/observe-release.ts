// Who looks at a live release? A child with a history of its own, which is never paused by what its incident waits for.
import { executeChild, ParentClosePolicy } from '@temporalio/workflow';
import type { WatchPlan } from '../src/contracts/release-plan';
import { watchWorkflowId } from '../src/domain/ids';
import { short } from '../src/domain/timeline';
import type { Day } from './day';
import { watchRelease, type Watched } from './watch-release';

export interface Observed { digest: string; environment: string; rule: WatchPlan; since: string; mustEnd: boolean }

/** What the watch came to. Cancelled with its scope. */
export async function observe(day: Day, { digest, environment, rule, since, mustEnd }: Observed): Promise<Watched> {
  return executeChild(watchRelease, {
    workflowId: watchWorkflowId(day.view.id, digest),
    parentClosePolicy: ParentClosePolicy.TERMINATE,
    staticSummary: `Watch ${short(digest)} in ${environment}`,
    args: [{ incident: day.view.workflowId, service: day.input.service, environment, digest, rule, from: since, samples: [], counted: [], mustEnd }],
  });
}
