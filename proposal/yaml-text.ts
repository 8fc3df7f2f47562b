// How is a value written in YAML so that it is read as it is meant, and kept readable?
import { stringify } from 'yaml';

/** What a person must put right is found by this word. */
export const LOOK = 'LOOK HERE';

/** One line, quoted only where it must be. */
export function scalar(value: string): string {
  return stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd();
}
