// How is a repository's address told? As it was written, without what lets one in.

/** User and password of a URL are left out; `git@host:path` and paths on a disk stay as they are. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@\s]*@/i, '$1');
}
