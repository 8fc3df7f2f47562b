// The machine's room: what runs all of dayshift on one machine. The command line loads it late.
import { DayshiftError } from '../src/errors';

export { runInForeground } from './foreground';
export { standUp, type Up } from './up';

/** What a person can put right, in words; undefined for what only we can. */
export function explain(error: unknown): { message: string; advice: string } | undefined {
  return error instanceof DayshiftError ? { message: error.message, advice: error.advice } : undefined;
}
