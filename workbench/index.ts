// The workbench: the pipeline of a working copy, for whoever has a clone and no dayshift running. The command line loads it late.
import { DayshiftError } from '../src/errors';

export { readPlan, type Checked } from './read-plan';
export { runPipeline, type LocalEnd, type News } from './run-pipeline';
export { readVariables } from './variables';

/** What a person can put right, in words; undefined for what only we can. `written`: the command line itself is wrong. */
export function explain(error: unknown): { message: string; advice: string; written: boolean } | undefined {
  if (!(error instanceof DayshiftError)) return undefined;
  return { message: error.message, advice: error.advice, written: error.code === 'cells-unknown' };
}
