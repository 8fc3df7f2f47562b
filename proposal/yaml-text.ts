// How is a value written in YAML so that it is read as it is meant, and kept readable?
import { stringify } from 'yaml';

/** What a person must put right is found by this word. */
export const LOOK = 'LOOK HERE';

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/;

/** Behind a `#`: what comes from outside ends no line, and does nothing to a terminal. */
export function remark(text: string): string {
  return text.split(CONTROLS).join(' ').trim();
}

/** One line, quoted only where it must be. */
export function scalar(value: string): string {
  if (CONTROLS.test(value)) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd();
}
