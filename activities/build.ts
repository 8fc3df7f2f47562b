// How does a commit become an artifact? Fresh checkout, installed or from the cache, built once, packed by content.
import path from 'node:path';
import type { Plan } from '../src/contracts/plan';
import type { BuildResult } from '../src/contracts/result';
import { Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import type { AttemptRef } from './attempt';
import type { Control } from './heartbeat';
import { fillCache, freshCheckout, linkCache, placeFor } from './workspace';
import type { World } from './world';

export interface BuildOrder extends AttemptRef { build: Plan['build']; log: string }
type BuildWorld = Pick<World, 'workFolder' | 'sourceControl' | 'artifacts' | 'logs' | 'checkRunner' | 'environment'>;

/** A failing command is a `failed` result; a broken box, store or repository throws. */
export async function buildCommit(world: BuildWorld, order: BuildOrder, control: Control): Promise<BuildResult> {
  const started = Date.now();
  const folder = placeFor(world, order.incident, String(order.attempt), 'build');
  await freshCheckout(world, order.repository, order.commit, folder);
  const failure = await install(world, order, folder, control) ?? await command(world, order, order.build.run, folder, control);
  const result = { seconds: (Date.now() - started) / 1000, evidence: [], log: order.log };
  if (failure) return { ...result, verdict: Verdict.Failed, reason: failure };
  const artifact = await world.artifacts.pack(path.join(folder, order.build.artifact)).catch((cause: unknown) => {
    throw new DayshiftError('file-missing', { file: order.build.artifact, where: 'the build\'s checkout (build.artifact)' }, { cause });
  });
  return { ...result, verdict: Verdict.Passed, reason: 'built', artifact };
}

async function install(world: BuildWorld, order: BuildOrder, folder: string, control: Control): Promise<string | undefined> {
  if (!order.build.install) return undefined;
  if (await linkCache(world, order.build.cache, folder)) {
    await world.logs.append(order.log, 'the cache has what `install` would make\n');
    return undefined;
  }
  const failure = await command(world, order, order.build.install, folder, control);
  if (!failure) await fillCache(world, order.build.cache, folder);
  return failure;
}

async function command(world: BuildWorld, order: BuildOrder, run: string, folder: string, control: Control): Promise<string | undefined> {
  const { checks, secrets } = world.environment(order.service);
  const end = await world.checkRunner.run({
    id: `${order.incident}/${order.attempt}/build`, command: run, folder, log: order.log, secrets,
    env: { ...checks, ...order.build.env, DAYSHIFT_COMMIT: order.commit, DAYSHIFT_INCIDENT: order.incident },
    timeoutSeconds: order.build.timeoutSeconds,
  }, control);
  if (end.ended === 'cancelled') control.signal.throwIfAborted();
  if (end.ended !== 'exited') return `\`${run}\` was ended: ${end.ended} after ${Math.round(end.seconds)} s`;
  return end.exitCode === 0 ? undefined : `\`${run}\` ended with exit code ${end.exitCode}; its output is in the log`;
}
