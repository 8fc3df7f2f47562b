// Where is a repository? A path of this machine or an address of another; what may be shown of it, and what an address in it means.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { mask } from '../../src/errors';

const USER_PART = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi; // a token may stand where a name would
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const REMOTE = /^(https?|ssh|git|git\+ssh|ssh\+git):\/\/[^/]/i;
const SCP = /^[^/\\:]+:(?!:)/; // host:path; `ext::` and the like name a program

export function isUrl(repository: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(repository) || (/^[^/\\]+:/.test(repository) && !existsSync(repository));
}

/** Whether it lies on this machine. */
export function isLocal(repository: string): boolean {
  return !isUrl(repository) || /^file:/i.test(repository);
}

/** Whether git reaches it over the network, by one of its own ways and no program that the address names. */
export function isRemote(repository: string): boolean {
  return isUrl(repository) && (REMOTE.test(repository) || (SCP.test(repository) && !SCHEME.test(repository.replace(SCP, '')) && !repository.includes('://')));
}

/** Text without the user part of the addresses in it, and without what else looks like a secret. */
export function withoutCredentials(text: string): string {
  return mask(text.replace(USER_PART, '$1***@'));
}

/** What an address in a repository's .gitmodules means: `./` and `../` begin at the repository's own address, as git has it. */
export function resolveAddress(repository: string, address: string): string {
  if (!/^\.{1,2}(\/|$)/.test(address)) return address;
  if (!isUrl(repository)) return path.resolve(repository, address);
  let base = repository.replace(/\/+$/, '');
  let rest = address;
  for (let step = /^(\.{1,2})(?:\/+|$)/.exec(rest); step; step = /^(\.{1,2})(?:\/+|$)/.exec(rest)) {
    rest = rest.slice(step[0].length);
    if (step[1] === '..') base = base.replace(/[/:][^/:]*$/, (last) => (last.startsWith(':') ? ':' : ''));
  }
  return base.endsWith(':') ? `${base}${rest}` : `${base}/${rest}`;
}
