// How does an agent look at an incident? Its view, with what stands at a line of code; finding lists that were read are kept, they never change.
import type { ApiClient } from '../client/api-client';
import { readProblems, type ReadProblems } from '../client/read-problems';
import type { AttemptView, IncidentView } from '../src/contracts/incident';
import type { FindingList } from '../src/contracts/result';
import { briefOf, type Brief } from './brief';
import { AgentFault } from './fault';
import { standingOf } from './problem-row';

export interface Looks {
  brief(id: string): Promise<Brief>;
  problems(id: string, attempt?: number): Promise<ReadProblems & { view: IncidentView }>;
  /** Throws AgentFault when there is no such attempt. */
  attempt(id: string, number: number): Promise<ReadProblems & { view: IncidentView; attempt: AttemptView }>;
}

const MOST_LISTS = 50;

export function createLooks(api: Pick<ApiClient, 'incident' | 'read'>): Looks {
  const known = new Map<string, FindingList>();

  async function read(view: IncidentView, attempt?: number): Promise<ReadProblems> {
    if (known.size > MOST_LISTS) known.clear();
    return readProblems(api, view, { known, attempt });
  }
  async function problems(id: string, attempt?: number): Promise<ReadProblems & { view: IncidentView }> {
    const view = await api.incident(id);
    if (attempt !== undefined) attemptOf(view, attempt);
    return { ...await read(view, attempt), view };
  }
  return {
    async brief(id) {
      const view = await api.incident(id);
      return briefOf(view, standingOf((await read(view)).problems).standing);
    },
    problems,
    async attempt(id, number) {
      const found = await problems(id, number);
      return { ...found, attempt: attemptOf(found.view, number) };
    },
  };
}

function attemptOf({ id, attempts }: IncidentView, number: number): AttemptView {
  const found = attempts.find((one) => one.number === number);
  if (found) return found;
  throw new AgentFault(`${id} has no attempt ${number}.`, attempts.length > 0 ? `There are 1 to ${attempts.length}.` : 'There is none yet: push a fix, or call build.');
}
