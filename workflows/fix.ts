// Whose turn is it to mend? The assignee is told, and a commit on the incident's branch is awaited; who declines gives the ball back.
import { Decision, Role, type Through } from '../src/domain/vocabulary';
import { suggest } from './assess';
import { awaitAssignee } from './assignment';
import { climb } from './climb';
import type { Day } from './day';
import type { Passed } from './run-attempt';

export interface Push { commit: string; by: string; through?: Through }

/** The next commit to judge, or bytes that two people let out by broken glass. One that was pushed meanwhile is taken at once. */
export async function fix(day: Day): Promise<Push | Passed> {
  day.stop = undefined;
  while (!day.push && !day.letOut) {
    if (!day.view.assignment) await findAssignee(day);
    else await awaitPush(day, day.view.assignment.to);
  }
  const { push, letOut } = day;
  day.letOut = undefined;
  day.emergency = undefined;
  if (letOut) return letOut;
  day.push = undefined;
  return push as Push;
}

async function findAssignee(day: Day): Promise<void> {
  if (day.view.declined.length > 0) await suggest(day);
  await awaitAssignee(day);
}

/** Ends with a push, or when it is somebody else's turn. */
async function awaitPush(day: Day, assignee: string): Promise<void> {
  const last = day.view.attempts.at(-1);
  const what = last ? `push a better fix to ${day.view.branch}` : `push a fix to ${day.view.branch}`;
  const moved = (): boolean => day.push !== undefined || day.letOut !== undefined || day.view.assignment?.to !== assignee;
  await Promise.all([expireAcknowledgements(day, moved), climbRounds(day, assignee, what, moved)]);
}

async function climbRounds(day: Day, assignee: string, what: string, moved: () => boolean): Promise<void> {
  const { policies } = day.input;
  const last = day.view.attempts.at(-1);
  for (let round = 1; !moved(); round += 1) {
    if (last || round > 1) day.record({ kind: 'fixAwaited', why: what, deadline: day.now(policies.fixWithinSeconds) });
    const human = {
      step: 'fix' as const, what, rungs: policies.ladders.fix, withinSeconds: policies.fixWithinSeconds, round,
      message: () => ({
        step: `${day.view.id}/fix/${day.view.attempts.length}/${assignee}`, subject: `Your turn: ${day.view.title}`, action: 'fix' as const,
        text: whySentBack(day) ?? what,
      }),
      heldUntil: () => heldUntil(day),
    };
    if (await climb(day, human, moved)) return;
    day.record({ kind: 'deadlinePassed', who: assignee, what });
    day.tell({ to: day.peopleWith(Role.ProductOwner), subject: `No fix yet: ${day.view.title}`, text: `${assignee} was to ${what}.`, action: 'assign' });
  }
}

/** Why the last attempt came back; one that passed every gate was rejected by a person, or taken back by production. */
function whySentBack({ view }: Day): string | undefined {
  const last = view.attempts.at(-1);
  if (!last) return undefined;
  if (last.verdict !== 'passed') return `Attempt ${last.number} was sent back (${last.verdict}): ${last.reason}`;
  const out = view.deployments?.findLast(({ attempt, outcome }) => attempt === last.number && (outcome === 'undone' || outcome === 'rolled-back'));
  if (out) return `Attempt ${last.number} was ${out.outcome === 'undone' ? 'taken back' : 'rolled back'} in ${out.environment}: ${out.why ?? 'it did not hold'}`;
  const rejection = view.decision?.given.findLast(({ decision }) => decision === Decision.Reject);
  return `Attempt ${last.number} passed every gate and did not go out: ${rejection?.reason ?? 'its sign-off no longer holds'}`;
}

/** While an acknowledgement counts, nobody but the assignee is bothered. */
function heldUntil(day: Day): string | undefined {
  const at = day.view.assignment?.acknowledgedAt;
  return at && new Date(Date.parse(signOfWork(day, at)) + day.input.policies.acknowledgedForSeconds * 1000).toISOString();
}

/** The latest sign that the assignee works on it: the acknowledgement, or a note of theirs since. A push ends the waiting anyway. */
function signOfWork(day: Day, acknowledgedAt: string): string {
  const note = day.view.timeline.findLast(({ kind, who, at }) => kind === 'noted' && who === day.view.assignment?.to && at > acknowledgedAt);
  return note?.at ?? acknowledgedAt;
}

/** An acknowledgement that no sign of work follows counts no longer: the ladder goes on. */
async function expireAcknowledgements(day: Day, moved: () => boolean): Promise<void> {
  for (;;) {
    await day.until(() => moved() || heldUntil(day) !== undefined);
    const until = heldUntil(day);
    if (moved() || !until) return;
    const changed = await day.until(() => moved() || heldUntil(day) !== until, day.secondsUntil(until));
    const by = day.view.assignment?.to;
    if (!changed && by) day.record({ kind: 'acknowledgementExpired', by, afterSeconds: day.input.policies.acknowledgedForSeconds });
  }
}
