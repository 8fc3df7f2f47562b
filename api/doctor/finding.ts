// How is one thing that doctor looked at said? What was found and what to do; a part that fails is a finding, never an error.
import type { DoctorFinding } from '../../src/contracts/http';
import { answerWithin, reasonOf as plainReasonOf } from '../answer-within';

type Said = Omit<DoctorFinding, 'state'>;
export const well = (area: string, what: string, found: string): DoctorFinding => ({ area, what, state: 'well', found, advice: '' });
export const doubtful = (said: Said): DoctorFinding => ({ ...said, state: 'doubtful' });
export const broken = (said: Said): DoctorFinding => ({ ...said, state: 'broken' });

export interface Part { area: string; what: string; advice: string; seconds: number }

/** The findings of one part. An error, or no answer in time, is one finding that says so. */
export async function lookAt(part: Part, look: () => Promise<DoctorFinding[]>): Promise<DoctorFinding[]> {
  try {
    return await answerWithin(part.seconds, look());
  } catch (error) {
    const { area, what, advice } = part;
    return [broken({ area, what, found: reasonOf(error), advice })];
  }
}

/** As part of a sentence. */
export function reasonOf(error: unknown): string {
  return plainReasonOf(error).replace(/\.$/, '');
}

/** A list as people read it, cut when it is long. */
export function listed(words: readonly string[], most = 8): string {
  return words.length > most ? `${words.slice(0, most).join(', ')} and ${words.length - most} more` : words.join(', ');
}
