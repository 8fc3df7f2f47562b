// The developer's part that dayshift does: freeze what the attempt is judged by, and build the commit once.
import type { Plan } from '../src/contracts/plan';
import type { BuildResult, Change } from '../src/contracts/result';
import { planAttempt } from '../src/domain/plan';
import { DayshiftError } from '../src/errors';
import { failingWell } from './as-failure';
import type { AttemptRef } from './attempt';
import { buildCommit, type BuildOrder } from './build';
import { sha256 } from './digest';
import { beating } from './heartbeat';
import type { World } from './world';

export const PIPELINE_FILE = '.dayshift/pipeline.yaml';

export function createDeveloperActivities(world: World) {
  /** Reads the pipeline file from the protected branch: a fix cannot loosen its own gates. Throws `file-missing`, `file-faults`, `commit-unknown`. */
  async function freezePlan(order: AttemptRef & { protectedBranch: string }): Promise<{ plan: Plan; change: Change }> {
    const [file, change] = await Promise.all([
      world.sourceControl.readFile(order.repository, order.protectedBranch, PIPELINE_FILE),
      world.sourceControl.change(order.repository, order.protectedBranch, order.commit),
    ]);
    if (!file) throw new DayshiftError('file-missing', { file: PIPELINE_FILE, where: `${order.repository} on ${order.protectedBranch}` });
    const plan = planAttempt(world.parsePipeline(file.text, PIPELINE_FILE), {
      pipelineDigest: sha256(file.text),
      pipelineCommit: file.commit,
      touchesPipeline: change.files.some(({ path: changed }) => changed === PIPELINE_FILE),
      weakens: [],
      day: new Date().toISOString().slice(0, 10),
    });
    return { plan, change };
  }

  /** Builds once; a failing command is a `failed` result, not an error. */
  async function buildArtifact(order: BuildOrder): Promise<BuildResult> {
    return buildCommit(world, order, beating('build'));
  }

  return failingWell({ freezePlan, buildArtifact });
}
