// What became of the bytes once they were signed? The lane, the steps of a canary, the check against the release before, the watch.
import type { IncidentView } from '../../src/contracts/incident';
import type { CanaryView, ComparisonResult, DeploymentView, WatchSample } from '../../src/contracts/live-release';
import { Phase } from '../../src/domain/vocabulary';
import { readFigure } from './figures';
import { ladderRows } from './ladder-rows';
import { spent, stateOf, type Moment } from './moment';
import type { Row, State } from './row';
import { between, clock, plural, shortId, span, untilOrOver } from './text';

export function deployRow(view: IncidentView, moment: Moment): Row {
  const { release, lane, signOff: given, environment } = view;
  const isLast = release !== undefined && given !== undefined && release.digest === given.digest && release.environment === environment;
  const done = isLast || (release !== undefined && (view.phase === Phase.Verify || view.phase === Phase.Watch)); // or it is at an environment before
  const waits = view.phase === Phase.Deploy && lane?.state === 'asked';
  const state = waits && lane.blocked ? 'waiting' : stateOf(view, [Phase.Deploy], done);
  const running = moment.progress?.running.find(({ id }) => id.includes('deploy'))?.last;
  const detail = waits ? `lane to ${lane.environment}: ${lanePlace(lane)}` : done ? `${release.environment} reports ${shortId(release.reportedDigest)}` : running;
  return {
    state, name: 'Deploy', word: waits && lane.blocked ? 'blocked' : undefined, time: spent(view, [Phase.Deploy], moment.now), detail,
    more: waits ? lane.blocked?.why : undefined, children: [...deploymentRows(view, moment), ...canaryRows(view, moment)],
  };
}

function lanePlace({ ahead, holder, blocked }: NonNullable<IncidentView['lane']>): string {
  if (blocked) return `it waits for a person, ${ahead} ahead`;
  return `${ahead} ahead${holder ? `, ${holder} has it` : ''}`;
}

const OUTCOMES: Record<DeploymentView['outcome'], { state: State; word: string }> = {
  'under-way': { state: 'running', word: 'under way' }, kept: { state: 'passed', word: 'kept' },
  undone: { state: 'failed', word: 'undone' }, 'rolled-back': { state: 'failed', word: 'rolled back' },
};

/** What went out before: worth rows as soon as there is more than the one that the row itself tells of. */
function deploymentRows({ deployments = [], environment }: IncidentView, { now, detail }: Moment): Row[] {
  const isPlain = deployments.length < 2 && deployments.every((one) => one.environment === environment && (one.outcome === 'kept' || one.outcome === 'under-way'));
  if (isPlain || detail === 'terse' || detail === 'none') return [];
  return deployments.map((one): Row => ({
    ...OUTCOMES[one.outcome], name: `To ${one.environment}`, time: between(one.startedAt, one.endedAt ?? one.at, now),
    detail: `${shortId(one.digest)} of attempt ${one.attempt}${one.isBrokenGlass ? ', broken glass' : ''}`, more: one.outcome === 'kept' ? undefined : one.why,
  }));
}

const STEP_STATES: Record<CanaryView['steps'][number]['state'], State> = { waiting: 'todo', running: 'running', passed: 'passed', stopped: 'failed' };

function canaryRows({ canary }: IncidentView, { detail }: Moment): Row[] {
  if (!canary || detail === 'terse') return [];
  const steps = detail === 'none' ? canary.steps.filter(({ state }) => state === 'running' || state === 'stopped') : canary.steps;
  return steps.map(({ weight, forSeconds, state, reason }): Row => ({
    state: STEP_STATES[state], name: `${weight} % of the traffic`, word: state === 'stopped' ? 'stopped' : undefined, detail: forSeconds > 0 ? `watched for ${span(forSeconds * 1000)}` : undefined, more: state === 'stopped' ? reason : undefined,
  }));
}

