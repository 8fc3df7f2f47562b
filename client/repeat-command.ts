// Which one command repeats a check in a clone? As a POSIX shell takes it, and as the gate's answer gives it.
import type { Point } from '../src/contracts/check';

const LEFT_ALONE = /^[A-Za-z0-9_@%+:,./=-]+$/;

export function repeatCommand({ check, point }: { check: string; point: Point }): string {
  const places = Object.entries(point).flatMap(([axis, value]) => ['--at', shellWord(`${axis}=${value}`)]);
  return ['dayshift pipeline run', '--check', shellWord(check), ...places].join(' ');
}

function shellWord(text: string): string {
  return LEFT_ALONE.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
