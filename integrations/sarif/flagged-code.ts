// Which code does a result flag? Its tokens without white space, so that code that was moved or reflowed is the same code.
import type { Place } from './place';
import type { SourceLines } from './source-lines';

const LONGEST = 4 * 1024; // characters: a finding that flags more is known by its beginning
const LONGEST_IN_POINTS = 10_000; // a line: longer ones are a program's, and taken apart for every finding they would take for ever

/** A formatter that breaks a list into lines adds a comma behind its last part. */
function tokens(code: string): string {
  return code.slice(0, LONGEST).replace(/\s+/g, '').replace(/,+(?=[)\]}])/g, '');
}

function cut(line: string, from: number, to: number | undefined, byPoints: boolean): string {
  return byPoints && line.length <= LONGEST_IN_POINTS ? [...line].slice(from, to).join('') : line.slice(from, to);
}

/** The lines from the region's first to its last sign. A region without columns is of whole lines. */
function between(lines: readonly string[], region: NonNullable<Place['region']>, byPoints: boolean): string {
  const { startLine = 0, startColumn = 1, endLine = startLine, endColumn } = region;
  if (startLine < 1 || startLine > lines.length || endLine < startLine || startColumn < 1 || (endColumn ?? 1) < 1) return '';
  const first = lines[startLine - 1] ?? '';
  if (endLine === startLine) return cut(first, startColumn - 1, endColumn === undefined ? undefined : endColumn - 1, byPoints);
  let code = cut(first, startColumn - 1, undefined, byPoints);
  for (let line = startLine + 1; line <= Math.min(endLine, lines.length) && code.length < LONGEST; line += 1) {
    const whole = lines[line - 1] ?? '';
    code += `\n${line === endLine && endColumn !== undefined ? cut(whole, 0, endColumn - 1, byPoints) : whole}`;
  }
  return code;
}

/**
 * Empty when there is no code to be had. The file is asked first where the region has columns: a tool's snippet may be of whole
 * lines, or hide a secret. A region of no width, as between two signs, is of its whole line.
 */
export function flaggedCode({ file, region, isAddress }: Place, linesOf: SourceLines, columnKind: string | undefined): string {
  if (!region || isAddress) return '';
  const byPoints = columnKind === 'unicodeCodePoints';
  const read = (part: NonNullable<Place['region']>): string => tokens(between(linesOf(file) ?? [], part, byPoints));
  const exact = region.startColumn === undefined ? '' : read(region);
  const { startLine, endLine } = region;
  return exact || tokens(region.snippet?.text ?? '') || read({ startLine, endLine });
}
