// Which path does git know a file by?
import path from 'node:path';

/** A path as git stores it: undefined when it cannot be inside a repository. */
export function pathInside(file: string): string | undefined {
  const normal = path.posix.normalize(file);
  return normal.startsWith('/') || normal.startsWith('..') || normal === '.' || normal.includes('\0') ? undefined : normal;
}
