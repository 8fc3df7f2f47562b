// An alert fires: which other incidents watch a release of the same service and environment, so that it counts against that release?
import { Context, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { IncidentView } from '../src/contracts/incident';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../src/domain/ids';
import { Phase } from '../src/domain/vocabulary';

/** `incident`: the id of the one that tells it, which is not told itself. `names`: of the alerts. `at`: when they were heard. */
export interface WatchersOrder { service: string; environment: string; incident: string; names: string[]; at: string }

export function createTellWatchers() {
  /**
   * Tells every other running incident whose release is watched there, and answers their ids. Temporal's list is a moment behind: a watch
   * that has just begun may be missed. Safe to repeat: the same alert of the same incident counts once.
   */
  return async function tellWatchers({ service, environment, incident, names, at }: WatchersOrder): Promise<string[]> {
    const { workflow } = getClient();
    const told: string[] = [];
    for await (const { workflowId, runId } of workflow.list({ query: watching(service) })) {
      Context.current().cancellationSignal.throwIfAborted();
      const handle = workflow.getHandle(workflowId, runId);
      const id = await orGone(async () => {
        const view = await handle.query<IncidentView>('incident');
        if (view.id === incident || !watches(view, environment)) return undefined;
        for (const name of names) await handle.signal('alertElsewhere', { name, incident, at });
        return view.id;
      });
      if (id !== undefined) told.push(id);
    }
    return told;
  };
}

function watching(service: string): string {
  const wanted = [[SEARCH_ATTRIBUTE.service, service], [SEARCH_ATTRIBUTE.phase, Phase.Watch]].map(([name, value = '']) => `${name} = '${value.replace(/'/g, '\'\'')}'`);
  return [`WorkflowType = '${WORKFLOW_TYPE}'`, 'ExecutionStatus = \'Running\'', ...wanted].join(' AND ');
}

/** An earlier environment may be watched before the service's own. */
function watches(view: IncidentView, environment: string): boolean {
  return view.phase === Phase.Watch && (view.watch?.environment ?? view.environment) === environment;
}

/** It may have ended since it was listed: nothing watches there any more. */
async function orGone(tell: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await tell();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
