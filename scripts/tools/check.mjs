// Is this file the part that we need? It must run, say its version in the way we know, and be new enough.

import { delimiter, isAbsolute, join } from 'node:path';
import { access, constants } from 'node:fs/promises';
import { run } from './run.mjs';

const limitSeconds = 20;

/** Runs the part's `--version` and returns the version. Rejects with one line that says what is wrong with the file. */
export async function checkPart(part, executable) {
  const { stdout, stderr } = await run(executable, ['--version'], { limitSeconds }).catch((error) => {
    throw new Error(`does not run (${error.message.replace(executable, 'it').replace('it is not installed', 'it is not there')})`, { cause: error });
  });
  const version = part.version.exec(stdout + stderr)?.[1];
  if (!version) throw new Error(`does not look like ${part.title}: it says "${(stdout + stderr).trim().split('\n')[0].slice(0, 100)}"`);
  if (isOlder(version, part.least)) throw new Error(`${version} is older than ${part.least}`);
  return version;
}

/** Every file on PATH, and at the places where an installer puts it, that bears one of the part's names. */
export async function filesCalled(part, env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const files = [...part.commands.flatMap((command) => folders.map((folder) => join(folder, command))), ...(part.places?.[process.platform] ?? [])];
  const found = [];
  for (const file of new Set(files)) if (await isExecutable(file)) found.push(file);
  return found;
}

async function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function isOlder(version, least) {
  const [left, right] = [version, least].map((text) => text.split('.').map(Number));
  for (let place = 0; place < right.length; place += 1) {
    if ((left[place] ?? 0) !== right[place]) return (left[place] ?? 0) < right[place];
  }
  return false;
}
