// What do all report readers share? A limit on the size, JSON parsed at the border, one way to say that a report cannot be read.
import type { z } from 'zod';
import { DayshiftError, mask } from '../src/errors';

const LARGEST_MEBIBYTES = 64;
const MOST_FAULTS = 5;

export function unreadable(format: string, reason: string, cause?: unknown): DayshiftError {
  return new DayshiftError('report-unreadable', { format, reason: mask(reason) }, { cause });
}

/** Throws `report-unreadable` for what is empty or larger than 64 MiB. */
export function checkSize(format: string, text: string): void {
  if (text.trim() === '') throw unreadable(format, 'it is empty');
  const mebibytes = Buffer.byteLength(text) / 1024 / 1024;
  if (mebibytes > LARGEST_MEBIBYTES) throw unreadable(format, `it has ${Math.ceil(mebibytes)} MiB; at most ${LARGEST_MEBIBYTES} are read`);
}

function parse(format: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw unreadable(format, `it is not JSON (${cause instanceof Error ? cause.message.slice(0, 120) : 'unknown'})`, cause);
  }
}

/** Parses JSON of the given shape. Throws `report-unreadable` that names the first faults. */
export function parseJson<Shape extends z.ZodType>(format: string, text: string, shape: Shape): z.output<Shape> {
  checkSize(format, text);
  const read = shape.safeParse(parse(format, text));
  if (read.success) return read.data;
  const faults = read.error.issues.slice(0, MOST_FAULTS).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw unreadable(format, faults.join('; '));
}
