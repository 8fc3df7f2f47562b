// Which ports are free? From a base upwards, each handed out once, so that two days side by side do not meet.
import { isFree } from '../integrations/free-port';

/** Hands out free loopback ports, one after the other; throws when it runs past 65535. */
export function createPortFinder(base: number): () => Promise<number> {
  let next = base;
  return async function findPort(): Promise<number> {
    for (; next <= 65535; next += 1) {
      if (await isFree(next)) return next++;
    }
    throw new Error(`No free port from ${base} upwards: choose another with --port-base.`);
  };
}
