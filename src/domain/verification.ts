// Has the customer's trouble gone? Two questions, both must be answered well: the symptom repeated, the alert at its source.
import type { VerificationView } from '../contracts/incident';
import type { CellResult } from '../contracts/result';
import { Verdict } from './vocabulary';

/** As the monitoring port answers it. */
export type Firing = { alerts: { name: string; labels: Readonly<Record<string, string>> }[] } | { alerts: null };

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

/** `clear` only when the source answered and none of the named alerts with those labels fires there. Nothing named: clear. */
export function alertState(firing: Firing, names: readonly string[], labels: Readonly<Record<string, string>>): 'firing' | 'clear' | 'unknown' {
  if (firing.alerts === null) return 'unknown';
  const fires = firing.alerts.some((alert) => names.includes(alert.name) && Object.entries(labels).every(([label, value]) => alert.labels[label] === value));
  return fires ? 'firing' : 'clear';
}
