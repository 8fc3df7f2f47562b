// Does node_modules hold what package-lock.json asks for? npm's own list of what it installed is compared with it.

import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../tools/run.mjs';
import { npmCommand } from './npm.mjs';

const installLimitSeconds = 900;

/**
 * True when every package of the lock file is installed in exactly that version. npm writes its list last, so that an
 * install that was ended half-way is seen, and one made by hand with `npm install` is not done again.
 */
export async function dependenciesMatch(root) {
  const [wanted, installed] = await Promise.all([readLock(join(root, 'package-lock.json')), readLock(join(root, 'node_modules', '.package-lock.json'))]);
  if (!wanted) throw new Error('package-lock.json is missing. Restore it: git checkout package-lock.json');
  if (!installed) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => path === '' || entry.optional || entry.link || isSame(entry, installed.packages[path]));
}

/** Runs `npm ci`. Rejects with what npm said, and before anything is touched when what it empties lies elsewhere. */
export async function installDependencies(root) {
  await refuseLink(join(root, 'node_modules'));
  const [command, ...before] = npmCommand();
  await run(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: root, limitSeconds: installLimitSeconds }).catch((error) => {
    throw new Error(`npm ci failed. Run it by hand to see more: npm ci\n${error.output || error.message}`, { cause: error });
  });
}

/** npm empties node_modules before it installs: through a link that would be the folder of somebody else. */
async function refuseLink(folder) {
  const found = await lstat(folder).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found?.isSymbolicLink()) return;
  throw new Error(`node_modules is a symbolic link to ${await readlink(folder)}, which does not hold what package-lock.json asks for, and npm ci would empty that folder. Remove the link (rm node_modules), then try again; or bring that folder up to date where it belongs.`);
}

function isSame(wanted, installed) {
  return installed !== undefined && installed.version === wanted.version && installed.integrity === wanted.integrity;
}

async function readLock(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
