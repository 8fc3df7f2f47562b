// What else is known around an incident? Deployments, the suspected change, what fires together, earlier incidents, where to read on.
import type { Link } from '../src/contracts/alert';
import type { Change, Related, RunningRelease } from '../src/contracts/result';
import { comparedWith, deploymentsOf, earlierThan, linksOf, shortChange, togetherWith, type OwnAlert } from '../src/domain/related';
import { mask } from '../src/errors';
import { within } from './within';
import type { World } from './world';

export interface RelatedQuestion {
  service: string;
  environment: string;
  repository: string;
  links: Link[]; // the service's
  alerts: (OwnAlert & { links: Link[] })[]; // the incident's own, open ones
  workflowId: string; // of the service and cause: incidents before it have the same
  incident: string;
}

type Sources = Pick<World, 'monitoring' | 'deployer' | 'sourceControl' | 'archive'>;

const QUICK_SECONDS = 6;
const CHANGE_SECONDS = 15; // a repository that was never fetched; with the target before it still below the activity's own limit
const ASKED_OF_ARCHIVE = 6; // one more than is shown: an incident that was reopened may be there itself
const MOST_COMPARED = 3;
const LONGEST_REASON = 300;

/** Never throws, and takes no longer than its limits: what could not be found out is said in `unknown`, the rest still comes. */
export async function findRelated(world: Sources, question: RelatedQuestion, limits = { quick: QUICK_SECONDS, change: CHANGE_SECONDS }): Promise<Related> {
  const at = new Date().toISOString();
  const unknown: string[] = [];

  async function part<T>(what: string, seconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    try {
      return await within(seconds, ask);
    } catch (error) {
      unknown.push(`${what}: ${reasonOf(error)}`);
      return undefined;
    }
  }

  async function release(): Promise<{ running?: RunningRelease; change?: Change }> {
    const running = await part('the deployments of the last day', limits.quick, async () =>
      await world.deployer.current(question.service, question.environment) ?? missing(`nothing answers in ${question.environment}`));
    const change = running && await part('what the running release changed', limits.change, async () =>
      changeOf(world, question.repository, running, running.commit ?? missing('the running release does not say its commit')));
    return { running, change };
  }

  const [{ running, change }, together, earlier] = await Promise.all([
    release(),
    part('what fires together', limits.quick, async (signal) => {
      const firing = await world.monitoring.firing(signal);
      return firing.alerts === null ? missing(firing.reason) : togetherWith(firing.alerts, question.alerts, question.service);
    }),
    part('earlier incidents', limits.quick, async () =>
      earlierThan(question.incident, await world.archive.list({ workflowId: question.workflowId, limit: ASKED_OF_ARCHIVE }))),
  ]);
  return {
    at, deployments: running ? deploymentsOf(running, at) : [], ...(change ? { change: shortChange(change) } : {}),
    together: together ?? [], earlier: earlier ?? [], links: linksOf(question.links, question.alerts), unknown,
  };
}

/** Against the nearest release before it from which it differs: after a rollback that is not the one that was rolled back. */
async function changeOf(world: Sources, repository: string, running: RunningRelease, commit: string): Promise<Change> {
  let change: Change | undefined;
  for (const base of comparedWith(running).slice(0, MOST_COMPARED)) {
    change = await world.sourceControl.change(repository, base, commit);
    if (change.files.length > 0) return change;
  }
  return change ?? missing('there is no release to compare it with');
}

class Missing extends Error {}

function missing(reason: string): never {
  throw new Missing(reason);
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return mask(text).slice(0, LONGEST_REASON);
}
