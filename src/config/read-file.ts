// How does a text become a file we trust? Syntax, schema and the rules across fields, with every fault at once.
import type { z } from 'zod';
import { throwFaults, type Fault, type Path } from './faults';
import { schemaFaults } from './schema-faults';
import { readYaml } from './yaml-source';

/** One rule across fields; it names the faults and changes nothing. */
export type Rule<T> = (file: T) => Fault[];

export interface Reading<S extends z.ZodType> {
  schema: S;
  rules: readonly Rule<z.infer<S>>[];
  /** Changes the value before the schema sees it, e.g. puts environment variables in. */
  prepare?: (value: unknown) => { value: unknown; faults: Fault[] };
}

/** The file with its defaults. Throws `file-faults` with all faults of syntax, or else all of schema and rules. */
export function readFile<S extends z.ZodType>(text: string, fileName: string, { schema, rules, prepare }: Reading<S>): z.infer<S> {
  const { value, lineOf } = readYaml(text, fileName);
  const prepared = prepare?.(value) ?? { value, faults: [] };
  const shapeFaults = schemaFaults(schema, prepared.value);
  const parsed = schema.safeParse(prepared.value);
  const ruleFaults = parsed.success ? rules.flatMap((rule) => rule(parsed.data)) : rules.flatMap((rule) => askLeniently(rule, prepared.value));
  const wholes = ruleFaults.filter(({ whole }) => whole);
  const first = [...prepared.faults, ...shapeFaults].filter(({ path }) => !wholes.some((fault) => isWithin(path, fault.path)));
  const faults = [...first, ...ruleFaults.filter(({ path }) => !first.some((named) => isWithin(path, named.path)))];
  throwFaults(fileName, faults.map((fault) => ({ ...fault, line: lineOf(fault.path) })));
  return parsed.data as z.infer<S>;
}

/** What stands in a place that is wrong already says nothing more. */
function isWithin(path: Path, place: Path): boolean {
  return place.every((part, i) => path[i] === part);
}

/** A file whose shape is wrong is still asked what the rules can read of it, so that nothing is found only at the next try. */
function askLeniently<T>(rule: Rule<T>, value: unknown): Fault[] {
  try {
    return rule(value as T);
  } catch {
    return []; // the rule met the wrong shape, which is a fault of its own already
  }
}
