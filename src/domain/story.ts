// How is the day told afterwards? The record as a page of Markdown that a person reads in two minutes.
import type { IncidentRecord } from '../contracts/record';
import type { Figure } from '../contracts/result';
import { courseOf } from './series';
import { readFigure, readValue, short } from './timeline';

const clock = (at: string): string => at.slice(11, 19);

/** Seconds as people read them: `42 s`, `3 min 05 s`, `1 h 20 min`; not reached is said. */
export function readSeconds(seconds: number | null): string {
  if (seconds === null) return 'not reached';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Text that stays text inside Markdown, whatever an alert or a commit put into it. */
function plain(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, (sign) => `\\${sign}`);
}

/** How a figure ran, e.g. `0.1 % at 09:25, at most 31.4 % at 09:44, 0 % at 09:58`; nothing when it did not change or nobody knows. */
function course({ unit, series }: Figure): string {
  const known = series && courseOf(series);
  if (!known || (known.peak.value === known.first.value && known.peak.value === known.last.value)) return '';
  const at = (point: { at: string; value: number }): string => `${readValue(point.value, unit)} at ${point.at.slice(11, 16)}`;
  return `; over time: ${at(known.first)}, at most ${at(known.peak)}, ${at(known.last)}`;
}

/** What else belongs to the day: that it came before, that it came back, who told of it, who said no, who helped. One sentence each. */
function circumstances({ incident, reopened, customerReports, declined, helpers }: IncidentRecord): string[] {
  return [
    ...(incident.recurrenceOf ? [`The same trouble came before: \`${plain(incident.recurrenceOf)}\`.`] : []),
    ...(reopened ? [`It fired again ${times(reopened)} after it had recovered.`] : []),
    ...(customerReports ? [`${customerReports === 1 ? 'One customer' : `${customerReports} customers`} told of it.`] : []),
    ...declined.map(({ by, reason }) => `${plain(by)} declined: ${plain(reason)}.`),
    ...(helpers.length ? [`${helpers.map(plain).join(', ')} helped.`] : []),
  ];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** The story of one incident, Markdown. */
export function storyOf(record: IncidentRecord): string {
  const { incident, impact, durations } = record;
  const besides = circumstances(record);
  return [
    `# ${plain(incident.title)}`,
    '',
    `${plain(incident.service)}, ${incident.severity}, ${incident.openedAt.slice(0, 10)}: **${incident.outcome ?? 'still open'}**. Trouble began ${impact.began ? clock(impact.began) : 'at an unknown time'}; customers could go on after ${readSeconds(durations.recoverSeconds)}.`,
    ...(besides.length ? ['', besides.join(' ')] : []),
    '',
    '## What customers lost',
    '',
    ...impact.figures.map((figure) => `- ${plain(readFigure(figure))}${figure.reason ? ` (${plain(figure.reason)})` : ''}${course(figure)} — \`${figure.query.replace(/[`\n]/g, ' ')}\``),
    '',
    '## How long it took',
    '',
    '| detect | assign | fix | deploy | recover |',
    '|---|---|---|---|---|',
    `| ${[durations.detectSeconds, durations.assignSeconds, durations.fixSeconds, durations.deploySeconds, durations.recoverSeconds].map(readSeconds).join(' | ')} |`,
    '',
    '## The attempts',
    '',
    ...record.attempts.map((attempt) => `${attempt.number}. \`${short(attempt.commit)}\` — **${attempt.verdict}**${attempt.reason ? `: ${plain(attempt.reason)}` : ''}`),
    '',
    '## Was it what was asked for?',
    '',
    ...record.acceptance.map((criterion) => `- ${criterion.achieved ? '✓' : '✗'} ${plain(criterion.story)}: ${plain(criterion.criterion)} (${plain(criterion.why)})`),
    '',
    '## The day',
    '',
    ...record.timeline.map((entry) => `- ${clock(entry.at)} ${plain(entry.text)}`),
    '',
  ].join('\n');
}
