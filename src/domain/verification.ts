// Has the customer's trouble gone? Two questions, both must be answered well: the symptom repeated, the alert at its source.
import type { VerificationView } from '../contracts/incident';
import type { CellResult } from '../contracts/result';
import { Verdict } from './vocabulary';

/** An alert that cannot be asked after is inconclusive, never cleared. */
export function judgeVerification(smoke: CellResult, alert: 'firing' | 'clear' | 'unknown'): Pick<VerificationView, 'verdict' | 'symptomGone' | 'alertCleared' | 'reason'> {
  const symptomGone = smoke.verdict === Verdict.Passed;
  const alertCleared = alert === 'clear';
  const facts = { symptomGone, alertCleared };
  if (!symptomGone) return { ...facts, verdict: smoke.verdict, reason: `the symptom is still there: ${smoke.reason}` };
  if (alert === 'firing') return { ...facts, verdict: Verdict.Failed, reason: 'the symptom is gone, but the alert still fires at its source' };
  if (alert === 'unknown') return { ...facts, verdict: Verdict.Inconclusive, reason: 'the symptom is gone, but monitoring cannot say whether the alert fires' };
  return { ...facts, verdict: Verdict.Passed, reason: 'the customer who was refused is accepted, and the alert has cleared' };
}
