// How are problems read in a terminal? File by file, each with its line, what was found, and the command that repeats it.
import pc from 'picocolors';
import type { CodeProblem, ProblemReport } from '../../client/problem';
import { oneLine } from '../../client/printable-log';
import { told } from '../../client/problem-formats';
import type { Paint } from '../tree/row';
import { clean, pad, plural, shortId, wrap } from '../tree/text';
import { wantsColour, widthOf } from './world';
import type { World } from './world';

const SIGNS = { error: '✗', warning: '!', note: '·' } as const;
const PLACE = 7; // columns of sign and line
const RULE = 2;

/** `pathOf`: a file as the reader's folder names it. */
export function describeProblems(report: ProblemReport, shown: readonly CodeProblem[], pathOf: (file: string) => string, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const files = [...new Set(shown.map(({ file }) => file))];
  const rest = report.problems.length - shown.length;
  return [
    paint.bold(headline(report)),
    ...files.flatMap((file) => ['', paint.underline(clean(pathOf(file))), ...shown.filter((one) => one.file === file).flatMap((one) => describeOne(one, paint, widthOf(world)))]),
    ...(rest > 0 ? ['', paint.dim(`${plural(rest, 'other')} known in production, let through or not new: --all shows ${rest > 1 ? 'them' : 'it'}`)] : []),
  ];
}

function headline({ attempt, blocking, incident }: ProblemReport): string {
  if (!attempt) return `${clean(incident)} has no attempt yet.`;
  const holds = blocking === 0 ? 'nothing holds a gate' : `${plural(blocking, 'problem')} ${blocking > 1 ? 'hold' : 'holds'} a gate`;
  return `Attempt ${attempt.number} of ${shortId(attempt.commit)} (${clean(attempt.verdict.replace(/-/g, ' '))}): ${holds}`;
}

function describeOne(problem: CodeProblem, paint: Paint, width: number): string[] {
  const { severity, line, rule, command, wrote, help, isPlaced } = problem;
  const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.dim;
  const indent = ' '.repeat(PLACE + 1);
  const lines = wrap(told(problem), width - indent.length);
  const beside = [rule, ...(isPlaced ? [] : ['no line of its own']), ...(wrote ? [`written by ${wrote.name} in ${shortId(wrote.commit)}`] : []), ...(help ? [help] : [])].map(oneLine).join(' · ');
  return [
    ...lines.map((text, index) => `${index === 0 ? `${colour(SIGNS[severity])} ${pad(String(line), PLACE - RULE)} ` : indent}${text}`),
    ...wrap(beside, width - indent.length).map((text) => paint.dim(`${indent}${text}`)),
    ...(command ? [paint.dim(`${indent}${clean(command)}`)] : []),
  ];
}
