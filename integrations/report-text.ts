// What do all report readers share? Limits on what is read, JSON parsed at the border, one way to say that a report cannot be read, one exit for its texts.
import type { z } from 'zod';
import { DayshiftError, mask } from '../src/errors';
import { measureJson } from './json-measure';

export interface ReadOptions {
  secrets?: readonly string[]; // masked in what is read
  folder?: string; // absolute: the checkout that the tool ran in, so that files are named relative to it
}

export const LARGEST_MEBIBYTES = 64;
const MOST_FAULTS = 5;
const DEEPEST = 200;
const MOST_VALUES = 4_000_000;
const SHORTEST_SECRET = 4; // as `mask` has it
const COLOUR = /(?:\u001b|#x1B)\[[0-9;]*m/g; // pytest spells the escape out

export function unreadable(format: string, reason: string, cause?: unknown): DayshiftError {
  return new DayshiftError('report-unreadable', { format, reason: mask(reason) }, { cause });
}

export function tooLarge(format: string, bytes: number): DayshiftError {
  return unreadable(format, `it has ${Math.ceil(bytes / 1024 / 1024)} MiB; at most ${LARGEST_MEBIBYTES} are read`);
}

/** Throws `report-unreadable` for what is empty or larger than 64 MiB. */
export function checkSize(format: string, text: string): void {
  if (text.trim() === '') throw unreadable(format, 'it is empty');
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_MEBIBYTES * 1024 * 1024) throw tooLarge(format, bytes);
}

/** What the parser itself says would quote the report. */
function parse(format: string, text: string): unknown {
  if (text.trimStart().startsWith('<')) throw unreadable(format, 'it is XML or a web page, not JSON');
  const { deepest, values, isOpen } = measureJson(text);
  if (deepest > DEEPEST) throw unreadable(format, `its values lie more than ${DEEPEST} deep in each other`);
  if (values > MOST_VALUES) throw unreadable(format, `it holds more than ${MOST_VALUES} values`);
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(format, isOpen ? 'it is JSON that was cut short' : 'it is not JSON');
  }
}

/** Parses JSON of the given shape. Throws `report-unreadable` that names the first faults. */
export function parseJson<Shape extends z.ZodType>(format: string, text: string, shape: Shape): z.output<Shape> {
  checkSize(format, text);
  const read = shape.safeParse(parse(format, text.replace(/^\uFEFF/, '')));
  if (read.success) return read.data;
  const faults = read.error.issues.slice(0, MOST_FAULTS).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw unreadable(format, faults.join('; '));
}

/** One after the other, without their ends: a list of all lines may take several times the text's own room. */
export function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, to);
    from = to + 1;
  }
}

/** The given secrets alone: a name like `refuses a wrong password: …` stays what it is. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => (secret.length >= SHORTEST_SECRET ? masked.split(secret).join('***') : masked), text);
}

/** A tool's message as it may leave: no secrets, no colours. Masked before it is cut, since a piece of a secret is one too. */
export function told(text: string | undefined, longest: number, secrets: readonly string[] = []): string | undefined {
  const plain = text?.replace(COLOUR, '').trim();
  return plain ? mask(plain, secrets).slice(0, longest) : undefined;
}
