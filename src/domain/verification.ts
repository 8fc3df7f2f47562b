// Has the customer's trouble gone, and is the release no worse than the one before? Every question must be answered well: the worst answer decides.
import type { ComparisonResult, VerificationView } from '../contracts/live-release';
import type { CellResult } from '../contracts/result';
import { readComparison } from './comparison';
import { Verdict, VERDICTS } from './vocabulary';

/** As the monitoring port answers it. */
export type Firing = { alerts: { name: string; labels: Readonly<Record<string, string>> }[] } | { alerts: null };
export type AlertState = 'firing' | 'clear' | 'unknown';

/** What was found. `answers`: of a rollback, whether the release that was gone back to answers. */
export interface Found { smoke: CellResult; alert: AlertState; comparisons: readonly ComparisonResult[] }
type Judged = Pick<VerificationView, 'verdict' | 'symptomGone' | 'alertCleared' | 'reason'>;
interface Answer { verdict: Verdict; reason: string }

/** Of a deployment: the symptom, the alert, the figures. What is unknown or flaky is inconclusive, never passed. */
export function judgeVerification({ smoke, alert, comparisons }: Found): Judged {
  return { symptomGone: smoke.verdict === Verdict.Passed, alertCleared: alert === 'clear', ...worstOf([judgeSymptom(smoke), judgeAlert(alert, smoke), judgeComparisons(comparisons)]) };
}

/**
 * Of a rollback: the symptom may be there and the alert may fire, for they were before the fix; both are told. Judged is that the
 * release answers, and the figures' `max`: `judgeFigure` is asked without `regression` then.
 */
export function judgeRollback({ smoke, alert, comparisons, answers }: Found & { answers: { ok: boolean | null; reason: string } }): Judged {
  const symptomGone = smoke.verdict === Verdict.Passed;
  const told = `the symptom is ${symptomGone ? 'gone' : 'there as before the fix'}, the alert ${alert === 'clear' ? 'does not fire' : alert === 'firing' ? 'fires' : 'may fire: monitoring cannot say'}`;
  const own: Answer = { verdict: answers.ok === null ? Verdict.Inconclusive : answers.ok ? Verdict.Passed : Verdict.Failed, reason: answers.reason };
  const { verdict, reason } = worstOf([own, judgeComparisons(comparisons)]);
  return { symptomGone, alertCleared: alert === 'clear', verdict, reason: `${reason}; ${told}` };
}

/** `clear` only when the source answered and none of the named alerts with those labels fires there. Nothing named: clear. */
export function alertState(firing: Firing, names: readonly string[], labels: Readonly<Record<string, string>>): AlertState {
  if (firing.alerts === null) return 'unknown';
  const fires = firing.alerts.some((alert) => names.includes(alert.name) && Object.entries(labels).every(([label, value]) => alert.labels[label] === value));
  return fires ? 'firing' : 'clear';
}

function judgeSymptom({ verdict, reason, flaky }: CellResult): Answer {
  if (verdict === Verdict.Passed) return { verdict, reason: 'the customer who was refused is accepted' };
  if (verdict === Verdict.Failed) return { verdict, reason: `the symptom is still there: ${reason}` };
  const found = flaky?.length ? 'the symptom is there now and then' : 'whether the symptom is gone could not be found out';
  return { verdict, reason: `${found}: ${reason}` };
}

function judgeAlert(alert: AlertState, smoke: CellResult): Answer {
  const gone = smoke.verdict === Verdict.Passed ? 'the symptom is gone, but ' : '';
  if (alert === 'firing') return { verdict: Verdict.Failed, reason: `${gone}the alert still fires at its source` };
  if (alert === 'unknown') return { verdict: Verdict.Inconclusive, reason: `${gone}monitoring cannot say whether the alert fires` };
  return { verdict: Verdict.Passed, reason: 'the alert has cleared' };
}

function judgeComparisons(comparisons: readonly ComparisonResult[]): Answer {
  const broken = comparisons.filter(({ ok }) => ok === false);
  if (broken.length > 0) return { verdict: Verdict.Failed, reason: `worse than allowed: ${broken.map(readComparison).join('; ')}` };
  const unknown = comparisons.filter(({ ok }) => ok === null);
  if (unknown.length > 0) return { verdict: Verdict.Inconclusive, reason: `it cannot be said how it compares with the release before: ${unknown.map(readComparison).join('; ')}` };
  return { verdict: Verdict.Passed, reason: comparisons.length > 0 ? `${comparisons.length} of ${comparisons.length} figures within their limits` : '' };
}

/** The first of the worst; when all passed, everything that is said. */
function worstOf(answers: readonly Answer[]): Answer {
  const worst = answers.reduce((found, answer) => (VERDICTS.indexOf(answer.verdict) > VERDICTS.indexOf(found.verdict) ? answer : found));
  if (worst.verdict !== Verdict.Passed) return worst;
  return { verdict: Verdict.Passed, reason: answers.map(({ reason }) => reason).filter((reason) => reason !== '').join(', and ') };
}
