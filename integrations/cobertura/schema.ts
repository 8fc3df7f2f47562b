// What is read of a Cobertura report? The rates and counts of the whole, and the lines of every class and method.
import { z } from 'zod';

const Line = z.object({
  '@number': z.string(),
  '@hits': z.string(),
  '@condition-coverage': z.string().optional(), // e.g. `50% (1/2)`
});
export type CoberturaLine = z.infer<typeof Line>;

/** An element without anything in it is read as an empty text. */
const inside = <Shape extends z.ZodType>(shape: Shape) => z.preprocess((value) => (value === '' ? {} : value), shape);
const Lines = inside(z.object({ line: z.array(Line).default([]) })).optional();
const Method = z.object({ '@name': z.string(), lines: Lines });
const Class = z.object({
  '@name': z.string().default(''),
  '@filename': z.string().default(''),
  methods: inside(z.object({ method: z.array(Method).default([]) })).optional(),
  lines: Lines,
});
export type CoberturaClass = z.infer<typeof Class>;
const Package = inside(z.object({ classes: inside(z.object({ class: z.array(Class).default([]) })).optional() }));

export const Coverage = z.object({
  '@line-rate': z.string().optional(),
  '@branch-rate': z.string().optional(),
  '@lines-covered': z.string().optional(),
  '@lines-valid': z.string().optional(),
  '@branches-covered': z.string().optional(),
  '@branches-valid': z.string().optional(),
  packages: inside(z.object({ package: z.array(Package).default([]) })).optional(),
});
export type Coverage = z.infer<typeof Coverage>;

export const CoberturaFile = z.object({ coverage: inside(Coverage) }, 'its root is not <coverage>');
