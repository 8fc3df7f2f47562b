// What went into a build, and what is it made of? The lock files as the commit has them, and one bill of materials: the build's own, or one of a lock file.
import { lstat, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Evidence } from '../src/contracts/evidence';
import { DayshiftError } from '../src/errors';
import type { LockFile } from '../src/ports/bill-of-materials';
import type { BuildOrder } from './build';
import { maskValues } from './build-provenance';
import type { World } from './world';

export const BILL_TYPE = 'application/vnd.cyclonedx+json';
const BILL_NAME = 'build/bill-of-materials.cdx.json';
const LARGEST_BYTES = 64 * 1024 * 1024;

/** What package managers call what they were told to install; those that a bill can be made of come first. */
const LOCK_FILES = [
  'npm-shrinkwrap.json', 'package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'deno.lock', 'poetry.lock', 'uv.lock', 'Pipfile.lock', 'requirements.txt',
  'Cargo.lock', 'go.sum', 'Gemfile.lock', 'composer.lock', 'gradle.lockfile', 'packages.lock.json', 'mix.lock', 'flake.lock',
];

/** Read before any command runs: a command may change them. */
export async function lockFilesOf(folder: string): Promise<LockFile[]> {
  const read = await Promise.all(LOCK_FILES.map(async (name) => {
    const text = await textInside(folder, name);
    return text === undefined ? [] : [{ name, text }];
  }));
  return read.flat();
}

type BillWorld = Pick<World, 'billOfMaterials' | 'evidence' | 'environment' | 'logs'>;

/** At most one. Why there is none is said in the log. Throws `file-missing`, `bill-of-materials-unreadable` when the build did not write what `build.sbom` names. */
export async function billOf(world: BillWorld, order: BuildOrder, { folder, lockFiles, digest }: { folder: string; lockFiles: readonly LockFile[]; digest: string }): Promise<Evidence[]> {
  const say = (text: string): Promise<void> => world.logs.append(order.log, `bill of materials: ${text}\n`);
  const own = order.build.sbom;
  if (own !== undefined) {
    const text = await textInside(folder, own);
    if (text === undefined) throw new DayshiftError('file-missing', { file: own, where: 'the build\'s checkout (build.sbom)' });
    const components = world.billOfMaterials.check(text, own);
    await say(`${own}, which the build wrote, with ${components} components`);
    return [await keep(world, order, text)];
  }
  const [lockFile] = lockFiles;
  if (!lockFile) {
    await say('none, because there is no lock file in the checkout');
    return [];
  }
  const bill = world.billOfMaterials.make(lockFile, { name: order.service, digest });
  if ('without' in bill) {
    await say(`none, because ${bill.without}; \`build.sbom\` names one that the build writes itself`);
    return [];
  }
  await say(`${bill.components} components of ${lockFile.name}`);
  return [await keep(world, order, bill.text)];
}

/** A value that must not be written down is masked; otherwise the bytes stay as they are. */
async function keep(world: BillWorld, order: BuildOrder, text: string): Promise<Evidence> {
  const { secrets } = world.environment(order.service);
  const holds = secrets.some((secret) => secret.length >= 4 && text.includes(JSON.stringify(secret).slice(1, -1)));
  return world.evidence.put({ name: BILL_NAME, mediaType: BILL_TYPE, text: holds ? JSON.stringify(maskValues(JSON.parse(text), secrets)) : text });
}

/** The text of a file that lies in the folder, also by its real path; undefined for what is absent, no file, or larger than 64 MiB. */
async function textInside(folder: string, name: string): Promise<string | undefined> {
  const file = await realpath(path.join(folder, name)).catch(() => undefined);
  if (file === undefined || path.relative(await realpath(folder), file).split(path.sep)[0] === '..') return undefined;
  const stats = await lstat(file);
  return stats.isFile() && stats.size <= LARGEST_BYTES ? readFile(file, 'utf8') : undefined;
}
