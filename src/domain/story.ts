// How is the day told afterwards? The record as a page of Markdown: the draft of a post-mortem, which a person reads in two minutes and goes on writing.
import type { IncidentRecord } from '../contracts/record';
import { attemptLines } from './story-attempts';
import { courseInWords, impactChart } from './story-chart';
import { followUpLines } from './story-follow-ups';
import { badLines, helpedLines } from './story-lessons';
import { decisionLines, deploymentLines } from './story-release';
import { clock, code, plain, readSeconds, section } from './story-text';
import { readFigure } from './timeline';

export { readSeconds } from './story-text';

/** The story of one incident, Markdown. What came from outside is text in it; a part with nothing to tell is left out. */
export function storyOf(record: IncidentRecord): string {
  const { incident, impact, acceptance, timeline } = record;
  const besides = circumstances(record);
  return [
    `# ${plain(incident.title) || code(incident.id)}`,
    '',
    summaryOf(record),
    ...(besides.length ? ['', besides.join(' ')] : []),
    '',
    '*The draft of a post-mortem. Facts and times (UTC) are as dayshift recorded them; why it came to this, and what is to be learned, is yours to write.*',
    '',
    ...section('What customers lost', impact.figures.map(figureLine)),
    ...withGap(impactChart(impact.figures)),
    ...howLong(record),
    ...section('The attempts', attemptLines(record.attempts)),
    ...section('Was it what was asked for?', acceptance.map((criterion) => `- ${criterion.achieved ? '✓' : '✗'} ${plain(criterion.story)}: ${plain(criterion.criterion)} (${plain(criterion.why)})`)),
    ...section('Decisions', decisionLines(record)),
    ...section('Deployments and rollbacks', deploymentLines(record)),
    ...section('What helped', helpedLines(record).map((line) => `- ${line}`)),
    ...section('What went badly', orNone(badLines(record).map((line) => `- ${line}`), 'Nothing that was recorded.')),
    ...section('To do afterwards', orNone(followUpLines(record), 'Nothing that the record shows.')),
    ...section('The day', timeline.map((entry) => `- ${clock(entry.at)} ${plain(entry.text)}`)),
  ].join('\n');
}

function summaryOf({ incident, impact, durations, attempts, rollbacks }: IncidentRecord): string {
  const counts = [...(attempts.length > 0 ? [attempts.length === 1 ? 'one attempt' : `${attempts.length} attempts`] : []), ...(rollbacks > 0 ? [rollbacks === 1 ? 'one rollback' : `${rollbacks} rollbacks`] : [])];
  return [
    `${plain(incident.service)}, ${plain(incident.severity)}, ${incident.openedAt.slice(0, 10)}: **${incident.outcome ?? 'still open'}**.`,
    `Trouble began ${impact.began ? clock(impact.began) : 'at an unknown time'}; customers could go on after ${readSeconds(durations.recoverSeconds)}.`,
    ...(counts.length ? [`It took ${counts.join(' and ')}.`] : []),
  ].join(' ');
}

/** What else belongs to the day: that it came before, that it came back, who told of it, who said no, who helped. One sentence each. */
function circumstances({ incident, reopened, customerReports, declined, helpers }: IncidentRecord): string[] {
  return [
    ...(incident.recurrenceOf ? [`The same trouble came before: ${code(incident.recurrenceOf)}.`] : []),
    ...(reopened ? [`It fired again ${reopened === 1 ? 'once' : `${reopened} times`} after it had recovered.`] : []),
    ...(customerReports ? [`${customerReports === 1 ? 'One customer' : `${customerReports} customers`} told of it.`] : []),
    ...declined.map(({ by, reason }) => `${plain(by)} declined: ${plain(reason)}.`),
    ...(helpers.length ? [`${helpers.map(plain).join(', ')} helped.`] : []),
  ];
}

function figureLine(figure: IncidentRecord['impact']['figures'][number]): string {
  const course = courseInWords(figure);
  return `- ${plain(readFigure(figure))}${figure.reason ? ` (${plain(figure.reason)})` : ''}${course ? `; over time: ${course}` : ''} — ${code(figure.query)}`;
}

function howLong({ durations }: IncidentRecord): string[] {
  const { detectSeconds, assignSeconds, fixSeconds, deploySeconds, recoverSeconds } = durations;
  return section('How long it took', [
    '| detect | assign | fix | deploy | recover |',
    '|---|---|---|---|---|',
    `| ${[detectSeconds, assignSeconds, fixSeconds, deploySeconds, recoverSeconds].map(readSeconds).join(' | ')} |`,
  ]);
}

function orNone(lines: string[], none: string): string[] {
  return lines.length > 0 ? lines : [none];
}

function withGap(lines: string[]): string[] {
  return lines.length > 0 ? [...lines, ''] : [];
}
