// Where do fetched parts live, and how do they get there whole? One folder a part and edition, filled aside, then renamed.

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Longer than any fetch may take, so that what is older was left by a set-up that was ended. */
const abandonedAfterMinutes = 60;

/**
 * Opens the tool cache: $DAYSHIFT_CACHE, else the user's cache folder, else the project's `.dayshift`, whichever can
 * be written first. A $DAYSHIFT_CACHE that cannot be written is an error, because somebody asked for exactly that one.
 */
export async function openCache(env = process.env) {
  const refused = [];
  for (const root of candidates(env)) {
    try {
      await mkdir(join(root, 'tools', '.unfinished'), { recursive: true });
      const tools = join(root, 'tools');
      await rmdir(await mkdtemp(join(tools, '.unfinished', 'probe-')));
      await removeAbandoned(join(tools, '.unfinished'));
      return { tools };
    } catch (error) {
      refused.push(`${root}: ${error.message}`);
      if (env.DAYSHIFT_CACHE) break;
    }
  }
  throw new Error(`No folder for the tool cache can be written. Set DAYSHIFT_CACHE to one that can.\n  ${refused.join('\n  ')}`);
}

/** The folder of one part: another edition, platform or processor is another folder. */
export function partFolder(cache, name, edition) {
  return join(cache.tools, name, `${edition}-${process.platform}-${process.arch}`);
}

/** What is recorded beside a part, with its executable as an absolute path; undefined when the part is not there. */
export async function readRecord(folder) {
  try {
    const record = JSON.parse(await readFile(join(folder, 'part.json'), 'utf8'));
    return { ...record, executable: join(folder, record.executable) };
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A fresh folder on the cache's own file system, so that what is filled there can be renamed into place. */
export async function unfinishedFolder(cache, name) {
  return mkdtemp(join(cache.tools, '.unfinished', `${name}-`));
}

/**
 * Moves a filled folder into place in one step and returns its executable there. When another set-up was first, its
 * part is as good as ours, and ours is dropped.
 */
export async function commit(cache, filled, target, record) {
  const executable = relative(filled, record.executable);
  await writeFile(join(filled, 'part.json'), `${JSON.stringify({ ...record, executable }, null, 2)}\n`);
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(filled, target);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(filled, { recursive: true, force: true });
    return (await readRecord(target))?.executable ?? join(target, executable);
  }
  return join(target, executable);
}

/** Takes a damaged part out of the way in one step, so that nobody starts it while it is being removed. */
export async function discard(cache, folder) {
  const aside = join(cache.tools, '.unfinished', `damaged-${randomBytes(6).toString('hex')}`);
  try {
    await rename(folder, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

function candidates(env) {
  if (env.DAYSHIFT_CACHE) return [env.DAYSHIFT_CACHE];
  const home = homedir();
  const ofUser = process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
  const base = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : ofUser;
  return [...(isAbsolute(base) ? [join(base, 'dayshift')] : []), join(projectFolder, '.dayshift')];
}

async function removeAbandoned(folder) {
  const oldest = Date.now() - abandonedAfterMinutes * 60_000;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch((error) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found && found.mtimeMs < oldest) await rm(path, { recursive: true, force: true });
  }
}
