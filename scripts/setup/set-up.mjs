// What must be there before dayshift or its tests run? Node, git, packages, the build and the parts, each only if missing.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureTools } from '../tools.mjs';
import { seconds } from '../tools/resolve.mjs';
import { build, isBuilt, sourceDigest } from './build.mjs';
import { dependenciesMatch, installDependencies } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { checkMachine } from './machine.mjs';

/** The folder of the project that these scripts belong to. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Makes everything ready and resolves to the paths of the named parts. Packages and parts are fetched side by side. Two
 * set-ups at once in one clone wait for each other where they write. A step that had to do something prints a line.
 */
export async function setUp({ tools, withBuild = true, log, root = projectRoot }) {
  const started = Date.now();
  await checkMachine();
  const dependenciesReady = ensureDependencies(root, log);
  const sources = dependenciesReady.then(() => (withBuild ? ensureBuild(root, log) : undefined));
  const parts = tools.length > 0 ? ensureTools(tools, { log: (line) => log(`  ${line}`), dependenciesReady }) : Promise.resolve({});
  const outcomes = await Promise.allSettled([sources, parts]);
  const faults = outcomes.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message);
  if (faults.length > 0) throw new Error(faults.join('\n\n'));
  log(`Set-up done (${seconds(started)})`);
  return outcomes[1].value;
}

/** Installs the packages of package-lock.json, unless they are there. */
export async function ensureDependencies(root, log) {
  if (await dependenciesMatch(root)) return;
  await locked(root, log, async () => {
    if (await dependenciesMatch(root)) return;
    const started = Date.now();
    log('Packages: npm ci');
    await installDependencies(root);
    log(`Packages: installed (${seconds(started)})`);
  });
}

/** Builds dist/, unless it is built from the sources as they are. */
export async function ensureBuild(root, log) {
  const before = await sourceDigest(root);
  if (await isBuilt(root, before)) return;
  await locked(root, log, async () => {
    const digest = await sourceDigest(root);
    if (await isBuilt(root, digest)) return;
    const started = Date.now();
    log('Build: npm run build');
    await build(root, digest);
    log(`Build: done (${seconds(started)})`);
  });
}

function locked(root, log, work) {
  const onWait = (pid) => log(`Waiting for another set-up in this folder (process ${pid})`);
  return withLock(join(root, '.dayshift', 'set-up.lock'), work, { onWait });
}
