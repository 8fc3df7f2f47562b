// How much of the code do the tests reach, by an LCOV tracefile? Shares of lines, functions and branches, and how many there are.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { coverageOf, metricsOf, type Covered } from '../figures';
import { checkSize, unreadable } from '../report-text';
import { readRecords, type LcovFile } from './records';

const FORMAT = 'lcov';

/** What is told one by one counts; a file that tells totals alone is taken at its word. */
function sumOf(files: readonly LcovFile[], what: 'lines' | 'functions' | 'branches'): Covered {
  const sum = { covered: 0, total: 0 };
  for (const file of files) {
    const { hit, stated } = file[what];
    sum.total += hit.size > 0 ? hit.size : stated.total;
    sum.covered += hit.size > 0 ? [...hit.values()].filter(Boolean).length : stated.covered;
  }
  return sum;
}

function read(text: string): MetricsReport {
  checkSize(FORMAT, text);
  const files = readRecords(FORMAT, text);
  const lines = sumOf(files, 'lines');
  if (lines.total === 0) throw unreadable(FORMAT, 'it tells of no line that could be reached');
  return metricsOf(FORMAT, [...coverageOf('lines', lines), ...coverageOf('functions', sumOf(files, 'functions')), ...coverageOf('branches', sumOf(files, 'branches'))]);
}

export const lcov: ReportReader = { read };
