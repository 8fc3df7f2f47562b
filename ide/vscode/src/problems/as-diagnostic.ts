// How does a problem look in the editor? Severity, rule with its address, related places; what production has too is information only.
import { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Range, Uri, type TextDocument } from 'vscode';
import type { CodeProblem } from '../../../../client/problem';
import { told } from '../../../../client/problem-formats';

const LONGEST = 4000; // characters of a message
const END_OF_LINE = 1_000_000;

const SEVERITY: Record<CodeProblem['severity'], DiagnosticSeverity> = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, note: DiagnosticSeverity.Information };

/** `line` counts from 0. `document`: when the file is open, so that the mark begins at the code. */
export function asDiagnostic(problem: CodeProblem, { line, isEdited, root, document }: { line: number; isEdited: boolean; root: Uri; document?: TextDocument }): Diagnostic {
  const { state, source, related, blocks } = problem;
  const diagnostic = new Diagnostic(rangeOf(line, document), messageOf(problem, isEdited), state === 'suppressed' ? DiagnosticSeverity.Hint : SEVERITY[problem.severity]);
  diagnostic.source = source;
  diagnostic.code = codeOf(problem);
  diagnostic.relatedInformation = related.filter((one) => one.line >= 1).map((one) => new DiagnosticRelatedInformation(new Location(Uri.joinPath(root, one.file), new Range(one.line - 1, 0, one.line - 1, END_OF_LINE)), one.message));
  if (!blocks && state === 'suppressed') diagnostic.tags = [DiagnosticTag.Unnecessary]; // faded: nobody has to look at it now
  return diagnostic;
}

function rangeOf(line: number, document: TextDocument | undefined): Range {
  if (!document || document.lineCount === 0) return new Range(line, 0, line, END_OF_LINE);
  const text = document.lineAt(Math.min(line, document.lineCount - 1));
  return text.isEmptyOrWhitespace ? text.range : new Range(text.lineNumber, text.firstNonWhitespaceCharacterIndex, text.lineNumber, text.range.end.character);
}

function messageOf(problem: CodeProblem, isEdited: boolean): string {
  const lines = problem.message.split('\n');
  const rest = lines.slice(lines.findIndex((line) => line.trim() !== '') + 1).join('\n').trimEnd();
  const who = problem.wrote ? `\nwritten last by ${problem.wrote.name} in ${problem.wrote.commit.slice(0, 7)}` : '';
  return `${told(problem)}${isEdited ? ' (the line was changed since)' : ''}${rest ? `\n${rest}` : ''}${who}`.slice(0, LONGEST);
}

function codeOf({ rule, help }: CodeProblem): Diagnostic['code'] {
  return isFollowed(help) ? { value: rule, target: Uri.parse(help) } : rule;
}

/** Addresses come from reports: only those of the web are opened. */
export function isFollowed(address: string | undefined): address is string {
  return address !== undefined && /^https?:\/\//i.test(address) && URL.canParse(address);
}
