// Which ports are free? From a base upwards, each handed out once, so that two days side by side do not meet.
import net from 'node:net';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

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
