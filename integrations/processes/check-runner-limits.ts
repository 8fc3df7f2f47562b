// Which limits does a run have, can they be kept here, and which was passed?
import type { LimitsPlan } from '../../src/contracts/plan';
import type { RunEnd } from '../../src/ports/check-runner';
import { DayshiftError } from '../../src/errors';
import { diskUseOf, watchDisk } from './check-runner-disk';
import { measureMemory, memoryObstacle } from './check-runner-memory';
import type { Tracker } from './check-runner-members';

export interface LimitsWatch {
  passed: Promise<RunEnd['ended']>; // the limit that was passed; rejects when one cannot be kept any more
  /** Ends the watching and tells what was measured. */
  stop(): RunEnd['memory'];
}
export interface Limited {
  limits: LimitsPlan;
  folders: readonly string[]; // that count for the limit on disk
  hasServices: boolean;
}

const MEBIBYTE = 1024 * 1024;

/** Throws `box-too-weak` for a limit that cannot be kept here. */
export async function refuseLimits({ limits, folders }: Limited): Promise<void> {
  const obstacle = limits.memoryBytes === undefined ? undefined : memoryObstacle();
  if (obstacle !== undefined) throw new DayshiftError('box-too-weak', { what: 'a limit on memory', reason: obstacle });
  if (limits.diskBytes !== undefined) await diskUseOf(folders);
}

/** Memory is always measured where it can be. */
export function watchLimits({ limits, folders, hasServices }: Limited, tracker: Tracker): LimitsWatch {
  const memory = measureMemory(tracker, { limitBytes: limits.memoryBytes, hasServices });
  const disk = limits.diskBytes === undefined ? undefined : watchDisk(folders, limits.diskBytes);
  return {
    passed: Promise.race([memory.passed.then(() => 'memory-limit' as const), ...(disk ? [disk.passed.then(() => 'disk-limit' as const)] : [])]),
    stop() {
      disk?.stop();
      return memory.stop();
    },
  };
}

/** The limit that a run passed in its last moment, which the watching may have missed. */
export async function lastLimit({ limits, folders }: Limited): Promise<RunEnd['ended'] | undefined> {
  return limits.diskBytes !== undefined && await diskUseOf(folders) > limits.diskBytes ? 'disk-limit' : undefined;
}

/** What there is to say of a limit that was passed. */
export function whyLimit(ended: RunEnd['ended'], limits: LimitsPlan): string | undefined {
  const said = (what: string, bytes = 0): string => `${what} than ${Math.round((bytes / MEBIBYTE) * 10) / 10} MiB`;
  if (ended === 'memory-limit') return said('its processes held more memory together', limits.memoryBytes);
  if (ended === 'disk-limit') return said('its folders grew larger', limits.diskBytes);
  if (ended === 'output-limit') return said('it said more', limits.outputBytes);
  return undefined;
}
