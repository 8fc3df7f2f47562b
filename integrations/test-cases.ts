// What do readers of tests share? Names that are the same in every cell and checkout, messages of one length, times that are not negative.
import path from 'node:path';

export const JOINT = ' › ';
export const LONGEST_MESSAGE = 1000;
export const NAMELESS = 'a test without a name';
const LONGEST_NAME = 1000;

export function joined(parts: readonly string[]): string {
  return parts.join(JOINT).slice(0, LONGEST_NAME);
}

/** A suite that is called after its file's path is called differently in each checkout. */
export function isStable(suite: string): boolean {
  return !path.isAbsolute(suite);
}

/** What is no time, or below zero, is none. */
export function timeOf(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
