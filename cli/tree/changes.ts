// What is said when output is a file or a pipe? One line for each change from one view to the next; no colour, no redraw.
import type { AttemptView, IncidentView, StageView } from '../../src/contracts/incident';
import { SHAPES } from './row';
import { clean, clock, nameOf, plural, span } from './text';

export interface ChangeOptions { now: number; timeZone?: string }

/** Lines for what is new in `after`; without `before`, for everything that has happened so far. */
export function describeChanges(before: IncidentView | undefined, after: IncidentView, { now, timeZone }: ChangeOptions): string[] {
  const at = (time: string, text: string) => `${clock(time, timeZone)}  ${clean(text)}`;
  const moment = new Date(now).toISOString();
  const heading = before ? [] : [`${clean(after.title)} (${after.severity}) · ${after.service} · ${after.environment} · ${after.id}`];
  const steps = before ? stepChanges(before, after).map((text) => at(moment, text)) : [];
  const told = after.timeline.slice(before?.timeline.length ?? 0).map((entry) => at(entry.at, entry.text));
  const turn = turnChange(before, after, timeZone);
  return [...heading, ...steps, ...told, ...(turn ? [at(after.turn?.since ?? moment, turn)] : [])];
}

function stepChanges(before: IncidentView, after: IncidentView): string[] {
  return after.attempts.flatMap((attempt, index) => attemptChanges(before.attempts[index], attempt));
}

function attemptChanges(before: AttemptView | undefined, after: AttemptView): string[] {
  if (before === after) return [];
  return after.stages.flatMap((stage) => {
    const earlier = before?.stages.find((one) => one.stage === stage.stage);
    const started = stage.verdict !== 'waiting' && (earlier?.verdict ?? 'waiting') === 'waiting';
    const opening = started ? [`${SHAPES.running} attempt ${after.number} ${stage.stage}: ${plural(stage.cells.length, 'cell')} to run`] : [];
    return [...opening, ...cellChanges(earlier, stage, after.number), ...answerChanges(earlier, stage, after.number)];
  });
}

function cellChanges(before: StageView | undefined, after: StageView, attempt: number): string[] {
  const done = (stage: StageView | undefined) => stage?.cells.filter((cell) => cell.state === 'done').length ?? 0;
  let count = done(before);
  return after.cells.flatMap(({ id, check, point, result }) => {
    if (!result || before?.cells.find((cell) => cell.id === id)?.result) return [];
    count += 1;
    const name = [check, ...Object.values(point)].join(' · ');
    const reason = result.verdict === 'passed' ? '' : `: ${result.reason}`;
    const took = result.reused ? `as in attempt ${result.reused.attempt}` : `in ${span(result.seconds * 1000)}`;
    return [`${SHAPES[result.verdict]} attempt ${attempt} ${after.stage} ${count}/${after.cells.length}: ${name} ${result.verdict} ${took}${reason}`];
  });
}

/** The first fault, where it is, and the command that repeats it. */
function answerChanges(before: StageView | undefined, { stage, answer }: StageView, attempt: number): string[] {
  const [first] = answer?.faults ?? [];
  if (!answer || !first || before?.answer) return [];
  const place = first.file ? ` at ${first.file}${first.line === undefined ? '' : `:${first.line}`}` : '';
  const others = answer.faults.length - 1 + answer.more;
  return [
    `${SHAPES.failed} attempt ${attempt} ${stage}: look at ${first.what}${place}${others ? `, and ${others} more` : ''}`,
    `${SHAPES.todo} attempt ${attempt} ${stage}: repeat it with ${first.command}`,
  ];
}

function turnChange(before: IncidentView | undefined, after: IncidentView, timeZone?: string): string | undefined {
  const { turn } = after;
  if (!turn) return undefined;
  const same = before?.turn && before.turn.role === turn.role && before.turn.person === turn.person && before.turn.to === turn.to;
  if (same) return undefined;
  const who = turn.role === 'dayshift' ? 'dayshift' : turn.person ? nameOf(after.team, turn.person) : `the ${turn.role.replace(/-/g, ' ')}`;
  const deadline = turn.deadline ? `, until ${clock(turn.deadline, timeZone)}` : '';
  return `» ${who}'s turn: ${turn.to}${deadline}`;
}
