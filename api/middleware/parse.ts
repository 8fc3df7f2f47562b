// Does what was sent fit? Parsed once, every fault named.
import type { Request } from 'express';
import type { z } from 'zod';
import { DayshiftError } from '../../src/errors';

/** Throws `body-malformed` with every fault. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
  throw new DayshiftError('body-malformed', { faults });
}

/** A part of a request beside its body, e.g. its query. Throws `request-malformed` with every fault. */
export function parsePart<Schema extends z.ZodType>(schema: Schema, part: unknown, where: 'path' | 'query'): z.infer<Schema> {
  const parsed = schema.safeParse(part);
  if (parsed.success) return parsed.data;
  throw new DayshiftError('request-malformed', { faults: parsed.error.issues.map(({ path, message }) => `${where} ${path.join('.')}: ${message}`).join('; ') });
}

/** The JSON of a raw body. Throws `body-malformed`. */
export function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new DayshiftError('body-malformed', { faults: raw.length === 0 ? 'it is empty' : 'it is not JSON' });
  }
}

/** A part of the address by name; empty when the route has none. */
export function partOf(request: Request, name: string): string {
  const value: string | string[] | undefined = request.params[name];
  return Array.isArray(value) ? value.join('/') : value ?? '';
}
