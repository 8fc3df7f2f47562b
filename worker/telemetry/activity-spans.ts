// What did a step of an incident cost? Each activity is a span of the trace that its workflow belongs to, named by what it does.
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { Context as ActivityContext } from '@temporalio/activity';
import { CancelledFailure, defaultPayloadConverter } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import { readCarrier, TRACE_HEADER, type TraceCarrier } from '../../src/domain/trace';
import { mask } from '../../src/errors';
import { attributesOf } from './attributes';

const TRACER = 'dayshift.activities';

/** An activity without a trace, and every one while tracing is off, runs as it is. */
export function activitySpans({ info }: ActivityContext): ActivityInterceptors {
  return {
    inbound: {
      async execute(input, next) {
        const payload = input.headers[TRACE_HEADER];
        const carrier = payload && readCarrier(defaultPayloadConverter.fromPayload(payload));
        if (!carrier) return next(input);
        const attributes = {
          ...attributesOf(carrier, info.workflowExecution), 'temporal.activity': info.activityType, 'temporal.activity.attempt': info.attempt, 'temporal.task_queue': info.taskQueue,
        };
        const span = trace.getTracer(TRACER).startSpan(carrier.summary ?? info.activityType, { kind: SpanKind.CONSUMER, attributes }, propagation.extract(context.active(), carrier));
        return context.with(trace.setSpan(context.active(), span), () => end(span, () => next(input)));
      },
    },
  };
}

async function end<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CancelledFailure) span.setAttribute('dayshift.ended', 'cancelled');
    else span.setStatus({ code: SpanStatusCode.ERROR, message: mask(error instanceof Error ? error.message : String(error)) });
    throw error;
  } finally {
    span.end();
  }
}

/** The trace that is under way here, as a process takes it over; empty when there is none. */
export function traceVariables(): Record<string, string> {
  const carrier: Partial<TraceCarrier> = {};
  propagation.inject(context.active(), carrier);
  return { ...(carrier.traceparent ? { TRACEPARENT: carrier.traceparent } : {}), ...(carrier.tracestate ? { TRACESTATE: carrier.tracestate } : {}) };
}
