// Whom does the door answer? Only its own names, so that no foreign page reaches it by a name that was bent to this machine.
import type { RequestHandler } from 'express';
import { DoorError } from './problem';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function nameOf(authority: string): string {
  return authority.toLowerCase().replace(/:\d+$/, '');
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? nameOf(new URL(url).host) : undefined;
}

/** Checks `Host` on every request, and `Origin` on those that change something. `names` come besides the loopback names. */
export function checkHosts(names: readonly string[]): RequestHandler {
  const known = new Set([...LOOPBACK, ...names.map(nameOf)]);
  return (request, _response, next) => {
    if (!known.has(nameOf(request.get('host') ?? ''))) throw new DoorError('host-unknown');
    const origin = request.get('origin');
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && origin !== undefined && !known.has(hostOf(origin) ?? '')) throw new DoorError('origin-unknown');
    next();
  };
}