export function verifyRow(view: IncidentView, moment: Moment): Row {
  const { verification, environment } = view;
  if (!verification || view.phase === Phase.Verify) {
    const state = stateOf(view, [Phase.Verify], false);
    return { state, name: 'Verify', time: spent(view, [Phase.Verify], moment.now), detail: moment.progress?.running.find(({ id }) => id.includes('verify'))?.last };
  }
  const place = verification.environment && verification.environment !== environment ? `${verification.environment}: ` : '';
  const detail = `${place}symptom ${verification.symptomGone ? 'gone' : 'still there'}, alert ${verification.alertCleared ? 'cleared' : 'still firing'}`;
  return {
    state: verification.verdict, name: verification.of === 'rollback' ? 'Verify rollback' : 'Verify', word: verification.verdict, time: spent(view, [Phase.Verify], moment.now), detail,
    children: comparisonRows(verification.comparisons ?? [], moment),
  };
}

function comparisonRows(comparisons: readonly ComparisonResult[], { detail }: Moment): Row[] {
  const shown = detail === 'all' ? comparisons : detail === 'notable' ? comparisons.filter(({ ok }) => ok !== true) : [];
  return shown.map(({ name, release, before, limit, ok, reason }): Row => ({
    state: ok === null ? 'inconclusive' : ok ? 'passed' : 'failed', name, word: ok === null ? 'unknown' : ok ? 'passed' : 'failed',
    detail: `${readBy(release, limit)}, before ${readBy(before, limit)} (${limit})`, more: ok === true ? undefined : reason,
  }));
}

/** A figure whose limit is a share is one. */
function readBy(value: number | null, limit: string): string {
  return value === null ? 'no data' : readFigure(value, /\b(max|min) [\d.]+ ?%/.test(limit) ? 'share' : 'count');
}

export function watchRow(view: IncidentView, moment: Moment): Row {
  const { now } = moment;
  const { watch: seen, environment } = view;
  if (!seen) return { state: stateOf(view, [Phase.Watch], false), name: 'Watch' };
  const last = seen.samples.at(-1);
  const figure = last ? `, ${last.bad === null ? 'no data' : readFigure(last.bad, 'share')} bad` : '';
  const place = seen.environment && seen.environment !== environment ? `${seen.environment}: ` : '';
  const samples = place + plural(seen.samples.length, 'sample') + figure;
  const state: State = seen.verdict === 'kept' ? 'passed' : seen.verdict === 'observing' ? 'running' : seen.verdict === 'ask' ? 'waiting' : 'failed';
  const detail = state === 'running' ? `${untilOrOver(seen.until, now)}, ${samples}` : samples;
  return {
    state, name: 'Watch', word: seen.verdict.replace('-', ' '), time: between(seen.from, seen.to, now), detail, more: state === 'failed' || state === 'waiting' ? seen.reason : undefined,
    children: [...(last && state !== 'passed' ? sampleRows(last, moment) : []), ...countedRows(seen.counted ?? [], moment), ...ladderRows(view, 'decide', moment)],
  };
}

/** The newest look: how fast the budget burns over each row's windows, and the figures of health. */
function sampleRows({ burns = [], figures = [] }: WatchSample, { detail }: Moment): Row[] {
  if (detail === 'terse' || detail === 'none') return [];
  const burning = burns.map(({ rate, long, short }): Row => {
    const isBurning = (long ?? 0) >= rate && (short ?? 0) >= rate;
    const unknown = long === null || short === null;
    return { state: isBurning ? 'failed' : unknown ? 'inconclusive' : 'passed', name: `Burn, at most ${rate}×`, word: isBurning ? 'burning' : unknown ? 'unknown' : 'within', detail: `${times(long)} over the long window, ${times(short)} over the short one` };
  });
  const others = figures.map(({ name, value, ok }): Row => ({
    state: ok === null ? 'inconclusive' : ok ? 'passed' : 'failed', name, word: ok === null ? 'unknown' : ok ? 'within' : 'outside', detail: value === null ? 'no data' : readFigure(value, 'count'),
  }));
  const rows = [...burning, ...others];
  return detail === 'all' ? rows : rows.filter(({ state }) => state !== 'passed');
}

function times(rate: number | null): string {
  return rate === null ? 'no data' : `${rate.toFixed(1)}×`;
}

function countedRows(counted: readonly { name: string; incident?: string; at: string }[], { detail, timeZone }: Moment): Row[] {
  if (detail === 'terse') return [];
  return counted.map(({ name, incident, at }): Row => ({ state: 'failed', name, word: 'fires', time: clock(at, timeZone), detail: incident ? `counts against this release, from ${incident}` : 'counts against this release' }));
}
