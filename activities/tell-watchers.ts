// An alert fires: which other incidents watch a release of the same service and environment, so that it counts against that release?
import { Context, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { IncidentView } from '../src/contracts/incident';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../src/domain/ids';
import { Phase } from '../src/domain/vocabulary';

/** `incident`: the id of the one that tells it, which is not told itself. `names`: of the alerts. `at`: when they were heard. */
export interface WatchersOrder { service: string; environment: string; incident: string; names: string[]; at: string }

type Handle = ReturnType<ReturnType<typeof getClient>['workflow']['getHandle']>;

const ANSWER_WITHIN_MS = 5000; // of one incident

export function createTellWatchers() {
  /**
   * Tells every other running incident whose release is watched there, and answers their ids. Temporal's list is a moment behind: a watch
   * that has just begun may be missed. One that does not answer keeps nobody else from being told; then it fails, and may be repeated:
   * the same alert of the same incident counts once.
   */
  return async function tellWatchers(order: WatchersOrder): Promise<string[]> {
    const client = getClient();
    const told: string[] = [];
    const faults: unknown[] = [];
    for await (const { workflowId, runId } of client.workflow.list({ query: watching(order.service) })) {
      Context.current().cancellationSignal.throwIfAborted();
      try {
        const id = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => tell(client.workflow.getHandle(workflowId, runId), order));
        if (id !== undefined) told.push(id);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) faults.push(error); // one that has ended since it was listed watches nothing
      }
    }
    if (faults.length > 0) throw faults[0];
    return told;
  };
}

/** The incident's id, when it watches there. */
async function tell(handle: Handle, { environment, incident, names, at }: WatchersOrder): Promise<string | undefined> {
  const view = await handle.query<IncidentView>('incident');
  if (view.id === incident || !watches(view, environment)) return undefined;
  for (const name of names) await handle.signal('alertElsewhere', { name, incident, at });
  return view.id;
}

function watching(service: string): string {
  const wanted = [[SEARCH_ATTRIBUTE.service, service], [SEARCH_ATTRIBUTE.phase, Phase.Watch]].map(([name, value = '']) => `${name} = '${value.replace(/'/g, '\'\'')}'`);
  return [`WorkflowType = '${WORKFLOW_TYPE}'`, 'ExecutionStatus = \'Running\'', ...wanted].join(' AND ');
}

/** An earlier environment may be watched before the service's own. */
function watches(view: IncidentView, environment: string): boolean {
  return view.phase === Phase.Watch && (view.watch?.environment ?? view.environment) === environment;
}
