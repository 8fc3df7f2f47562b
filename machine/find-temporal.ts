// Where is Temporal's program on this machine? Named, on the path, or fetched once into the tool cache by the checkout's own script.
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DayshiftError } from '../src/errors';
import type { Environment } from '../src/config/substitute';

const FETCH_WITHIN_MS = 600_000;
const SCRIPT = path.join(__dirname, __dirname.includes(`${path.sep}dist${path.sep}`) ? '../..' : '..', 'scripts', 'tools.mjs');

/** An absolute path. Throws `part-missing`. */
export async function findTemporal(env: Environment): Promise<string> {
  const named = env['DAYSHIFT_TEMPORAL'];
  if (named) return named;
  for (const folder of (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, 'temporal');
    if (await access(file, constants.X_OK).then(() => true, () => false)) return file;
  }
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, 'temporal', '--json'], { timeout: FETCH_WITHIN_MS });
    return (JSON.parse(stdout) as { temporal: string }).temporal;
  } catch (error) {
    throw new DayshiftError('part-missing', { part: 'Temporal\'s command', advice: 'Install it (https://docs.temporal.io/cli), name it with DAYSHIFT_TEMPORAL, or name a Temporal that runs with TEMPORAL_ADDRESS.' }, { cause: error });
  }
}
