// Who is suggested? What the running release changed, the roster and the workload are asked; what is silent is said, and the rest goes on.
import type { Person } from '../src/contracts/people';
import type { Change, Release, RunningRelease, Suggestion } from '../src/contracts/result';
import { suggestOwners } from '../src/domain/ownership';
import { Role } from '../src/domain/vocabulary';
import { DayshiftError, mask } from '../src/errors';
import { within } from './within';
import type { World } from './world';

export interface OwnerQuestion {
  service: string;
  environment: string;
  repository: string;
  team: Person[];
  owners: string[];
  duty?: string; // the service's roster
  declined?: string[]; // people's ids: they said no
}

type Sources = Pick<World, 'deployer' | 'sourceControl' | 'duty' | 'workload'>;
type Known<T> = { value: T } | { unknown: string };

const QUICK_SECONDS = 6; // the roster's calendar and visibility answer in less, or not at all

/**
 * The suggestions, best first, and the running release. A repository or target that is silent for a moment is an error that is
 * worth trying again; at the last try it is said instead, as are roster and workload at once.
 */
export async function suggestAssignee(world: Sources, question: OwnerQuestion, isLastTry: boolean): Promise<{ suggestions: Suggestion[]; running?: Release }> {
  const [release, onDuty, load] = await Promise.all([releaseOf(world, question, isLastTry), askDuty(world, question), askWorkload(world)]);
  const { running, changed } = release;
  const suggestions = suggestOwners({
    team: question.team, owners: question.owners, declined: question.declined, changed: 'value' in changed ? changed.value : [], version: running?.version,
    onDuty: onDuty && 'value' in onDuty ? onDuty.value : undefined,
    load: 'value' in load ? load.value : undefined,
    unknown: [changed, onDuty, load].flatMap((part) => (part && 'unknown' in part ? [part.unknown] : [])),
  });
  return { suggestions, running };
}

async function releaseOf(world: Sources, { service, environment, repository }: OwnerQuestion, isLastTry: boolean): Promise<{ running?: Release; changed: Known<Change['files']> }> {
  let running: Release | undefined;
  try {
    running = alone(await world.deployer.current(service, environment));
    const change = running?.commit ? await world.sourceControl.change(repository, undefined, running.commit) : undefined;
    return { running, changed: { value: change?.files ?? [] } };
  } catch (error) {
    const mayHelp = !(error instanceof DayshiftError) || error.entry.mayRetry;
    if (mayHelp && !isLastTry) throw error;
    return { running, changed: { unknown: `who owns what the running release changed is unknown (${reasonOf(error)})` } };
  }
}

async function askDuty({ duty }: Sources, question: OwnerQuestion): Promise<Known<{ person: string; why: string }> | undefined> {
  const roster = question.duty;
  if (roster === undefined) return undefined;
  try {
    const { person, why } = await within(QUICK_SECONDS, () => duty.onDuty(roster, new Date()));
    if (person === null) return { unknown: `nobody is known to be on duty (${why})` };
    const isDeveloper = question.team.some(({ id, roles }) => id === person && roles.includes(Role.Developer));
    return isDeveloper ? { value: { person, why } } : { unknown: `${person}, who is on duty, is no developer` };
  } catch (error) {
    return { unknown: `who is on duty is unknown (${reasonOf(error)})` };
  }
}

async function askWorkload({ workload }: Sources): Promise<Known<Record<string, number>>> {
  try {
    return { value: await within(QUICK_SECONDS, () => workload.openIncidents()) };
  } catch (error) {
    return { unknown: `how loaded anybody is already is unknown (${reasonOf(error)})` };
  }
}

function reasonOf(error: unknown): string {
  return mask(error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** Without what was live before it: that is told once, by `findRelated`, while the running release travels with every cell. */
function alone(current: RunningRelease | undefined): Release | undefined {
  if (!current) return undefined;
  const { before, ...release } = current;
  return release;
}
