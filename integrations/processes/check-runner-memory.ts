// How much memory do the processes of a run hold together? Looked at several times a second; passing the limit is told at once.
import { existsSync, readFileSync } from 'node:fs';
import type { RunEnd } from '../../src/ports/check-runner';
import { growthPerHour, type Sample } from './check-runner-growth';
import type { Tracker } from './check-runner-members';
import { SUPERVISOR } from './check-runner-services';

export interface MemoryMeter {
  passed: Promise<void>; // the limit; rejects when a limit is set and nothing can be read
  stop(): RunEnd['memory'];
}

const FIRST_MILLISECONDS = [20, 80]; // a short command is seen too
const EVERY_MILLISECONDS = 200; // timers are late: seldom more than 250
const SHARE_OF_TIME = 0.01; // proportional sizes cost a walk through the page tables: no more of a core than this
const KIBIBYTE = 1024;

const RESIDENT = { file: 'status', line: /^VmRSS:\s*(\d+) kB/m } as const;
const PROPORTIONAL = { file: 'smaps_rollup', line: /^Pss:\s*(\d+) kB/m } as const;

function readBytes(pid: number, { file, line }: { file: string; line: RegExp }): number | undefined {
  try {
    const found = line.exec(readFileSync(`/proc/${pid}/${file}`, 'latin1'));
    return found ? Number(found[1]) * KIBIBYTE : undefined;
  } catch {
    return undefined; // ended meanwhile, or not ours to read
  }
}

/** Undefined where memory can be measured, else why not. */
export function memoryObstacle(): string | undefined {
  return process.platform === 'linux' && existsSync('/proc/self/status') ? undefined : 'this machine has no /proc to measure it by';
}

function isSupervisor(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').endsWith(`\0${SUPERVISOR}\0`);
  } catch {
    return false; // ended meanwhile
  }
}

/** Shared pages count in each process, so that the sum is never too low. */
function residentOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readBytes(pid, RESIDENT) ?? 0), 0);
}

/** Shared pages count once, in parts; where that is not told the resident size counts. */
function proportionalOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readBytes(pid, PROPORTIONAL) ?? readBytes(pid, RESIDENT) ?? 0), 0);
}

/**
 * Resident sizes are read every time. Proportional ones are read as often as they cost little, and always before the limit is called
 * passed; in between the last proportional figure follows the resident one.
 */
function createGauge(): (pids: readonly number[], limitBytes: number) => number {
  let last = { proportional: 0, resident: 0 };
  let nextAt = 0;

  function measure(pids: readonly number[], resident: number): number {
    const before = performance.now();
    last = { proportional: Math.min(proportionalOf(pids), resident), resident };
    const after = performance.now();
    nextAt = after + (after - before) / SHARE_OF_TIME;
    return last.proportional;
  }
  return (pids, limitBytes) => {
    const resident = residentOf(pids);
    const followed = Math.min(resident, Math.max(0, last.proportional + resident - last.resident));
    return performance.now() >= nextAt || followed > limitBytes ? measure(pids, resident) : followed;
  };
}

export interface MemoryRules {
  limitBytes?: number; // without one what cannot be read is left out
  hasServices: boolean; // then dayshift's own process is among the run's
}

/** Begins at once. */
export function measureMemory(tracker: Tracker, { limitBytes = Infinity, hasServices }: MemoryRules): MemoryMeter {
  const started = performance.now();
  const samples: Sample[] = [];
  const gauge = createGauge();
  let timer: NodeJS.Timeout | undefined;
  let settle: { pass: () => void; fail: (error: unknown) => void } | undefined;
  const passed = new Promise<void>((pass, fail) => { settle = { pass, fail }; });
  passed.catch(() => undefined); // heard where it is awaited

  function sample(): void {
    const pids = tracker.look().map(({ pid }) => pid).filter((pid) => !hasServices || !isSupervisor(pid));
    const bytes = gauge(pids, limitBytes);
    if (bytes > 0) samples.push({ seconds: (performance.now() - started) / 1000, bytes });
    if (bytes > limitBytes) settle?.pass();
  }
  function plan(): void {
    timer = setTimeout(() => {
      try {
        sample();
        plan();
      } catch (error) {
        if (limitBytes !== Infinity) settle?.fail(error);
      }
    }, FIRST_MILLISECONDS[samples.length] ?? EVERY_MILLISECONDS);
  }
  function stop(): RunEnd['memory'] {
    clearTimeout(timer);
    if (samples.length === 0) return undefined;
    const growth = growthPerHour(samples);
    return { peakBytes: samples.reduce((most, { bytes }) => Math.max(most, bytes), 0), ...(growth === undefined ? {} : { growthPerHour: growth }) };
  }

  if (memoryObstacle() === undefined) plan();
  return { passed, stop };
}
