// With which faults is a file refused? One line each, none when it is taken.
import { DayshiftError } from '../../src/errors';

/** Whatever else than a refusal is thrown comes out. */
export function faultsIn(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof DayshiftError && error.code === 'file-faults') return String(error.details['faults']).split('\n');
    throw error;
  }
  return [];
}
