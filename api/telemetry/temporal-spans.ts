// How does a request's trace reach the workflow? In a header of what is said to Temporal, under a span that says how long Temporal took.
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { TRACE_HEADER, type TraceCarrier } from '../../src/domain/trace';
import { mask } from '../../src/errors';

const TRACER = 'dayshift.temporal';

/** What nobody's request asked for, as a poll, is not traced. */
async function told<I extends { headers: Headers }, R>(name: string, input: I, go: (input: I) => Promise<R>): Promise<R> {
  if (!trace.getActiveSpan()?.isRecording()) return go(input);
  return trace.getTracer(TRACER).startActiveSpan(name, { kind: SpanKind.CLIENT }, async (span) => {
    const carrier: Partial<TraceCarrier> = {};
    propagation.inject(context.active(), carrier);
    try {
      return await go(carrier.traceparent ? { ...input, headers: { ...input.headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload(carrier) } } : input);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: mask(error instanceof Error ? error.message : String(error)) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** For the gateway's client. */
export const temporalSpans: WorkflowClientInterceptor = {
  signal: (input, next) => told(`signal ${input.signalName}`, input, next),
  signalWithStart: (input, next) => told(`signal ${input.signalName} with start`, input, next),
  startUpdate: (input, next) => told(`update ${input.updateName}`, input, next),
  query: (input, next) => told(`query ${input.queryType}`, input, next),
};
