// What does a piece of evidence say? Asked for when somebody wants it, once for each while it is shown.
import type { Evidence } from '../../../src/contracts/evidence';
import { addressOf } from '../evidence';
import { useAnswer } from './answer';
import type { Answered } from './answer';

export function useKept<Body>(evidence: Evidence | undefined, read: (json: unknown) => Body): Answered<Body> {
  return useAnswer(evidence && addressOf(evidence), read);
}
