// How are times and amounts written in the two files? A number and a unit.
import { z } from 'zod';

/** `90s`, `10m`, `1h`, `30d`. */
export const Duration = z.string().regex(/^\d+(ms|s|m|h|d)$/, 'write a number and a unit, e.g. `90s`, `10m`, `1h`');
/** `250ms`, `20%`, `1.5`, `40MB`: a number with an optional unit. */
export const Quantity = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?\s*[a-zA-Z%/]*$/, 'write a number and a unit, e.g. `250ms`, `1%`')]);
/** `2026-12-31`. */
export const Day = z.iso.date('write a day, e.g. `2026-12-31`');
