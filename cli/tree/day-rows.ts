// Which steps has the day, and where is it? One row per step, in the order of the day; attempts hang below the fix.
import type { Progress } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { attemptRow } from './attempt-rows';
import type { Detail } from './attempt-rows';
import { readFigure } from './figures';
import { ladderRows } from './ladder-rows';
import type { Row, State } from './row';
import { between, clock, day, nameOf, plural, shortId, span, untilOrOver } from './text';

export interface Moment { progress: Progress | undefined; now: number; detail: Detail; timeZone?: string }
const FIX_PHASES: readonly Phase[] = [Phase.Fix, Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further];

export function dayRows(view: IncidentView, moment: Moment): Row[] {
  return [refused(view, moment), assigned(view, moment), fix(view, moment), signOff(view, moment), deploy(view, moment), verify(view, moment), watch(view, moment)];
}

/** Time spent in these phases, over every time that the day passed through them. */
function spent(view: IncidentView, phases: readonly Phase[], now: number): string {
  const spans = view.phases.filter((one) => phases.includes(one.phase));
  if (!spans.length) return '';
  return span(spans.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) : now) - Date.parse(from), 0));
}

function stateOf(view: IncidentView, phases: readonly Phase[], done: boolean): State {
  if (phases.includes(view.phase)) return view.turn && view.turn.role !== 'dayshift' ? 'waiting' : 'running';
  if (done) return 'passed';
  return view.phase === Phase.Closed && view.phases.some((one) => phases.includes(one.phase)) ? 'cancelled' : 'todo';
}

function refused(view: IncidentView, moment: Moment): Row {
  const { timeZone } = moment;
  const began = view.impact.began ? `began ${clock(view.impact.began, timeZone)}` : view.impact.figures.length ? 'beginning unknown' : 'impact is being measured';
  const told = view.customerReports ? `, ${plural(view.customerReports, 'customer')} told of it` : '';
  return {
    state: 'passed', name: 'Refused', word: view.reopened ? 'reopened' : 'opened', time: clock(view.openedAt, timeZone),
    detail: `${began}, ${plural(view.alerts.received, 'alert')}${told}`, children: earlierRows(view, moment),
  };
}

/** The same trouble before, while it still helps: until an attempt is on its way. */
function earlierRows(view: IncidentView, { detail, timeZone }: Moment): Row[] {
  const [last] = view.related?.earlier ?? [];
  if (detail !== 'all' || view.attempts.length > 0 || !last) return [];
  const by = last.assignee ? ` of ${nameOf(view.team, last.assignee)}` : '';
  const fixed = last.fix ? `by ${shortId(last.fix.commit)}${by}: ` : '';
  return [{ state: 'inconclusive', name: 'Came before', word: last.outcome === 'fixed' ? 'fixed' : 'closed', time: day(last.closedAt, timeZone), detail: `${fixed}${last.id}` }];
}

function assigned(view: IncidentView, moment: Moment): Row {
  const { assignment } = view;
  const detail = assignment
    ? `${nameOf(view.team, assignment.to)}, by ${nameOf(view.team, assignment.by)}${view.helpers.length ? `, helped by ${view.helpers.map((id) => nameOf(view.team, id)).join(', ')}` : ''}`
    : view.suggestions[0] && `suggested: ${nameOf(view.team, view.suggestions[0].person)}, ${view.suggestions[0].why}`;
  return { state: stateOf(view, [Phase.Assess], assignment !== undefined), name: 'Assigned', time: spent(view, [Phase.Assess], moment.now), detail, children: ladderRows(view, 'assign', moment) };
}

function fix(view: IncidentView, moment: Moment): Row {
  const passed = view.attempts.at(-1)?.verdict === 'passed';
  const back = view.attempts.filter(({ verdict }) => !['running', 'passed', 'superseded'].includes(verdict)).length;
  const state = stateOf(view, FIX_PHASES, passed);
  const attempts = view.attempts.map((attempt, index) => {
    const isLast = index === view.attempts.length - 1 && attempt.verdict !== 'superseded';
    return attemptRow(attempt, { ...moment, team: view.team }, isLast ? (isRepairing(view) ? 'answer' : 'whole') : 'reason');
  });
  return {
    state, name: 'Fix and checks', time: spent(view, FIX_PHASES, moment.now),
    detail: back ? `sent back ${plural(back, 'time')}` : acknowledged(view),
    children: [...attempts, ...ladderRows(view, 'gate', moment), ...ladderRows(view, 'fix', moment)],
  };
}

