// How does one attempt read to an agent? Its change, its build, each stage with its cells, and what its gates answered.
import type { CodeProblem } from '../client/problem';
import type { AttemptView, IncidentView } from '../src/contracts/incident';
import { cutText, firstOf, LONGEST_TEXT, MOST_CELLS, MOST_FILES, MOST_PROBLEMS } from './bounds';
import { problemRow } from './problem-row';
import { code, problemLines } from './problem-text';
import { DATA_NOTE, inline } from './quoted';
import { incidentUri, logUri } from './uris';

export function attemptText(view: Pick<IncidentView, 'id'>, attempt: AttemptView, problems: readonly CodeProblem[]): string {
  const { number, commit, by, through, verdict, reason, startedAt, endedAt, change, build, buildLog, digest, stages, touchesPipeline, weakens = [] } = attempt;
  const files = firstOf(change?.files ?? [], MOST_FILES);
  const shown = firstOf(problems, MOST_PROBLEMS.brief);
  const lines = [
    `# Attempt ${number} of ${view.id}: ${verdict}`, '', `> ${DATA_NOTE}`, '',
    `Commit ${commit} by ${by}${through ? ` (through ${through})` : ''}, begun ${startedAt}${endedAt ? `, ended ${endedAt}` : ', running'}.${reason ? ` ${inline(reason, 1000)}` : ''}`,
    ...(change ? ['', '## The change', `${inline(change.subject)}: +${change.additions} −${change.deletions}`, ...files.first.map(({ path }) => `- \`${code(path)}\``), ...(files.more > 0 ? [`and ${files.more} files more`] : [])] : []),
    ...(touchesPipeline ? ['It changes the pipeline file. The attempt is judged by the protected one, and whoever signs is told.', ...weakens.slice(0, 10).map((said) => `- asks less: ${inline(said)}`)] : []),
    '', '## Build', build ? `${build.verdict} after ${Math.round(build.seconds)} s: ${inline(build.reason, 1000)}` : 'Not over yet.', `Log: ${logUri(buildLog)}`, ...(digest ? [`Artifact: ${digest}`] : []),
    ...stages.flatMap(stageLines),
    '', '## Problems', ...(shown.first.length > 0 ? problemLines(shown.first.map(problemRow)) : ['None stands.']), ...(shown.more > 0 ? [`and ${shown.more} more: the tool list_problems with \`attempt: ${number}\``] : []),
    '', `The incident: ${incidentUri(view.id)}`,
  ];
  return cutText(lines.join('\n'), LONGEST_TEXT, 'the tool list_problems and the logs have the rest');
}

function stageLines({ stage, verdict, cells, answer }: AttemptView['stages'][number]): string[] {
  const shown = firstOf(cells, MOST_CELLS);
  return ['', `## ${stage}: ${verdict}`,
    ...shown.first.map(({ id, state, result, log }) => `- ${id}: ${result ? `${result.verdict}, ${inline(result.reason, 500)}` : state}. Log: ${logUri(log)}`),
    ...(shown.more > 0 ? [`and ${shown.more} cells more`] : []),
    ...(answer?.differs ?? []).map((sentence) => `- what differs: ${inline(sentence, 500)}`),
    ...(answer?.since ? [`Since ${inline(answer.since.good)} (${answer.since.commit}) these changed: ${answer.since.files.map((file) => `\`${code(file)}\``).join(', ')}`] : [])];
}
