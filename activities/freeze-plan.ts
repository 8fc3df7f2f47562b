// What is this attempt judged by, from its first moment to its last? The protected branch's pipeline file, and what the fix's own would ask less of.
import type { Change } from '../src/contracts/result';
import type { Plan } from '../src/contracts/plan';
import { PIPELINE_FILE } from '../src/domain/ids';
import { planAttempt, type PlanFacts } from '../src/domain/plan';
import { weakerIn } from '../src/domain/weakening';
import { DayshiftError } from '../src/errors';
import type { AttemptRef } from './attempt';
import { sha256 } from './digest';
import type { World } from './world';

const MOST_SENTENCES = 20; // they travel through history

export type PlanOrder = AttemptRef & { protectedBranch: string };
type PlanWorld = Pick<World, 'sourceControl' | 'sourceHistory' | 'parsePipeline'>;

/** Reads the pipeline file from the protected branch: a fix cannot loosen its own gates. It must fit the installation, or nothing is built that could never go out. Throws `file-missing`, `file-faults`, `commit-unknown`. */
export async function freezePlan(world: PlanWorld, order: PlanOrder): Promise<{ plan: Plan; change: Change }> {
  const { service, repository, protectedBranch, commit } = order;
  const [found, change] = await Promise.all([
    world.sourceControl.readFile(repository, protectedBranch, PIPELINE_FILE),
    world.sourceControl.change(repository, protectedBranch, commit),
  ]);
  if (!found) throw new DayshiftError('file-missing', { file: PIPELINE_FILE, where: `${repository} on ${protectedBranch}` });
  const file = world.parsePipeline(found.text, PIPELINE_FILE, service);
  const touchesPipeline = change.files.some(({ path }) => path === PIPELINE_FILE);
  const facts: PlanFacts = {
    pipelineDigest: sha256(found.text), pipelineCommit: found.commit, touchesPipeline, weakens: [], day: new Date().toISOString().slice(0, 10),
    ...(file.reuse ? { tree: await world.sourceHistory.treeOf(repository, commit, file.reuse.inputs) } : {}),
  };
  const plan = planAttempt(file, facts);
  return { plan: touchesPipeline ? { ...plan, weakens: few(await weakenedBy(world, order, plan, facts)) } : plan, change };
}

/** The fix's own file is only read to be told of; whatever it says, the protected one judges. */
async function weakenedBy(world: PlanWorld, { repository, commit }: PlanOrder, plan: Plan, facts: PlanFacts): Promise<string[]> {
  const own = await world.sourceControl.readFile(repository, commit, PIPELINE_FILE);
  if (!own) return ['the fix takes the pipeline file away'];
  try {
    return weakerIn(plan, planAttempt(world.parsePipeline(own.text, PIPELINE_FILE), { ...facts, pipelineDigest: sha256(own.text) }));
  } catch (error) {
    if (!(error instanceof DayshiftError) || error.code !== 'file-faults') throw error;
    return [`the fix's own pipeline file cannot be read: ${String(error.details['faults']).split('\n')[0]}`];
  }
}

function few(sentences: string[]): string[] {
  const more = sentences.length - MOST_SENTENCES;
  return more > 0 ? [...sentences.slice(0, MOST_SENTENCES), `and ${more} more`] : sentences;
}
