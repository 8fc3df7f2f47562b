// Does it hold with a share of the customers? Step by step, each watched by the rules of the watch; the first that does not hold stops it.
import type { CanaryView } from '../src/contracts/live-release';
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import type { Release } from '../src/contracts/result';
import { lastEnvironment } from '../src/domain/plan-release';
import { short } from '../src/domain/timeline';
import type { Day } from './day';
import { observe } from './observe-release';
import type { Passed } from './run-attempt';

/** Why it was stopped; undefined when every step held. No data is not good. */
export async function moveCanary(day: Day, passed: Passed, stop: EnvironmentPlan, shift: (weight: number) => Promise<Release>): Promise<string | undefined> {
  const { steps } = stop.deploy;
  const rule = stop.watch ?? lastEnvironment(passed.plan).watch;
  if (!rule) throw new RangeError('a canary needs the rules of a watch');
  let canary: CanaryView = { digest: passed.digest, steps: steps.map((step) => ({ ...step, state: 'waiting' })) };
  day.record({ kind: 'canaryStarted', canary });
  for (const [at, { weight, forSeconds }] of steps.entries()) {
    const release = await shift(weight);
    canary = stepped(canary, at, 'running');
    day.record({ kind: 'canaryMoved', canary, text: `${weight} % of the customers meet ${short(passed.digest)}`, isStopped: false });
    const since = at === 0 ? release.at : day.now();
    const { verdict, reason } = await observe(day, { digest: passed.digest, environment: stop.environment, rule: { ...rule, forSeconds, onBurn: 'rollback' }, since, mustEnd: true });
    const holds = verdict === 'kept';
    canary = stepped(canary, at, holds ? 'passed' : 'stopped', reason);
    const text = holds ? `The canary holds with ${weight} %: ${reason}` : `The canary is stopped at step ${at + 1} of ${steps.length} (${weight} %): ${reason}`;
    day.record({ kind: 'canaryMoved', canary, text, isStopped: !holds });
    if (!holds) return text;
  }
  return undefined;
}

function stepped(canary: CanaryView, at: number, state: CanaryView['steps'][number]['state'], reason?: string): CanaryView {
  return { ...canary, steps: canary.steps.map((step, index) => (index === at ? { ...step, state, reason } : step)) };
}
