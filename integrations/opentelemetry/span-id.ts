// Which id does the next span get? A workflow's span has the same one on every worker, so that what was begun under it finds it.
import { context, createContextKey } from '@opentelemetry/api';

const WANTED = createContextKey('the id of the next span');

/** A span that is started in it has that id, where tracing is on. */
export function withSpanId<T>(spanId: string, start: () => T): T {
  return context.with(context.active().setValue(WANTED, spanId), start);
}

export function wantedSpanId(): string | undefined {
  return context.active().getValue(WANTED) as string | undefined;
}
