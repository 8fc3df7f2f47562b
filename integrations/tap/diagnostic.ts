// What does a test's YAML diagnostic say? Message, place, time, criteria and attachments, by the names that tools give them.
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { measureJson } from '../json-measure';

const words = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional().catch(undefined);
const At = z.object({ file: words, fileName: words, line: number, lineNumber: number }).optional().catch(undefined);

export const Diagnostic = z.object({
  message: words, error: words, failureType: words, stack: words,
  file: words, line: number, location: words, at: At,
  duration_ms: number, criterion: list, criteria: list, requirement: list, requirements: list, attachment: list, attachments: list,
});
export type Diagnostic = z.infer<typeof Diagnostic>;

/** YAML takes long to parse: of a test that passed only what it claims is asked for, and beyond these limits the lines stand for themselves. */
const TELLING = /^\s*(?:criteri|requirement|attachment)/;
const LARGEST = 16_000; // characters of one
const MOST = 1_000_000; // characters of all in one report
const DEEPEST = 30;

export interface Diagnostics {
  /** Undefined for a block that is no YAML or beyond the limits. */
  of(lines: readonly string[], isFailed: boolean): Partial<Diagnostic> | undefined;
}

function timeIn(lines: readonly string[]): Partial<Diagnostic> {
  const time = lines.map((line) => /^\s*duration_ms:\s*([\d.]{1,20})\s*$/.exec(line)?.[1]).find((found) => found !== undefined);
  return time === undefined ? {} : { duration_ms: Number(time) };
}

function parsed(text: string): Partial<Diagnostic> | undefined {
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent', strict: false });
  if (document.errors.length > 0) return undefined;
  try {
    const read = Diagnostic.safeParse(document.toJS({ maxAliasCount: 20 }));
    return read.success ? read.data : undefined;
  } catch {
    return undefined; // aliases of aliases
  }
}

export function createDiagnostics(): Diagnostics {
  let spent = 0;
  return {
    of(lines, isFailed) {
      if (lines.length === 0 || (!isFailed && !lines.some((line) => TELLING.test(line)))) return timeIn(lines);
      const text = lines.join('\n');
      spent += text.length;
      if (text.length > LARGEST || spent > MOST || measureJson(text.replaceAll('"', '')).deepest > DEEPEST) return undefined;
      return parsed(text);
    },
  };
}
