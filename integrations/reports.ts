// Which reader reads which report? The key of a check's `report`; an unknown one is an error, never a guess.
import type { Report } from '../src/contracts/report';
import { DayshiftError } from '../src/errors';
import type { ReportReader } from '../src/ports/report-reader';
import { autocannon } from './autocannon';
import { cobertura } from './cobertura';
import { createCtrf } from './ctrf';
import { createCyclonedx } from './cyclonedx';
import { createJunit } from './junit';
import { k6 } from './k6';
import { lcov } from './lcov';
import { lighthouse } from './lighthouse';
import { checkNul, decodeReport } from './report-decoding';
import { readReportFile } from './report-file';
import { withoutSecrets, type ReadOptions } from './report-text';
import { createSarif } from './sarif';
import { createTap } from './tap';

export type { ReadOptions } from './report-text';

const READERS: Record<string, (options: ReadOptions) => ReportReader> = {
  junit: createJunit,
  ctrf: createCtrf,
  tap: createTap,
  sarif: createSarif,
  cyclonedx: createCyclonedx,
  autocannon: () => autocannon,
  k6: () => k6,
  lighthouse: () => lighthouse,
  lcov: () => lcov,
  cobertura: () => cobertura,
};

/** Every text of it, whichever reader it came from. */
function masked<Value>(value: Value, secrets: readonly string[]): Value;
function masked(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return withoutSecrets(value, secrets);
  if (Array.isArray(value)) return value.map((one) => masked<unknown>(one, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [withoutSecrets(key, secrets), masked<unknown>(inner, secrets)]));
}

/** With secrets the cause is left behind: what a parser says quotes the report. */
function maskedError(error: unknown, secrets: readonly string[]): unknown {
  return error instanceof DayshiftError && secrets.length > 0 ? new DayshiftError(error.code, masked(error.details, secrets)) : error;
}

async function textOf(format: string, source: { file: string } | { text: string }, folder: string | undefined): Promise<string> {
  if ('file' in source) return decodeReport(format, await readReportFile(format, source.file, folder));
  checkNul(format, source.text);
  return source.text;
}

/**
 * Reads a report. Throws `adapter-unknown` for a format that nobody reads, `report-missing`, and `report-unreadable` for a report that
 * its reader refuses.
 */
export async function readReport(format: string, source: { file: string } | { text: string }, options: ReadOptions = {}): Promise<Report> {
  const create = Object.hasOwn(READERS, format) ? READERS[format] : undefined;
  if (!create) throw new DayshiftError('adapter-unknown', { kind: 'report format', name: format, known: Object.keys(READERS).join(', ') });
  const secrets = [...(options.secrets ?? [])].sort((one, other) => other.length - one.length); // one may begin with another
  try {
    const text = await textOf(format, source, options.folder);
    const report = create({ ...options, secrets }).read(text);
    return secrets.length === 0 ? report : masked(report, secrets);
  } catch (error) {
    throw maskedError(error, secrets);
  }
}
