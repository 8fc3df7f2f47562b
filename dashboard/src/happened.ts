// What happened on the way that a chart over time should show? Releases that went out and came back, attempts with what they came to, signatures.
import type { IncidentView } from '../../src/contracts/incident';
import { shortId } from './text';

export interface Mark { at: string; text: string; tone: 'bad' | 'run' | 'ok' | 'none' }

/** From the first to the last. What is told twice, by the lane and by the release, is one mark. */
export function marksOf(view: IncidentView): Mark[] {
  const { impact, openedAt } = view;
  const all: Mark[] = [
    ...(impact.began ? [{ at: impact.began, text: 'trouble began', tone: 'bad' as const }] : []),
    { at: openedAt, text: 'opened', tone: 'none' },
    ...wentOut(view), ...tried(view),
  ];
  return [...new Map(all.map((mark) => [`${mark.at} ${mark.text}`, mark])).values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function wentOut({ related, running, release, deployments = [], environment }: IncidentView): Mark[] {
  const before = related?.deployments ?? (running ? [running] : []);
  const known = new Map([...before, ...(release?.environment === environment ? [release] : [])].map((one) => [one.digest, one]));
  const own = deployments.flatMap(({ at, digest, environment: where }) => (at !== undefined && where === environment && known.get(digest)?.at !== at ? [{ at, digest, version: known.get(digest)?.version ?? shortId(digest) }] : []));
  return [...known.values(), ...own].map(({ at, version }): Mark => ({ at, text: `${version} went out`, tone: 'run' }));
}

/** By the timeline, which a record keeps with its times. */
function tried({ timeline, attempts }: IncidentView): Mark[] {
  const told = timeline.flatMap(({ kind, at, tone, text }): Mark[] => {
    if (kind === 'attemptEnded') return [{ at, text: `attempt ${/\d+/.exec(text)?.[0] ?? ''} ${tone === 'good' ? '✓' : '✕'}`, tone: tone === 'good' ? 'ok' : 'bad' }];
    if (kind === 'signOffGiven') return [{ at, text: tone === 'bad' ? 'not signed' : 'signed', tone: tone === 'bad' ? 'bad' : 'ok' }];
    if (kind === 'rolledBack') return [{ at, text: 'rolled back', tone: 'bad' }];
    return kind === 'glassBroken' ? [{ at, text: 'glass broken', tone: 'bad' }] : [];
  });
  const last = attempts.at(-1);
  return last?.verdict === 'running' ? [...told, { at: last.startedAt, text: `attempt ${last.number} ●`, tone: 'run' }] : told;
}
