// Does nothing listen on a port of this machine? Tried by listening on it for a moment: whoever is told so may still be too late.
import { createServer } from 'node:net';

/** Of the loopback address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
