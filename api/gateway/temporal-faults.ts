// What does a failed call to Temporal mean for whoever asked? gRPC's codes and the client's errors become our own.
import { isGrpcServiceError, ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DayshiftError } from '../../src/errors';

const GRPC = { cancelled: 1, invalidArgument: 3, deadlineExceeded: 4, notFound: 5, resourceExhausted: 8, failedPrecondition: 9, unavailable: 14 } as const;
const TRANSIENT: readonly number[] = [GRPC.cancelled, GRPC.deadlineExceeded, GRPC.resourceExhausted, GRPC.unavailable];

function codeOf(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  return error instanceof ServiceError ? codeOf(error.cause) : undefined;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError || codeOf(error) === GRPC.notFound;
}

/** What was sent is not what Temporal takes. */
export function isMalformed(error: unknown): boolean {
  return codeOf(error) === GRPC.invalidArgument;
}

/** No worker has looked at the workflow yet. */
export function isTooEarly(error: unknown): boolean {
  return codeOf(error) === GRPC.failedPrecondition;
}

/** Nobody answered in time: Temporal itself, or for queries and updates the worker behind it. At the deadline either side may end the call first: we as "deadline exceeded", the server as "cancelled". */
export function isSilence(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || TRANSIENT.includes(codeOf(error) ?? -1);
}

/** Passes what a call gives; a silence becomes `unreachable`, everything else stays as it is. */
export async function asking<T>(what: 'Temporal' | 'the worker', call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isSilence(error)) throw error;
    const unavailable = codeOf(error) === GRPC.unavailable;
    throw new DayshiftError('unreachable', { what: unavailable ? 'Temporal' : what, reason: unavailable ? 'no connection' : 'no answer in time' }, { cause: error });
  }
}

/** What a workflow's validator refused, as it said it; undefined for any other error. */
export function refusal(error: unknown, otherwise: string): DayshiftError | undefined {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure) || error.cause.type !== 'refused') return undefined;
  const [found] = (error.cause.details ?? []) as ({ reason?: string; advice?: string } | undefined)[];
  return new DayshiftError('refused', { reason: found?.reason ?? error.cause.message, advice: found?.advice ?? otherwise }, { cause: error });
}
