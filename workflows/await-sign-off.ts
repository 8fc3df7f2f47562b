// Shall these bytes go to production? People decide by the rule of the plan; a newer commit, a rejection or time takes it back.
import { openDecision } from '../src/domain/approval';
import { risksOf } from '../src/domain/risks';
import { short } from '../src/domain/timeline';
import { climb } from './climb';
import type { Day } from './day';
import type { Passed } from './run-attempt';

/** True when enough of the right people approved this digest. An expired card is opened anew: somebody must decide. */
export async function awaitSignOff(day: Day, { plan, digest, commit, number }: Passed): Promise<boolean> {
  const attempt = day.view.attempts.find((one) => one.number === number);
  const authors = attempt?.change?.authors ?? [];
  const risks = attempt ? risksOf(attempt, plan) : [];
  for (let round = 1; ; round += 1) {
    const card = openDecision({ digest, commit, rule: plan.signOff, team: day.view.team, authors, at: day.now(), risks });
    day.record({ kind: 'signOffAsked', card });
    const human = {
      step: 'sign-off' as const, what: 'sign off the release or send it back', rungs: day.input.policies.ladders.signOff, withinSeconds: plan.signOff.expiresSeconds, round,
      message: () => ({ step: `${day.view.id}/sign-off/${number}`, subject: `Sign off ${short(digest)}: ${day.view.title}`, text: day.view.decision?.missing ?? '', action: 'sign-off' as const, digest }),
    };
    const decided = await climb(day, human, () => day.view.decision?.state !== 'open' || day.push !== undefined);
    if (day.view.decision?.state === 'granted') return true;
    if (day.view.decision?.state === 'rejected') return false;
    if (day.push) {
      day.record({ kind: 'signOffClosed', state: 'void', why: `${day.push.by} pushed ${short(day.push.commit)}` });
      return false;
    }
    if (!decided) day.record({ kind: 'signOffClosed', state: 'expired', why: 'nobody decided in time; it is asked again' });
  }
}
