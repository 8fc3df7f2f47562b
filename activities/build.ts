// How does a commit become an artifact? Fresh checkout, installed or from the cache, built once, packed by content, with what it is made of and where it comes from.
import path from 'node:path';
import type { Plan } from '../src/contracts/plan';
import type { BuildResult } from '../src/contracts/result';
import { Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import type { AttemptRef } from './attempt';
import { billOf, lockFilesOf } from './build-materials';
import { PROVENANCE_TYPE, provenanceOf } from './build-provenance';
import type { Control } from './heartbeat';
import { howEnded } from './how-ended';
import { fillCache, freshCheckout, linkCache, placeFor } from './workspace';
import type { BuildWorld } from './world';

export interface BuildOrder extends AttemptRef {
  build: Plan['build'];
  log: string;
  pipeline?: { digest: string; commit: string }; // of the file that the attempt is judged by: said in the provenance
}

/** A failing command, or a bill of materials that the build was to write and did not, is a `failed` result; a broken box, store or repository throws. */
export async function buildCommit(world: BuildWorld, order: BuildOrder, control: Control): Promise<BuildResult> {
  const startedOn = new Date();
  const folder = placeFor(world, order.incident, String(order.attempt), 'build');
  await freshCheckout(world, order, folder);
  const lockFiles = await lockFilesOf(folder);
  const build = new Build(world, order, folder, control);
  const failure = await build.install() ?? await build.command(order.build.run);
  const result = (): Pick<BuildResult, 'seconds' | 'log'> => ({ seconds: (Date.now() - startedOn.getTime()) / 1000, log: order.log });
  if (failure) return { ...result(), verdict: Verdict.Failed, reason: failure, evidence: [] };
  const artifact = await world.artifacts.pack(path.join(folder, order.build.artifact)).catch((cause: unknown) => {
    throw new DayshiftError('file-missing', { file: order.build.artifact, where: 'the build\'s checkout (build.artifact)' }, { cause });
  });
  try {
    const bill = await billOf(world, order, { folder, lockFiles, digest: artifact.digest });
    const { secrets } = world.environment(order.service);
    const text = provenanceOf({
      order, digest: artifact.digest, lockFiles, builder: { id: world.publicUrl, version: world.version }, box: build.box, startedOn, finishedOn: new Date(), secrets,
    });
    const provenance = await world.evidence.put({ name: 'build/provenance.intoto.json', mediaType: PROVENANCE_TYPE, text });
    return { ...result(), verdict: Verdict.Passed, reason: 'built', artifact, evidence: [provenance, ...bill] };
  } catch (error) {
    if (!(error instanceof DayshiftError) || error.entry.turn !== 'developer') throw error;
    return { ...result(), verdict: Verdict.Failed, reason: `${error.message} ${error.advice}`, evidence: [] };
  }
}

/** The commands of one build in its checkout; which box they ran in is known afterwards. */
class Build {
  box = 'none';

  constructor(private readonly world: BuildWorld, private readonly order: BuildOrder, private readonly folder: string, private readonly control: Control) {}

  /** In words why it failed; undefined when it did not, or nothing was to be installed. */
  async install(): Promise<string | undefined> {
    const { world, order, folder } = this;
    if (!order.build.install) return undefined;
    if (await linkCache(world, order.build.cache, folder)) {
      await world.logs.append(order.log, 'the cache has what `install` would make\n');
      return undefined;
    }
    const failure = await this.command(order.build.install);
    if (!failure) await fillCache(world, order.build.cache, folder);
    return failure;
  }

  async command(run: string): Promise<string | undefined> {
    const { world, order, folder, control } = this;
    const { checks, secrets } = world.environment(order.service);
    const { env, timeoutSeconds, limits, network } = order.build;
    const end = await world.checkRunner.run({
      id: `${order.incident}/${order.attempt}/build`, command: run, folder, log: order.log, secrets, timeoutSeconds, limits, network,
      env: { ...checks, ...env, DAYSHIFT_COMMIT: order.commit, DAYSHIFT_INCIDENT: order.incident, ...world.traceVariables?.() },
    }, control);
    this.box = end.box;
    if (end.ended === 'cancelled') control.signal.throwIfAborted();
    if (end.ended !== 'exited') return `\`${run}\` was ended: ${howEnded(end)} after ${Math.round(end.seconds)} s`;
    return end.exitCode === 0 ? undefined : `\`${run}\` ended with exit code ${end.exitCode}; its output is in the log`;
  }
}
