// How do problems read? One entry each, by place, with what repeats it.
import type { ProblemRow } from './problem-row';
import { inline } from './quoted';

export function problemLines(problems: readonly ProblemRow[]): string[] {
  return problems.flatMap((problem) => [
    `- ${problem.severity}${problem.blocks ? ', holds the gate' : ''}${mark(problem)}: \`${code(problem.file)}:${problem.line}${problem.column === undefined ? '' : `:${problem.column}`}\`${problem.isPlaced ? '' : ' (its check in the pipeline file; it has no line of its own)'} ${problem.source} \`${code(problem.rule)}\``,
    `  ${inline(problem.message, Infinity)}`,
    ...(problem.cells.length > 0 ? [`  cells: ${problem.cells.join(', ')}${problem.moreCells > 0 ? ` and ${problem.moreCells} more` : ''}`] : []),
    ...(problem.command ? [`  repeat: \`${code(problem.command)}\``] : []),
    ...[...problem.logs, ...problem.evidence.map(({ uri, name }) => `${uri} (${code(name)})`)].map((place) => `  read: ${place}`),
  ]);
}

function mark({ isNew, flaky }: ProblemRow): string {
  const age = isNew === true ? ', new' : isNew === false ? ', the running release has it too' : '';
  return `${age}${flaky ? ', flaky' : ''}`;
}

/** Nothing ends the code that it stands in. */
export function code(text: string): string {
  return text.replace(/`/g, '\'');
}
