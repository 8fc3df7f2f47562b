// What did the day come to? The record's phases with their times, then the five durations.
import pc from 'picocolors';
import type { IncidentRecord } from '../../src/contracts/record';
import { clean, clock, pad, shortId, span } from './text';

const DURATIONS = [
  ['detect', 'detectSeconds', 'trouble began → incident opened'],
  ['assign', 'assignSeconds', 'opened → a developer assigned'],
  ['fix', 'fixSeconds', 'assigned → an attempt passed every gate'],
  ['deploy', 'deploySeconds', 'signed off → running in production'],
  ['recover', 'recoverSeconds', 'trouble began → verified in production'],
] as const;

export interface SummaryOptions { colour?: boolean; timeZone?: string }

/** A table of the phases, then time to detect, assign, fix, deploy and recover; what was not reached shows a dash. */
export function renderSummary(record: IncidentRecord, { colour = false, timeZone }: SummaryOptions = {}): string[] {
  const paint = pc.createColors(colour);
  const { incident, release, attempts } = record;
  const outcome = incident.outcome ? incident.outcome.replace(/-/g, ' ') : 'still open';
  const tried = `${attempts.length} ${attempts.length === 1 ? 'attempt' : 'attempts'}`;
  return [
    paint.bold(clean(`${incident.title}: ${outcome}`)) + `, ${tried}${release ? `, ${release.environment} runs ${shortId(release.reportedDigest)}` : ''}`,
    '',
    paint.dim(`${pad('Phase', 13)}${pad('From', 10)}${pad('To', 10)}${'Took'.padStart(8)}  Who`),
    ...record.phases.map((one) => phaseLine(one, timeZone)),
    '',
    paint.dim(`${pad('Time to', 13)}${'Took'.padStart(8)}  From → to`),
    ...DURATIONS.map(([name, key, meaning]) => `${pad(name, 13)}${took(record.durations[key]).padStart(8)}  ${paint.dim(meaning)}`),
  ];
}

function phaseLine({ phase, from, to, actor }: IncidentRecord['phases'][number], timeZone?: string): string {
  const seconds = to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;
  return `${pad(phase, 13)}${pad(clock(from, timeZone), 10)}${pad(to ? clock(to, timeZone) : '–', 10)}${took(seconds).padStart(8)}  ${clean(actor).replace(/-/g, ' ')}`;
}

function took(seconds: number | null): string {
  if (seconds === null) return '–';
  return seconds < 10 ? `${seconds.toFixed(1)} s` : span(seconds * 1000);
}
