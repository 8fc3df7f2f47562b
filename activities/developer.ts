// The developer's part that dayshift does: freeze what the attempt is judged by, and build the commit once.
import path from 'node:path';
import type { Plan } from '../src/contracts/plan';
import type { BuildResult, Change } from '../src/contracts/result';
import { planAttempt } from '../src/domain/plan';
import { Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import { sha256 } from './digest';
import { failingWell } from './as-failure';
import { beating, type Control } from './heartbeat';
import { fillCache, freshCheckout, linkCache, placeFor } from './workspace';
import type { World } from './world';

export const PIPELINE_FILE = '.dayshift/pipeline.yaml';

export interface AttemptRef {
  incident: string;
  attempt: number;
  service: string;
  repository: string;
  commit: string;
}

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
    });
    return { plan, change };
  }

  /** Builds in a fresh checkout and stores the artifact by its digest. A failing command is a `failed` result, not an error. */
  async function buildArtifact(order: AttemptRef & { build: Plan['build']; log: string }): Promise<BuildResult> {
    const control = beating('build');
    const started = Date.now();
    const folder = placeFor(world, order.incident, String(order.attempt), 'build');
    await freshCheckout(world, order.repository, order.commit, folder);
    const failure = await install(order, folder, control) ?? await command(order, order.build.run, folder, control);
    const result = { seconds: (Date.now() - started) / 1000, evidence: [], log: order.log };
    if (failure) return { ...result, verdict: Verdict.Failed, reason: failure };
    const artifact = await world.artifacts.pack(path.join(folder, order.build.artifact)).catch((cause: unknown) => {
      throw new DayshiftError('file-missing', { file: order.build.artifact, where: 'the build\'s checkout (build.artifact)' }, { cause });
    });
    return { ...result, verdict: Verdict.Passed, reason: 'built', artifact };
  }

  async function install(order: BuildOrder, folder: string, control: Control): Promise<string | undefined> {
    if (!order.build.install) return undefined;
    if (await linkCache(world, order.build.cache, folder)) {
      await world.logs.append(order.log, 'the cache has what `install` would make\n');
      return undefined;
    }
    const failure = await command(order, order.build.install, folder, control);
    if (!failure) await fillCache(world, order.build.cache, folder);
    return failure;
  }

  async function command(order: BuildOrder, run: string, folder: string, control: Control): Promise<string | undefined> {
    const { checks, secrets } = world.environment(order.service);
    const end = await world.checkRunner.run({
      id: `${order.incident}/${order.attempt}/build`, command: run, folder, log: order.log,
      env: { ...checks, ...order.build.env, DAYSHIFT_COMMIT: order.commit, DAYSHIFT_INCIDENT: order.incident },
      timeoutSeconds: order.build.timeoutSeconds, secrets,
    }, control);
    if (end.ended === 'cancelled') control.signal.throwIfAborted();
    if (end.ended !== 'exited') return `\`${run}\` was ended: ${end.ended} after ${Math.round(end.seconds)} s`;
    return end.exitCode === 0 ? undefined : `\`${run}\` ended with exit code ${end.exitCode}; its output is in the log`;
  }

  return failingWell({ freezePlan, buildArtifact });
}
type BuildOrder = AttemptRef & { build: Plan['build']; log: string };
