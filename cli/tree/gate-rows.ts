// What does a gate say in the tree? The first fault with its place and the command that repeats it; when it asks, what for, whom, and until when.
import type { GateCard, IncidentView, StageView } from '../../src/contracts/incident';
import type { GateAnswer } from '../../src/contracts/result';
import type { Detail } from './attempt-rows';
import type { Row } from './row';
import { nameOf, plural, span } from './text';

interface Moment { team: IncidentView['team']; now: number; detail: Detail }

/** Whether a stage waits for a person; its verdict comes when they have decided. */
export function isHeld({ card, verdict }: Pick<StageView, 'card' | 'verdict'>): boolean {
  return card !== undefined && card.given === undefined && verdict === 'running';
}

/** The question has its row in the smallest terminal too. */
export function gateRows(stage: StageView, moment: Moment): Row[] {
  const { card, answer } = stage;
  const roomy = moment.detail === 'all' || moment.detail === 'notable';
  return [...(card && isHeld(stage) ? askedRows(card, moment) : []), ...(answer && roomy ? answerRows(answer, moment) : [])];
}

function askedRows({ flaky, mayDecide, decisions, deadline, why }: GateCard, { team, now, detail }: Moment): Row[] {
  const who = mayDecide.map((id) => nameOf(team, id)).join(', ') || 'nobody';
  const tests = flaky.map(({ test, at }): Row => ({ state: 'inconclusive', name: 'Flaky', word: plural(at.length, 'cell'), detail: test }));
  return [
    { state: 'waiting', name: `Asks ${who}`, word: 'decide', time: span(Math.abs(Date.parse(deadline) - now)), detail: `${Date.parse(deadline) < now ? 'overdue: ' : ''}${decisions.map((one) => one.replace('-', ' ')).join(', ')}`, more: flaky.length || detail !== 'all' ? undefined : why },
    ...(detail === 'all' ? tests : []),
  ];
}

/** The first fault in full; the others are on the dashboard. */
export function answerRows({ faults, more }: GateAnswer, { detail }: Pick<Moment, 'detail'>): Row[] {
  const [first] = faults;
  if (!first || detail === 'terse') return [];
  const place = first.file ? `${first.file}${first.line === undefined ? '' : `:${first.line}`}` : first.cell;
  const others = faults.length - 1 + more;
  const alsoThere = faults.slice(1).filter(({ isNew }) => isNew === false).length;
  return [
    { state: 'failed', name: 'Look at', word: first.isNew === undefined ? '' : first.isNew ? 'new' : 'known', detail: first.wrote ? `${place}, by ${first.wrote.name}` : place, more: detail === 'all' ? first.what : undefined },
    { state: 'todo', name: 'Repeat it', more: first.command },
    ...(others > 0 && detail === 'all' ? [{ state: 'todo' as const, name: 'Others', detail: `${others} more${alsoThere ? `, ${alsoThere} in production too` : ''}` }] : []),
  ];
}
