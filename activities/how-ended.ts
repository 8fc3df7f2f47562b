// How is a command spoken of that did not come to its own end? By what ended it, and which limit it passed.
import type { RunEnd } from '../src/ports/check-runner';

export function howEnded({ ended, why }: Pick<RunEnd, 'ended' | 'why'>): string {
  return why === undefined ? ended : `${ended} (${why})`;
}
