// How is the day told afterwards? The record as a page of Markdown that a person reads in two minutes.
import type { IncidentRecord } from '../contracts/record';
import { readFigure, short } from './timeline';

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

/** The story of one incident, Markdown. */
export function storyOf(record: IncidentRecord): string {
  const { incident, impact, durations } = record;
  return [
    `# ${plain(incident.title)}`,
    '',
    `${plain(incident.service)}, ${incident.severity}, ${incident.openedAt.slice(0, 10)}: **${incident.outcome ?? 'still open'}**. Trouble began ${impact.began ? clock(impact.began) : 'at an unknown time'}; customers could go on after ${readSeconds(durations.recoverSeconds)}.`,
    '',
    '## What customers lost',
    '',
    ...impact.figures.map((figure) => `- ${plain(readFigure(figure))}${figure.reason ? ` (${plain(figure.reason)})` : ''} — \`${figure.query.replace(/[`\n]/g, ' ')}\``),
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
