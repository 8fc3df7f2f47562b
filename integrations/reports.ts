// Which reader reads which report? The key of a check's `report`; an unknown one is an error, never a guess.
import { readFile } from 'node:fs/promises';
import type { Report } from '../src/contracts/report';
import { DayshiftError } from '../src/errors';
import type { ReportReader } from '../src/ports/report-reader';
import { autocannon } from './autocannon';
import { junit } from './junit';
import { k6 } from './k6';
import { createSarif } from './sarif';

export interface ReadOptions {
  secrets?: readonly string[]; // masked in what is read
  folder?: string; // absolute: the checkout that the tool ran in, so that the files of findings are named relative to it
}

function readers({ folder }: ReadOptions): Record<string, ReportReader> {
  return { junit, sarif: createSarif({ folder }), autocannon, k6 };
}

/** Reads a report. Throws `adapter-unknown` for a format that nobody reads, `report-unreadable` for a report that its reader refuses. */
export async function readReport(format: string, source: { file: string } | { text: string }, options: ReadOptions = {}): Promise<Report> {
  const known = readers(options);
  const reader = Object.hasOwn(known, format) ? known[format] : undefined;
  if (!reader) throw new DayshiftError('adapter-unknown', { kind: 'report format', name: format, known: Object.keys(known).join(', ') });
  const text = 'text' in source ? source.text : await readFile(source.file, 'utf8').catch((cause: unknown) => {
    throw new DayshiftError('report-missing', { path: source.file }, { cause });
  });
  return reader.read(text);
}
