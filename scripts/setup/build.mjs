// Is dist/ built from the sources as they are now? Their content is hashed; times of files say nothing after a checkout.

import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { run } from '../tools/run.mjs';
import { npmCommand } from './npm.mjs';

const buildLimitSeconds = 600;
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
/** The template of the demo's shop is a project of its own and no part of the build. */
const foreign = new Set(['node_modules', 'dist', join('demo', 'storefront')]);

/** One digest over the content of everything that the build reads. */
export async function sourceDigest(root) {
  const { include } = JSON.parse(await readFile(join(root, 'tsconfig.build.json'), 'utf8'));
  const files = [...settings, ...(await Promise.all([...include, 'dashboard'].map((folder) => filesUnder(root, folder)))).flat().sort()];
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256');
  files.forEach((file, place) => hash.update(`${file}\0${contents[place].length}\0`).update(contents[place]));
  return hash.digest('hex');
}

/** True when the last build that ended well was of exactly this digest. */
export async function isBuilt(root, digest) {
  return (await readFile(stampOf(root), 'utf8').catch(absent)) === digest;
}

/**
 * Runs `npm run build` and stamps dist/ with the digest of what was built. The old stamp goes first, so that a build that
 * is ended half-way is done again. Rejects with what the compiler said.
 */
export async function build(root, digest) {
  const [command, ...before] = npmCommand();
  if ((await readFile(stampOf(root), 'utf8').catch(absent)) === undefined) await forgetIncrementalState(root);
  await rm(stampOf(root), { force: true });
  await run(command, [...before, 'run', '--silent', 'build'], { cwd: root, limitSeconds: buildLimitSeconds }).catch((error) => {
    throw new Error(`The build failed (npm run build):\n${error.output || error.message}`, { cause: error });
  });
  await writeFile(stampOf(root), digest);
}

/** The compiler believes its own notes: with them, and without dist/, it would write nothing. */
async function forgetIncrementalState(root) {
  await rm(join(root, 'node_modules', '.cache', 'dayshift'), { recursive: true, force: true });
}

function stampOf(root) {
  return join(root, 'dist', '.built-from');
}

async function filesUnder(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error) => absent(error) ?? []);
  const found = await Promise.all(
    entries.map((entry) => {
      const path = relative(root, join(root, folder, entry.name));
      if (foreign.has(entry.name) || foreign.has(path)) return [];
      return entry.isDirectory() ? filesUnder(root, path) : [path.split(sep).join('/')];
    }),
  );
  return found.flat();
}

function absent(error) {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
