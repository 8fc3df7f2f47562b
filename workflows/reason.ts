// Why did an activity fail? In one sentence, with what to do, as it left the activity.
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** The sentence behind a failed activity, as `asFailure` left it. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) {
    const advice = (cause.details?.[0] as { advice?: string } | undefined)?.advice;
    return advice ? `${cause.message} ${advice}` : cause.message;
  }
  return cause instanceof Error ? cause.message : String(error);
}
