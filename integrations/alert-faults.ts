// How is a payload refused that is not the source's? As a whole, with its faults named; a huge one does not make a huge answer.
import type { z } from 'zod';
import { DayshiftError } from '../src/errors';

const MOST_FAULTS = 10;
const LONGEST_FAULT = 200;

/** The refusal, by faults such as `alerts.0.startsAt: Invalid ISO datetime`. */
export function malformed(source: string, faults: readonly string[], cause?: unknown): DayshiftError {
  const shown = faults.slice(0, MOST_FAULTS).map((fault) => (fault.length > LONGEST_FAULT ? `${fault.slice(0, LONGEST_FAULT)}…` : fault));
  const more = faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [];
  return new DayshiftError('alert-malformed', { source, faults: [...shown, ...more].join('; ') }, { cause });
}

/** The body in the vendor's shape. Throws `alert-malformed`. */
export function readAs<Shape extends z.ZodType>(source: string, shape: Shape, body: unknown): z.output<Shape> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw malformed(source, parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`));
}
