// Which steps has the day, and where is it? One row per step, in the order of the day; attempts hang below the fix.
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { attemptRow } from './attempt-rows';
import { ladderRows } from './ladder-rows';
import { deployRow, verifyRow, watchRow } from './release-rows';
import type { Row } from './row';
import { signOffRow } from './sign-off-rows';
import { spent, stateOf } from './moment';
import type { Moment } from './moment';
import { clock, day, nameOf, plural, shortId } from './text';

const FIX_PHASES: readonly Phase[] = [Phase.Fix, Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further];

export function dayRows(view: IncidentView, moment: Moment): Row[] {
  return [refused(view, moment), assigned(view, moment), fix(view, moment), signOffRow(view, moment), deployRow(view, moment), verifyRow(view, moment), watchRow(view, moment)];
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
