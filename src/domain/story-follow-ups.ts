// What is left to do when the day is over? Each with who is to do it, where that is known, and by when.
import type { IncidentRecord } from '../contracts/record';
import { wasBroken } from './approval-card';
import { wasTakenBack } from './deployment';
import { plain, plural } from './story-text';
import { short } from './timeline';
import { Decision, GateDecision, Outcome } from './vocabulary';

/** `what` is Markdown, and what came from outside is text in it. */
export interface FollowUp { what: string; owner?: string; by?: string }

type Attempt = IncidentRecord['attempts'][number];

/** What the record shows to be open; nothing is taken for done that it does not show to be done. */
export function followUpsOf(record: IncidentRecord): FollowUp[] {
  const wentOut = record.attempts.findLast(({ verdict }) => verdict === 'passed');
  return [
    ...ofTheFix(record, wentOut),
    ...ofTests(record.attempts),
    ...(wentOut ? ofFindings(wentOut) : []),
    ...ofDecisions(record, wentOut),
    ...ofProduction(record),
    ...ofTelling(record),
  ];
}

/** The lines of a check list. */
export function followUpLines(record: IncidentRecord): string[] {
  return followUpsOf(record).map(({ what, owner, by }) => `- [ ] ${what}${owner ? ` — ${plain(owner)}` : ''}${by ? `, by ${plain(by)}` : ''}`);
}

function ofTheFix({ incident, branch, declined, assignment }: IncidentRecord, wentOut: Attempt | undefined): FollowUp[] {
  if (incident.outcome === Outcome.RecoveredByItself) return [{ what: 'Find out why it recovered by itself, and whether it comes back', owner: assignment?.to }];
  if (incident.outcome !== Outcome.Fixed || !wentOut) return [];
  const owner = wentOut.by || assignment?.to;
  return [
    { what: `Merge \`${short(wentOut.commit)}\`${branch ? ` of ${plain(branch)}` : ''} into the protected branch; until then the next release is without the fix`, owner },
    ...(wentOut.touchesPipeline ? [{ what: `The fix changes the pipeline file, and was judged by the one on the protected branch: review that change by itself${wentOut.weakens.length > 0 ? `; it asks less: ${wentOut.weakens.map(plain).join('; ')}` : ''}`, owner }] : []),
    ...(incident.recurrenceOf ? [{ what: 'It has come back after an earlier fix: look for the cause behind both' }] : []),
    ...(declined.length > 0 ? [{ what: `${plural(declined.length, 'person', 'people')} declined before somebody took it: look at owners and rosters` }] : []),
  ];
}

function ofTests(attempts: readonly Attempt[]): FollowUp[] {
  const quarantines = attempts.flatMap(({ stages }) => stages.flatMap(({ given }) => given?.quarantine ?? []));
  const kept = new Set(quarantines.map(({ test }) => test));
  const flaky = new Set(attempts.flatMap(({ stages }) => stages.flatMap(({ cells }) => cells.flatMap((cell) => cell.flaky))));
  return [
    ...quarantines.map(({ test, check, owner, reason, review }) => ({ what: `Mend “${plain(test)}” of ${plain(check)}, which is in quarantine (${plain(reason)}); the entry in the pipeline file makes it last beyond this incident`, owner, by: review })),
    ...[...flaky].filter((test) => !kept.has(test)).map((test) => ({ what: `Mend the flaky test “${plain(test)}”` })),
  ];
}

function ofFindings({ stages }: Attempt): FollowUp[] {
  return stages.flatMap(({ cells }) => cells.filter(({ suppressed }) => suppressed > 0).map(({ check, suppressed }) =>
    ({ what: `${plural(suppressed, 'finding')} of ${plain(check)} ${suppressed === 1 ? 'is' : 'are'} suppressed: mend ${suppressed === 1 ? 'it' : 'them'} before the suppression in the pipeline file ends` })));
}

function ofDecisions({ decisions, timeline }: IncidentRecord, wentOut: Attempt | undefined): FollowUp[] {
  const accepted = wentOut?.stages.flatMap(({ stage, given }) => (given?.decision === GateDecision.Accept ? [{ what: `The ${plain(stage)} gate was inconclusive and accepted (${plain(given.reason)}): measure it in quiet`, owner: given.by }] : [])) ?? [];
  const told = new Set(wentOut?.stages.flatMap(({ given }) => (given ? [given.reason] : [])));
  const granted = decisions.filter(({ state }) => state === 'granted');
  return [
    ...accepted,
    ...granted.flatMap((card) => card.risks.filter((risk) => ![...told].some((reason) => risk.endsWith(reason))).map((risk) => ({ what: `Signed in spite of a known risk: ${plain(risk)}`, owner: signersOf(card) }))),
    ...decisions.flatMap(({ glass }) => (glass && wasBroken(glass) ? [{ what: `The glass was broken for \`${short(glass.digest)}\` (${plain(glass.reason)}): do afterwards what was left out`, owner: glass.by.join(', ') }] : [])),
    ...decisions.flatMap(({ questions }) => questions.filter((question) => !isAnswered(question, timeline)).map(({ by, to, text }) => ({ what: `Answer ${plain(by)}'s question: ${plain(text)}`, owner: to }))),
  ];
}

type Question = IncidentRecord['decisions'][number]['questions'][number];

/** Somebody else's note after it, or that of whom it was asked. */
function isAnswered({ by, to, at }: Question, timeline: IncidentRecord['timeline']): boolean {
  return timeline.some((entry) => entry.kind === 'noted' && entry.at > at && (to === undefined ? entry.who !== by : entry.who === to));
}

function signersOf({ given }: IncidentRecord['decisions'][number]): string | undefined {
  const people = [...new Set(given.filter(({ decision }) => decision === Decision.Approve).map(({ by }) => by))];
  return people.length > 0 ? people.join(', ') : undefined;
}

function ofProduction({ deployments, timeline }: IncidentRecord): FollowUp[] {
  const back = deployments.filter(wasTakenBack);
  const unverified = back.filter(({ at, restoredAt }) => at !== undefined && restoredAt === null);
  const blocked = timeline.findLast(({ kind }) => kind === 'laneBlocked');
  return [
    ...(back.length > 0 ? [{ what: `${plural(back.length, 'release')} passed every gate and ${back.length === 1 ? 'was' : 'were'} taken back: add the check that would have found it` }] : []),
    ...unverified.map(({ digest, environment }) => ({ what: `The rollback of \`${short(digest)}\` in ${plain(environment)} was not verified: look at what runs there` })),
    ...(blocked ? [{ what: `Open the lane again when it is safe, if nobody has: ${plain(blocked.text)}` }] : []),
  ];
}

function ofTelling({ customerReports, alerts, undelivered }: IncidentRecord): FollowUp[] {
  const channels = [...new Set(undelivered.map(({ channel }) => channel))];
  return [
    ...(customerReports > 0 && alerts.length === 0 ? [{ what: 'Customers told of it and no alert did: add one for it' }] : []),
    ...channels.map((channel) => ({ what: `Mend the channel ${plain(channel)}: it did not take ${plural(undelivered.filter((one) => one.channel === channel).length, 'message')}` })),
  ];
}
