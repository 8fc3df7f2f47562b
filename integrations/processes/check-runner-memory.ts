// How much memory do the processes of a run hold together? Looked at several times a second; passing the limit is told at once.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
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
const SHARE_OF_TIME = 0.005; // proportional sizes cost a walk through the page tables: no more of a core than this
const GROWN = 1.1; // what has grown so much is measured anew: it seldom happens for long
const KIBIBYTE = 1024;

const LARGEST_TEXT = 4096;
const PAGE_SIZE_KEY = 6n; // AT_PAGESZ
const USUAL_PAGE_BYTES = 4096;

/** Many small files again and again: into one buffer, which costs half of reading each whole. */
function createReader(): (file: string) => string | undefined {
  const buffer = Buffer.alloc(LARGEST_TEXT);
  return (file) => {
    try {
      const descriptor = openSync(file, 'r');
      try {
        return buffer.toString('latin1', 0, readSync(descriptor, buffer));
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return undefined; // ended meanwhile, or not ours to read
    }
  };
}

/** From what the kernel told this process when it was started: pairs of key and value. */
function pageBytes(): number {
  const told = readFileSync('/proc/self/auxv');
  for (let at = 0; at + 16 <= told.length; at += 16) if (told.readBigUInt64LE(at) === PAGE_SIZE_KEY) return Number(told.readBigUInt64LE(at + 8));
  return USUAL_PAGE_BYTES;
}

/** Undefined where memory can be measured, else why not. */
export function memoryObstacle(): string | undefined {
  return process.platform === 'linux' && existsSync('/proc/self/status') ? undefined : 'this machine has no /proc to measure it by';
}

/**
 * Resident sizes are read every time. Proportional ones are read as often as they cost little, when much was added, and always before the
 * limit is called passed; in between the resident size counts by the share of it that was proportional the last time.
 */
function createGauge(read: ReturnType<typeof createReader>): (pids: readonly number[], limitBytes: number) => number {
  const page = pageBytes();
  let last = { proportional: 0, resident: 0 };
  let nextAt = 0;

  /** Shared pages count in each process, so that the sum is never too low. */
  function residentOf(pid: number): number {
    return Number(read(`/proc/${pid}/statm`)?.split(' ')[1] ?? 0) * page;
  }
  /** Shared pages count in parts; where that is not told the resident size counts. */
  function proportionalOf(pid: number): number {
    const told = /^Pss:\s*(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '');
    return told ? Number(told[1]) * KIBIBYTE : residentOf(pid);
  }
  function measure(pids: readonly number[], resident: number): number {
    const before = performance.now();
    last = { proportional: Math.min(pids.reduce((sum, pid) => sum + proportionalOf(pid), 0), resident), resident };
    const after = performance.now();
    nextAt = after + (after - before) / SHARE_OF_TIME;
    return last.proportional;
  }
  return (pids, limitBytes) => {
    const resident = pids.reduce((sum, pid) => sum + residentOf(pid), 0);
    const atMost = Math.min(resident, last.proportional + Math.max(0, resident - last.resident));
    const hasGrown = resident > last.resident * GROWN;
    if (performance.now() >= nextAt || hasGrown || atMost > limitBytes) return measure(pids, resident);
    return Math.round(Math.min(limitBytes, last.resident > 0 ? resident * (last.proportional / last.resident) : resident));
  };
}

export interface MemoryRules {
  limitBytes?: number; // without one what cannot be read is left out
  hasServices: boolean; // then dayshift's own process is among the run's
}

/** Begins at once; tells nothing where nothing can be measured. */
export function measureMemory(tracker: Tracker, { limitBytes = Infinity, hasServices }: MemoryRules): MemoryMeter {
  if (memoryObstacle() !== undefined) return { passed: new Promise(() => undefined), stop: () => undefined };
  const started = performance.now();
  const samples: Sample[] = [];
  const read = createReader();
  const gauge = createGauge(read);
  let timer: NodeJS.Timeout | undefined;
  let settle: { pass: () => void; fail: (error: unknown) => void } | undefined;
  const passed = new Promise<void>((pass, fail) => { settle = { pass, fail }; });
  passed.catch(() => undefined); // heard where it is awaited

  function sample(): void {
    const pids = tracker.glance().filter((pid) => !hasServices || !read(`/proc/${pid}/cmdline`)?.startsWith(SUPERVISOR));
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

  plan();
  return { passed, stop };
}
