// How are problems written in SARIF 2.1.0? A run for what was compared with the running release, and one for what was not, since a run tells of all its results or of none whether they are new.
import type { CodeProblem, ProblemReport } from './problem';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What stands in the log beside the problems. `repository`: told when it is an address. */
export interface SarifContext { repository?: string; branch?: string }

export function asSarif(report: ProblemReport, context: SarifContext) {
  const compared = report.problems.filter(({ isNew }) => isNew !== undefined);
  const others = report.problems.filter(({ isNew }) => isNew === undefined);
  const runs = [
    ...(compared.length > 0 ? [runOf(compared, 'compared', report, context)] : []),
    ...(others.length > 0 || compared.length === 0 ? [runOf(others, 'plain', report, context)] : []),
  ];
  return { $schema: SCHEMA, version: '2.1.0' as const, runs };
}

function runOf(problems: readonly CodeProblem[], kind: 'compared' | 'plain', report: ProblemReport, { repository, branch }: SarifContext) {
  const rules = [...new Set(problems.map(ruleId))].map((id) => ruleOf(id, problems));
  const places = new Map(rules.map(({ id }, index) => [id, index]));
  const { attempt } = report;
  return {
    tool: { driver: { name: 'dayshift', ...(isAddress(report.address) ? { informationUri: report.address } : {}), rules } },
    automationDetails: { id: `dayshift/${report.service}/${kind}/${report.incident}`, description: { text: report.title } },
    columnKind: 'utf16CodeUnits' as const,
    originalUriBaseIds: { SRCROOT: { description: { text: 'the root of the service\'s clone' } } },
    ...(attempt && repository !== undefined && isAddress(repository) ? { versionControlProvenance: [{ repositoryUri: repository, revisionId: attempt.commit, ...(branch ? { branch } : {}) }] } : {}),
    ...(report.incomplete.length > 0 ? { invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.incomplete.map((text) => ({ level: 'warning' as const, message: { text } })) }] } : {}),
    results: problems.map((problem) => resultOf(problem, places.get(ruleId(problem)) ?? 0, report.address)),
  };
}

function ruleId({ kind, rule }: CodeProblem): string {
  return kind === 'finding' ? rule : `dayshift/${rule}`;
}

/** With the first address of help that one of its results knows. */
function ruleOf(id: string, problems: readonly CodeProblem[]) {
  const help = problems.find((problem) => ruleId(problem) === id && problem.help !== undefined && isAddress(problem.help))?.help;
  return { id, ...(help === undefined ? {} : { helpUri: help }) };
}

function resultOf(problem: CodeProblem, ruleIndex: number, address: string) {
  const { id, level, severity, message, file, line, column, related, isNew, suppression, state, cells, blocks, command, evidence, source, isPlaced, attempt } = problem;
  return {
    ruleId: ruleId(problem), ruleIndex, level: level ?? severity, message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } } }],
    ...(related.length > 0 ? { relatedLocations: related.map((one, index) => ({ id: index, message: { text: one.message }, physicalLocation: { artifactLocation: artifact(one.file), ...(one.line >= 1 ? { region: { startLine: one.line } } : {}) } })) } : {}),
    ...(isNew === undefined ? {} : { baselineState: isNew ? 'new' as const : 'unchanged' as const }),
    ...(state === 'suppressed' && suppression ? { suppressions: [{ kind: 'external' as const, status: 'accepted' as const, justification: `${suppression.reason} (${suppression.owner}, until ${suppression.until})` }] } : {}),
    partialFingerprints: { 'dayshiftProblem/v1': id },
    properties: { source, blocks, isPlaced, attempt, cells: cells.map((cell) => cell.id), ...(command === undefined ? {} : { command }), evidence: evidence.map(({ link }) => `${address}${link}`) },
  };
}

function artifact(file: string) {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}

function isAddress(text: string): boolean {
  return /^(https?|ssh|git|file):\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}
