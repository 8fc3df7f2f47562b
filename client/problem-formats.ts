// How are problems written for programs that read lines? As compilers do, and as the annotations of a workflow.
import { headlineOf, type CodeProblem, type ProblemSeverity } from './problem';
import { oneLine, visible } from './printable-log';

const LONGEST_LINE = 1000; // characters of a message: an editor shows one line of it
const COMMANDS: Record<ProblemSeverity, string> = { error: 'error', warning: 'warning', note: 'notice' };

/** `file:line:column: severity: message [rule]`, and a note line for each place that belongs to it. `pathOf`: a file as the reader's folder names it. */
export function asGcc(problems: readonly CodeProblem[], pathOf: (file: string) => string = (file) => file): string[] {
  return problems.flatMap((problem) => {
    const { file, line, column = 1, severity, rule, related } = problem;
    return [
      `${pathText(pathOf(file))}:${line}:${column}: ${severity}: ${told(problem)} [${oneLine(rule)}]`,
      ...related.filter((one) => one.line >= 1).map((one) => `${pathText(pathOf(one.file))}:${one.line}:1: note: ${oneLine(one.message) || 'belongs to it'} [${oneLine(rule)}]`),
    ];
  });
}

/** `::error file=…,line=…,title=…::message`; files from the root of the repository. */
export function asAnnotations(problems: readonly CodeProblem[]): string[] {
  return problems.map((problem) => {
    const { file, line, column, severity, rule, source } = problem;
    const place = [`file=${property(pathText(file))}`, `line=${line}`, ...(column === undefined ? [] : [`col=${column}`]), `title=${property(`${source}: ${oneLine(rule)}`)}`];
    return `::${COMMANDS[severity]} ${place.join(',')}::${escaped(told(problem))}`;
  });
}

/** The first line, with where it was found, and whether production has it too. */
export function told(problem: CodeProblem): string {
  const { cells, isNew, flaky, state } = problem;
  const points = cells.map(({ at }) => Object.values(at).join(' ')).filter((point) => point !== '');
  const where = points.length > 3 ? `in ${points.length} cells` : points.join(', ');
  const age = state === 'suppressed' ? 'suppressed' : flaky ? 'flaky' : isNew === undefined ? '' : isNew ? 'new' : state === 'known' ? 'known' : 'in production too';
  const beside = [age, where].filter((text) => text !== '').join('; ');
  return `${oneLine(headlineOf(problem)).slice(0, LONGEST_LINE)}${beside ? ` (${oneLine(beside)})` : ''}`;
}

/** A file's name keeps its spaces, and no line break is a second entry. */
function pathText(file: string): string {
  return visible(file).replace(/[\n\t\u2028\u2029]/g, ' ');
}

function escaped(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return escaped(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
