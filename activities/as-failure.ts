// How does an error leave an activity? Once, here: code as type, advice kept, retry by the catalogue, secrets masked.
import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { DayshiftError, mask } from '../src/errors';

/** What Temporal sees: cancellation as it is, ours by its catalogue entry, anything else retryable with its masked message. */
export function asFailure(error: unknown): Error {
  if (error instanceof CancelledFailure || error instanceof ApplicationFailure) return error;
  if (error instanceof DayshiftError) {
    const { entry } = error;
    return ApplicationFailure.create({
      type: error.code, message: mask(error.message), nonRetryable: !entry.mayRetry,
      details: [{ advice: error.advice, turn: entry.turn }],
    });
  }
  if (error instanceof Error && error.name === 'AbortError') return new CancelledFailure('cancelled');
  return ApplicationFailure.create({ type: 'unexpected', message: mask(error instanceof Error ? error.message : String(error)), nonRetryable: false });
}

/** The same activities, with every error passed through `asFailure`. */
export function failingWell<T extends Record<string, (input: never) => Promise<unknown>>>(activities: T): T {
  const wrapped = Object.entries(activities).map(([name, run]) => [
    name,
    async (input: never) => {
      try {
        return await run(input);
      } catch (error) {
        throw asFailure(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
