// How much of the code do the tests reach, by a Cobertura report? Counted by its lines; by its rates alone where it has none.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { coverageOf, metricsOf, type Covered, type Figure } from '../figures';
import { checkSize, unreadable } from '../report-text';
import { parseXml } from '../xml';
import { CoberturaFile, type CoberturaClass, type CoberturaLine, type Coverage } from './schema';

const FORMAT = 'cobertura';
const LISTS = new Set(['package', 'class', 'method', 'line']);
/** The document type that the format itself prescribes. It names a file, which is not read, and declares nothing of its own. */
const ITS_TYPE = /<!DOCTYPE\s+coverage(?:\s+(?:SYSTEM|PUBLIC\s+(?:"[^"<>[\]]*"|'[^'<>[\]]*'))\s+(?:"[^"<>[\]]*"|'[^'<>[\]]*'))?\s*>/;

/** A number, or nothing; words are a fault. */
function numberOf(what: string, said: string | undefined): number | undefined {
  if (said === undefined || said.trim() === '') return undefined;
  const value = Number(said);
  if (!Number.isFinite(value)) throw unreadable(FORMAT, `“${what}” is no number`);
  return value;
}

function isHit({ '@hits': hits }: CoberturaLine): boolean {
  const times = numberOf('hits', hits);
  if (times === undefined || times < 0) throw unreadable(FORMAT, 'a line does not say how often it was reached');
  return times > 0;
}

/** A class of several pieces tells a line several times: reached once is reached. */
function linesOf(classes: readonly CoberturaClass[]): Map<string, { hit: boolean; branches: Covered }> {
  const found = new Map<string, { hit: boolean; branches: Covered }>();
  for (const one of classes) {
    const own = one.lines?.line ?? [];
    const lines = own.length > 0 ? own : one.methods?.method.flatMap(({ lines: inside }) => inside?.line ?? []) ?? [];
    for (const line of lines) {
      const key = `${one['@filename'] || one['@name']} ${line['@number']}`;
      const before = found.get(key);
      const [, covered = '0', total = '0'] = /\((\d+)\/(\d+)\)/.exec(line['@condition-coverage'] ?? '') ?? [];
      const branches = { covered: Math.max(Number(covered), before?.branches.covered ?? 0), total: Math.max(Number(total), before?.branches.total ?? 0) };
      found.set(key, { hit: isHit(line) || before?.hit === true, branches });
    }
  }
  return found;
}

function functionsOf(classes: readonly CoberturaClass[]): Covered {
  const methods = classes.flatMap((one) => one.methods?.method ?? []).filter(({ lines }) => (lines?.line.length ?? 0) > 0);
  return { total: methods.length, covered: methods.filter(({ lines }) => lines?.line.some(isHit)).length };
}

function counted(classes: readonly CoberturaClass[]): Figure[] {
  const lines = [...linesOf(classes).values()];
  const sum = (of: (line: (typeof lines)[number]) => number): number => lines.reduce((whole, line) => whole + of(line), 0);
  return [
    ...coverageOf('lines', { total: lines.length, covered: sum(({ hit }) => Number(hit)) }),
    ...coverageOf('functions', functionsOf(classes)),
    ...coverageOf('branches', { total: sum(({ branches }) => branches.total), covered: sum(({ branches }) => branches.covered) }),
  ];
}

/** Totals where they are told, else the bare rate. A total of 0 says that there was nothing to reach. */
function told(coverage: Coverage, what: 'lines' | 'branches', rate: string | undefined): Figure[] {
  const total = numberOf(`${what}-valid`, coverage[`@${what}-valid`]);
  const covered = numberOf(`${what}-covered`, coverage[`@${what}-covered`]);
  if (total !== undefined && covered !== undefined) return coverageOf(what, { covered, total });
  const value = numberOf(`rate of ${what}`, rate);
  return value === undefined ? [] : [{ name: `coverage ${what}`, value, kind: 'share' }];
}

function read(text: string): MetricsReport {
  checkSize(FORMAT, text);
  const file = CoberturaFile.safeParse(parseXml(FORMAT, text.replace(ITS_TYPE, ''), LISTS));
  if (!file.success) throw unreadable(FORMAT, 'its root is not <coverage>, or a <line> has no number or hits', file.error);
  const { coverage } = file.data;
  const classes = coverage.packages?.package.flatMap(({ classes: inside }) => inside?.class ?? []) ?? [];
  const figures = counted(classes);
  if (figures.some(({ name }) => name === 'coverage lines')) return metricsOf(FORMAT, figures);
  const rates = [...told(coverage, 'lines', coverage['@line-rate']), ...told(coverage, 'branches', coverage['@branch-rate'])];
  if (rates.length === 0) throw unreadable(FORMAT, 'it tells of no line that could be reached');
  return metricsOf(FORMAT, rates);
}

export const cobertura: ReportReader = { read };
