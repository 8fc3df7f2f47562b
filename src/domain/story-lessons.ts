// What helped on that day, and what went badly? Facts that a person turns into lessons; one sentence each.
import type { IncidentRecord } from '../contracts/record';
import { wasTakenBack } from './deployment';
import { clock, code, plain, readSeconds } from './story-text';
import { short } from './timeline';
import { Decision, Outcome } from './vocabulary';

const SOON_MS = 300_000; // from the trouble to the incident: quick enough to be worth a word

/** What ended it and who had a part in that. */
export function helpedLines(record: IncidentRecord): string[] {
  const { incident, attempts, helpers, suggested, assignment, deployments, customerReports, impact } = record;
  const passed = attempts.findLast(({ verdict }) => verdict === 'passed');
  const stopped = attempts.filter(({ verdict }) => isSentBack(verdict));
  return [
    ...(incident.outcome === Outcome.Fixed && passed ? [`attempt ${passed.number} ended it: \`${short(passed.commit)}\`${passed.subject ? ` “${plain(passed.subject)}”` : ''}${passed.by ? ` by ${plain(passed.by)}` : ''}`] : []),
    ...(incident.outcome === Outcome.RecoveredByItself ? ['it recovered by itself; nobody knows yet why'] : []),
    ...(suggested && assignment ? [`${plain(suggested.person)} was suggested (${plain(suggested.why)})${suggested.person === assignment.to ? ' and assigned' : `; ${plain(assignment.to)} was assigned`}`] : []),
    ...(helpers.length ? [`${helpers.map(plain).join(', ')} helped`] : []),
    ...(customerReports ? [`${customerReports === 1 ? 'one customer' : `${customerReports} customers`} told of it`] : []),
    ...(incident.recurrenceOf ? [`the same trouble came before, as ${code(incident.recurrenceOf)}: what ended it then was known`] : []),
    ...stopped.map(({ number, verdict }) => `the gates held attempt ${number} back (${plain(verdict)}) before customers met it`),
    ...deployments.filter(({ outcome, restoredAt }) => outcome !== 'kept' && restoredAt).map(({ digest, restoredAt, at, startedAt }) =>
      `\`${short(digest)}\` was taken back within ${readSeconds((Date.parse(restoredAt ?? '') - Date.parse(at ?? startedAt)) / 1000)}, verified`),
    ...(impact.began && Date.parse(incident.openedAt) - Date.parse(impact.began) <= SOON_MS ? [`the incident was open ${readSeconds((Date.parse(incident.openedAt) - Date.parse(impact.began)) / 1000)} after the trouble began`] : []),
  ];
}
function isSentBack(verdict: string): boolean {
  return verdict !== 'passed' && verdict !== 'superseded' && verdict !== 'running';
}

/** What the timeline's entries of these kinds say as they stand. */
const BAD_KINDS: ReadonlySet<string> = new Set(['deadlinePassed', 'acknowledgementExpired', 'rollbackFailed', 'laneLost', 'laneBlocked', 'reopened', 'escalated']);

/** What went another way than it should. */
export function badLines({ attempts, decisions, deployments, undelivered, timeline }: IncidentRecord): string[] {
  const rejected = decisions.flatMap(({ given }) => given.filter(({ decision }) => decision === Decision.Reject));
  return [
    ...deployments.filter(wasTakenBack).map(({ digest, environment, outcome, why }) =>
      `\`${short(digest)}\` was ${outcome === 'undone' ? 'taken back' : 'rolled back'} in ${plain(environment)}${why ? `: ${plain(why)}` : ''}`),
    ...attempts.filter(({ verdict }) => isSentBack(verdict)).map(({ number, verdict, reason }) => `attempt ${number} was sent back (${plain(verdict)})${reason ? `: ${plain(reason)}` : ''}`),
    ...rejected.map(({ by, digest, reason }) => `${plain(by)} rejected \`${short(digest)}\`${reason ? `: ${plain(reason)}` : ''}`),
    ...timeline.filter(({ kind }) => BAD_KINDS.has(kind)).map(({ at, text }) => `${clock(at)} ${plain(text)}`),
    ...undelivered.map(({ channel, subject, reason }) => `${plain(channel)} never took “${plain(subject)}”: ${plain(reason)}`),
  ];
}
