// May something go out that no gate let through? Only by broken glass: the card of the last attempt that was sent back.
import type { DecisionCard } from '../src/contracts/decision';
import { isAlive, openDecision } from '../src/domain/approval';
import { lastEnvironment } from '../src/domain/plan-release';
import { risksOf } from '../src/domain/risks';
import { Phase } from '../src/domain/vocabulary';
import type { Day } from './day';
import { keepingOf } from './keeping';

/** The card that the glass may be broken on: the open one, else while a fix is awaited one for the last attempt's bytes. It is for the service's own environment. */
export function emergencyCard(day: Day, digest: unknown): DecisionCard | undefined {
  const { decision, phase, attempts } = day.view;
  if (decision && isAlive(decision)) return decision;
  if (day.emergency) return day.emergency;
  const attempt = attempts.at(-1);
  const { judged } = day;
  if (phase !== Phase.Fix || !attempt || !judged || attempt.digest !== digest || judged.digest !== digest) return decision;
  return openDecision({
    environment: lastEnvironment(judged.plan).environment, digest: judged.digest, commit: judged.commit, by: keepingOf(day),
    authors: attempt.change?.authors ?? [], pushedBy: [attempt.by], at: day.now(), risks: [`sent back (${attempt.verdict}): ${attempt.reason}`, ...risksOf(attempt, judged.plan, day.view)],
  });
}
