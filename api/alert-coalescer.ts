// How do many deliveries become few signals? A window for each key; every delivery is answered once its batch is durable.
import { DayshiftError } from '../src/errors';
import { arrived, due, isIdle, offered, quietWindow, type AlertWindow } from './alert-window';

const MOST_WAITING = 5000; // deliveries of one key: beyond that the sender is asked to come back
const SWEEP_ABOVE = 1000; // windows

interface Waiting<T, R> { item: T; resolve: (answer: R) => void; reject: (error: unknown) => void }

export interface Coalescer<T, R> {
  /** Resolves with the delivery's own answer when the batch that carries it is durable; rejects when that batch failed. Deliveries with the same `same` weigh once in a batch: `send` sends them once. */
  offer(key: string, item: T, weight: number, same?: string): Promise<R>;
  /** Resolves when nothing waits and nothing is on its way. */
  drained(): Promise<void>;
}

export interface CoalescerOptions<T, R> {
  /** Makes a batch durable, all or nothing; answers in the batch's order. */
  send(key: string, batch: T[]): Promise<R[]>;
  now?: () => number; // ms
  later?: (ms: number, run: () => void) => void;
}

export function createCoalescer<T, R>({ send, now = Date.now, later = setTimer }: CoalescerOptions<T, R>): Coalescer<T, R> {
  const windows = new Map<string, AlertWindow<Waiting<T, R>>>();
  const timers = new Set<string>();
  let onDrained: (() => void)[] = [];

  function offer(key: string, item: T, weight: number, same?: string): Promise<R> {
    const window = windows.get(key) ?? quietWindow<Waiting<T, R>>(now());
    if (window.waiting.length >= MOST_WAITING) return Promise.reject(new DayshiftError('unreachable', { what: 'Temporal', reason: 'too many alerts wait for it' }));
    return new Promise<R>((resolve, reject) => {
      windows.set(key, offered(window, { item: { item, resolve, reject }, weight, same }, now()));
      act(key);
    });
  }

  function act(key: string): void {
    const window = windows.get(key);
    const next = window ? due(window, now()) : { kind: 'nothing' as const };
    if (next.kind === 'wait') wake(key, next.ms);
    if (next.kind !== 'send') return settle();
    windows.set(key, next.window);
    void deliver(key, next.batch);
  }

  function wake(key: string, ms: number): void {
    if (timers.has(key)) return; // it looks again, and waits longer when more has come
    timers.add(key);
    later(ms, () => { timers.delete(key); act(key); });
  }

  async function deliver(key: string, batch: Waiting<T, R>[]): Promise<void> {
    try {
      const answers = await send(key, batch.map(({ item }) => item));
      if (answers.length !== batch.length) throw new Error('a batch was answered in part');
      batch.forEach((waiting, at) => waiting.resolve(answers[at] as R));
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
    const window = windows.get(key);
    if (window) windows.set(key, arrived(window));
    act(key);
  }

  function settle(): void {
    if (windows.size > SWEEP_ABOVE) for (const [key, window] of windows) if (isIdle(window, now())) windows.delete(key);
    if (onDrained.length === 0 || [...windows.values()].some((window) => window.sending || window.waiting.length > 0)) return;
    const told = onDrained;
    onDrained = [];
    for (const tell of told) tell();
  }

  return { offer, drained: () => new Promise((resolve) => { onDrained.push(resolve); settle(); }) };
}

function setTimer(ms: number, run: () => void): void {
  setTimeout(run, ms);
}