function acknowledged({ phase, assignment }: IncidentView): string | undefined {
  if (phase !== Phase.Fix || !assignment) return undefined;
  return assignment.acknowledgedAt ? 'acknowledged' : 'not acknowledged';
}

/** After a failed gate the developer writes the next attempt: the old one folds up to its reason and what the gate answered. */
function isRepairing(view: IncidentView): boolean {
  return view.phase === Phase.Fix;
}

function signOff(view: IncidentView, moment: Moment): Row {
  const { now } = moment;
  const { decision, signOff: given } = view;
  const achieved = `${view.acceptance.filter((one) => one.achieved).length} of ${plural(view.acceptance.length, 'criterion', 'criteria')} achieved`;
  const detail = given
    ? `${nameOf(view.team, given.by)} for ${shortId(given.digest)}, through ${given.through}`
    : decision?.state === 'open' ? `${shortId(decision.digest)}, ${achieved}, ${untilOrOver(decision.expires, now)}` : decision && decision.state;
  const refusedNow = decision && ['rejected', 'void', 'expired'].includes(decision.state) && !given;
  return { state: refusedNow ? 'failed' : stateOf(view, [Phase.SignOff], given !== undefined), name: 'Sign-off', word: refusedNow ? decision.state : undefined, time: spent(view, [Phase.SignOff], now), detail, children: [...weakenedRows(view, moment), ...ladderRows(view, 'sign-off', moment)] };
}

/** What the fix's own pipeline file would ask less of, while it is still to be signed. */
function weakenedRows(view: IncidentView, { detail }: Moment): Row[] {
  if (view.phase !== Phase.SignOff || detail === 'none' || detail === 'terse') return [];
  const weakens = view.attempts.at(-1)?.weakens ?? [];
  return weakens.map((sentence) => ({ state: 'inconclusive', name: 'Asks less', word: 'risk', more: sentence }));
}

function deploy(view: IncidentView, { now, progress }: Moment): Row {
  const { release, lane, signOff: given } = view;
  const done = release && given ? release.digest === given.digest : false;
  const detail = done && release
    ? `${release.environment} reports ${shortId(release.reportedDigest)}`
    : lane?.state === 'asked' ? `lane to ${lane.environment}: ${lane.ahead} ahead` : progress?.running.find(({ id }) => id.includes('deploy'))?.last;
  return { state: stateOf(view, [Phase.Deploy], done), name: 'Deploy', time: spent(view, [Phase.Deploy], now), detail };
}

function verify(view: IncidentView, { now, progress }: Moment): Row {
  const { verification } = view;
  if (!verification || view.phase === Phase.Verify) {
    const state = stateOf(view, [Phase.Verify], false);
    return { state, name: 'Verify', time: spent(view, [Phase.Verify], now), detail: progress?.running.find(({ id }) => id.includes('verify'))?.last };
  }
  const detail = `symptom ${verification.symptomGone ? 'gone' : 'still there'}, alert ${verification.alertCleared ? 'cleared' : 'still firing'}`;
  return { state: verification.verdict, name: 'Verify', word: verification.verdict, time: spent(view, [Phase.Verify], now), detail };
}

function watch(view: IncidentView, moment: Moment): Row {
  const { now } = moment;
  const { watch: seen } = view;
  if (!seen) return { state: stateOf(view, [Phase.Watch], false), name: 'Watch' };
  const last = seen.samples.at(-1);
  const figure = last ? `, ${last.bad === null ? 'no data' : readFigure(last.bad, 'share')} bad` : '';
  const samples = plural(seen.samples.length, 'sample') + figure;
  const state: State = seen.verdict === 'kept' ? 'passed' : seen.verdict === 'observing' ? 'running' : seen.verdict === 'ask' ? 'waiting' : 'failed';
  const detail = state === 'running' ? `${untilOrOver(seen.until, now)}, ${samples}` : samples;
  return { state, name: 'Watch', word: seen.verdict.replace('-', ' '), time: between(seen.from, seen.to, now), detail, more: state === 'failed' ? seen.reason : undefined, children: ladderRows(view, 'decide', moment) };
}
