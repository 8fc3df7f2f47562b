// What must a signer know before they sign? What the fix asks less of, what people let through, what is in quarantine and broke.
import type { AttemptView } from '../contracts/incident';
import type { Plan } from '../contracts/plan';
import { letThrough } from './gate-card';

/** One sentence each; none when all went its ordinary way. */
export function risksOf(attempt: Pick<AttemptView, 'stages'>, plan: Pick<Plan, 'touchesPipeline' | 'weakens'>): string[] {
  return [
    ...(plan.touchesPipeline ? [plan.weakens.length > 0 ? 'the fix changes the pipeline file, and asks less of later releases' : 'the fix changes the pipeline file'] : []),
    ...plan.weakens,
    ...letThrough(attempt),
    ...quarantined(attempt),
  ];
}

function quarantined({ stages }: Pick<AttemptView, 'stages'>): string[] {
  const broke = stages.flatMap(({ cells }) => cells.flatMap(({ result }) => result?.tests?.cases.filter((test) => test.quarantined && test.status === 'failed') ?? []));
  const names = [...new Set(broke.map(({ name }) => `“${name}”`))];
  return names.length > 0 ? [`in quarantine and failed: ${names.join(', ')}`] : [];
}
