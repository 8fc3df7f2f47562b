// Where does a run on a working copy keep what it makes? Evidence in the clone, ignored by git; what can be made again in the user's cache.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { git } from '../integrations/git/git-command';
import { DayshiftError } from '../src/errors';

export interface Place {
  top: string; // the clone's top folder
  evidence: string; // `.dayshift/local` in it: reports and artifacts by digest, logs, a folder a run
  cache: string; // of this clone: checkouts, build caches, mirrors, what runs
}

/** The top folder of the clone that a folder lies in. Throws `not-a-clone`. */
export async function topOf(folder: string): Promise<string> {
  const answer = await git(['rev-parse', '--show-toplevel'], { folder });
  const top = answer.stdout.toString().trim();
  if (answer.code !== 0 || top === '') throw new DayshiftError('not-a-clone', { folder });
  return top;
}

/** Makes the folders. `DAYSHIFT_CACHE` names another place for the cache. */
export async function placeOf(folder: string, env: Readonly<Record<string, string | undefined>>): Promise<Place> {
  const top = await topOf(folder);
  const caches = env['DAYSHIFT_CACHE'] || path.join(env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'dayshift');
  const name = `${path.basename(top).replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40)}-${createHash('sha256').update(top).digest('hex').slice(0, 12)}`;
  const place = { top, evidence: path.join(top, '.dayshift', 'local'), cache: path.join(caches, 'workbench', name) };
  await mkdir(place.evidence, { recursive: true });
  await mkdir(place.cache, { recursive: true });
  await writeFile(path.join(place.evidence, '.gitignore'), '*\n');
  return place;
}
