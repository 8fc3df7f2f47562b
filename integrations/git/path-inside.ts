// Which path does git know a file by?
import path from 'node:path';

/** A path as git stores it: undefined when it cannot be that of something inside a repository. The repository itself has none. */
export function pathInside(file: string): string | undefined {
  const normal = path.posix.normalize(file).replace(/\/+$/, '');
  return normal === '' || normal.startsWith('/') || normal === '..' || normal.startsWith('../') || normal === '.' || normal.includes('\0') ? undefined : normal;
}
