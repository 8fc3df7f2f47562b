// What does a gate that did not pass say to the developer? What failed, where, who wrote it, how to repeat it, and what changed since it was good.
import type { CellResult } from '../src/contracts/result';
import { answerOf } from '../src/domain/gate-answer';
import { quick } from './activity-proxies';
import type { Day } from './day';
import type { Row } from './run-stage';

/** Who wrote what is asked of the repository; when it cannot say, the answer goes without. */
export async function answerGate(day: Day, { stage, cells, built }: Row, results: readonly CellResult[]): Promise<void> {
  const answer = answerOf(cells, results);
  const good = lastGood(day, stage);
  const { repository, commit } = built;
  const whole = await quick.whoWroteIt.executeWithOptions({ summary: `Who wrote what the ${stage} gate found` }, [{ repository, commit, answer, good }]).catch(() => answer);
  day.record({ kind: 'gateAnswered', stage, answer: whole });
}

/** The newest attempt that passed this stage, else what production runs. */
function lastGood(day: Day, stage: string): { good: string; commit: string } | undefined {
  const attempt = day.view.attempts.findLast(({ stages }) => stages.some((one) => one.stage === stage && one.verdict === 'passed'));
  if (attempt) return { good: `attempt ${attempt.number}`, commit: attempt.commit };
  const commit = day.view.running?.commit;
  return commit === undefined ? undefined : { good: 'production', commit };
}
