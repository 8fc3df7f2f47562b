// When do alerts of one cause go out, and which together? Pure: a window that grows with the load, from nothing to two seconds.

export const LONGEST_WINDOW_MS = 2000;
/** So many deliveries are worth a signal of their own at any time: ten thousand are 25 signals, about 100 events. */
export const FULL_BATCH = 400;
const FORGETS_MS = 2000; // the load halves and halves again: after about this long a delivery counts for a third
const QUIET_LOAD = 4; // up to two deliveries a second go out at once
const MS_PER_LOAD = 100;
const HEAVIEST_BATCH = 512 * 1024; // bytes; Temporal refuses a signal above 2 MiB

/** `same`: deliveries that share it are sent once, and only the first weighs anything. `at`: when it came, in milliseconds. */
export interface Delivery<T> { item: T; weight: number; same?: string; at: number }

export interface AlertWindow<T> {
  readonly waiting: readonly Delivery<T>[];
  readonly sending: boolean; // one batch at a time, so that the order is kept
  readonly load: number; // deliveries, each fading with time
  readonly loadAt: number; // ms
  readonly sentAt: number; // ms; when the last batch went out
}

export function quietWindow<T>(now: number): AlertWindow<T> {
  return { waiting: [], sending: false, load: 0, loadAt: now, sentAt: now - LONGEST_WINDOW_MS };
}

function loadAt(window: AlertWindow<unknown>, now: number): number {
  return window.load * Math.exp(-Math.max(0, now - window.loadAt) / FORGETS_MS);
}

/** How long after the last batch the next one goes out, in milliseconds: 0 when little comes, at most two seconds. */
export function windowMs(load: number): number {
  return load <= QUIET_LOAD ? 0 : Math.min(LONGEST_WINDOW_MS, (load - QUIET_LOAD) * MS_PER_LOAD);
}

export function offered<T>(window: AlertWindow<T>, delivery: Omit<Delivery<T>, 'at'>, now: number): AlertWindow<T> {
  return { ...window, waiting: [...window.waiting, { ...delivery, at: now }], load: loadAt(window, now) + 1, loadAt: now };
}

export type Due<T> = { kind: 'nothing' } | { kind: 'wait'; ms: number } | { kind: 'send'; batch: T[]; window: AlertWindow<T> };

/** What is to be done now: nothing (nothing waits, or a batch is on its way), wait, or send the oldest that fit together. */
export function due<T>(window: AlertWindow<T>, now: number): Due<T> {
  const [oldest] = window.waiting;
  if (window.sending || !oldest) return { kind: 'nothing' };
  // What a heavy batch had to leave behind has waited already: nobody waits longer than the longest window.
  const ms = Math.min(window.sentAt + windowMs(loadAt(window, now)), oldest.at + LONGEST_WINDOW_MS) - now;
  if (ms > 0 && window.waiting.length < FULL_BATCH) return { kind: 'wait', ms };
  const count = fitting(window.waiting);
  const batch = window.waiting.slice(0, count).map(({ item }) => item);
  return { kind: 'send', batch, window: { ...window, waiting: window.waiting.slice(count), sending: true, sentAt: now } };
}

/** The batch on its way has arrived, or has failed. */
export function arrived<T>(window: AlertWindow<T>): AlertWindow<T> {
  return { ...window, sending: false };
}

/** Nothing waits and nothing that came is remembered: the window can be dropped. */
export function isIdle(window: AlertWindow<unknown>, now: number): boolean {
  return !window.sending && window.waiting.length === 0 && now - window.loadAt > 10 * FORGETS_MS;
}

function fitting(waiting: readonly Delivery<unknown>[]): number {
  const seen = new Set<string>();
  let weight = 0;
  const over = waiting.findIndex((delivery) => {
    const isKnown = delivery.same !== undefined && seen.has(delivery.same);
    if (delivery.same !== undefined) seen.add(delivery.same);
    return (weight += isKnown ? 0 : delivery.weight) > HEAVIEST_BATCH;
  });
  return over === -1 ? waiting.length : Math.max(1, over);
}
