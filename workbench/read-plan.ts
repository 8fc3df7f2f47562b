// What would an attempt be judged by, if the working copy's pipeline file were the protected one? And what of it has ended meanwhile?
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { endedExceptions } from '../src/config/cross-field-exceptions';
import { parsePipelineFile } from '../src/config/pipeline-file';
import type { PipelineFile } from '../src/contracts/pipeline-file';
import type { Plan } from '../src/contracts/plan';
import { PIPELINE_FILE } from '../src/domain/ids';
import { planAttempt } from '../src/domain/plan';
import { DayshiftError } from '../src/errors';
import { topOf } from './place';

export interface Checked { name: string; file: PipelineFile; plan: Plan; warnings: string[] }

/** Reads `written`, or the clone's own file. Throws `file-faults` with all of them, `file-missing`, `not-a-clone`. */
export async function readPlan(folder: string, written?: string): Promise<Checked> {
  const where = written === undefined ? path.join(await topOf(folder), PIPELINE_FILE) : path.resolve(folder, written);
  const name = path.relative(folder, where) || where;
  const text = await readFile(where, 'utf8').catch((cause: unknown) => {
    throw new DayshiftError('file-missing', { file: written ?? PIPELINE_FILE, where: path.dirname(where) }, { cause });
  });
  const today = new Date();
  const day = today.toISOString().slice(0, 10);
  const file = parsePipelineFile(text, name, undefined, today);
  const plan = planAttempt(file, { pipelineDigest: '', pipelineCommit: '', touchesPipeline: false, weakens: [], day });
  return { name, file, plan, warnings: endedExceptions(file, day).map(({ what, day: ended }) => `${what} ended on ${ended} and lets nothing through: renew it or take it out`) };
}
