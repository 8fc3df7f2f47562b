// Whose turn is it to mend? The assignee is told, and a commit on the incident's branch is awaited.
import { Role } from '../src/domain/vocabulary';
import type { Day } from './day';

export interface Push { commit: string; by: string }

/** The next commit to judge. One that was pushed meanwhile is taken at once. */
export async function fix(day: Day): Promise<Push> {
  if (!day.push) await awaitPush(day);
  const push = day.push;
  if (!push) throw new Error('a push was awaited and is not there');
  day.push = undefined;
  return push;
}

async function awaitPush(day: Day): Promise<void> {
  const { policies } = day.input;
  const pushed = (): boolean => day.push !== undefined;
  const last = day.view.attempts.at(-1);
  const why = last ? `push a better fix to ${day.view.branch}` : `push a fix to ${day.view.branch}`;
  if (last) day.record({ kind: 'fixAwaited', why, deadline: day.now(policies.fixWithinSeconds) });
  const told = (): void => {
    const assignee = day.view.assignment?.to;
    day.tell({ to: assignee ? [assignee] : [], subject: `Your turn: ${day.view.title}`, text: last ? `Attempt ${last.number} was sent back (${last.verdict}): ${last.reason}` : why, action: 'fix' });
  };
  told();
  let assignee = day.view.assignment?.to;
  for (;;) {
    const moved = await day.until(() => pushed() || day.view.assignment?.to !== assignee, policies.fixWithinSeconds);
    if (pushed()) return;
    if (moved) {
      assignee = day.view.assignment?.to;
      told();
      continue;
    }
    day.record({ kind: 'deadlinePassed', who: assignee ?? Role.Developer, what: why });
    day.tell({ to: day.peopleWith(Role.ProductOwner), subject: `No fix yet: ${day.view.title}`, text: `${assignee} was to ${why}.`, action: 'assign' });
    day.record({ kind: 'fixAwaited', why, deadline: day.now(policies.fixWithinSeconds) });
  }
}
