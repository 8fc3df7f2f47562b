// Why did it fail? An activity's sentence with what to do, as it left the activity; and what is no failure.
import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';

/** The sentence behind a failed activity, as `asFailure` left it. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) {
    const advice = (cause.details?.[0] as { advice?: string } | undefined)?.advice;
    return advice ? `${cause.message} ${advice}` : cause.message;
  }
  return cause instanceof Error ? cause.message : String(error);
}

/** Which error of the catalogue it was, if any. */
export function codeOf(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? cause.type ?? undefined : undefined;
}

/** For work that is cancelled on purpose: that is how it ends. Anything else is thrown on. */
export function unlessCancelled(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
