// Does the release hold? It is watched all the while; what is found keeps it, rolls it back, or asks a person, who is waited for beside it.
import { CancellationScope, getExternalWorkflowHandle, isCancellation, log } from '@temporalio/workflow';
import type { EnvironmentPlan, WatchPlan } from '../src/contracts/release-plan';
import { watchWorkflowId } from '../src/domain/ids';
import { short } from '../src/domain/timeline';
import { quick } from './activity-proxies';
import { climb } from './climb';
import type { Day, Watching } from './day';
import { inLane } from './in-lane';
import { countAgainstSignal } from './messages';
import { observe } from './observe-release';
import { reasonOf, unlessCancelled } from './reason';
import { bar, type Out } from './roll-out';
import type { Passed } from './run-attempt';
import { takeBack } from './take-back';

type Live = Extract<Out, { kind: 'live' }>;
type Kept = { isKept: boolean; why: string };

/** True when the release is kept. Rolled back, it is the developer's turn again. */
export async function keepWatch(day: Day, passed: Passed, stop: EnvironmentPlan, live: Live): Promise<boolean> {
  const { environment } = stop;
  const { digest } = passed;
  const watching: Watching = { digest, environment, since: live.at, counted: [], ...(live.doubt === undefined ? {} : { asks: { why: live.doubt, by: 'verification' } }) };
  day.watching = watching;
  try {
    const { isKept, why } = await decide(day, watching, stop.watch);
    if (!isKept) await rollBack(day, passed, stop, why);
    else day.record({ kind: 'environmentPassed', environment, digest });
    return isKept;
  } finally {
    day.watching = undefined;
  }
}

/** By the watch, or by a person while it goes on. */
async function decide(day: Day, watching: Watching, rule: WatchPlan | undefined): Promise<Kept> {
  if (!rule) return decideUnwatched(day, watching);
  const until = day.now(rule.forSeconds);
  day.record({ kind: 'watchStarted', environment: watching.environment, until });
  let stop = startWatch(day, watching, rule, watching.since);
  try {
    for (;;) {
      await day.until(() => watching.result !== undefined || watching.asks !== undefined);
      const { asks } = watching;
      const isKept = asks && await askPerson(day, watching);
      if (isKept === undefined) return finish(day, watching);
      if (!isKept) return end(day, 'rolled-back', asks?.why ?? '');
      // What the watch found beside an open verification is still to be asked.
      watching.asks = asks?.by === 'verification' && watching.finds !== undefined ? { why: watching.finds, by: 'watch' } : undefined;
      if (watching.result || asks?.by === 'verification') continue; // it goes on as it was
      const left = day.secondsUntil(until);
      if (left <= 0) return end(day, 'kept', 'a person decided to keep it');
      await stop(); // what was found is forgiven: it is looked at anew
      watching.finds = undefined;
      stop = startWatch(day, watching, { ...rule, forSeconds: Math.max(left, rule.everySeconds * rule.badSamples) }, day.now());
    }
  } finally {
    await CancellationScope.nonCancellable(() => stop());
  }
}

/** It need not be watched here: only what a verification could not tell is asked. */
async function decideUnwatched(day: Day, watching: Watching): Promise<Kept> {
  const { asks } = watching;
  return { isKept: asks === undefined || await askPerson(day, watching) === true, why: asks?.why ?? '' };
}

function finish(day: Day, { result }: Watching): Kept {
  if (!result) throw new Error('the watch has not ended');
  day.record({ kind: 'watchEnded', watch: result });
  return { isKept: result.verdict === 'kept', why: result.reason };
}

function end(day: Day, verdict: 'kept' | 'rolled-back', reason: string): Kept {
  day.record({ kind: 'watchEnded', watch: { verdict, reason, samples: day.view.watch?.samples ?? [] } });
  return { isKept: verdict === 'kept', why: reason };
}

/** The watch in a scope of its own, and beside it the messenger that tells it of alerts. Answers how both are stopped. */
function startWatch(day: Day, watching: Watching, rule: WatchPlan, since: string): () => Promise<void> {
  const { digest, environment } = watching;
  const scope = new CancellationScope();
  const working = scope.run(() => Promise.all([ // each to its own end: the next watch has the same id
    observe(day, { digest, environment, rule, since, mustEnd: false }).then((result) => { watching.result = result; }, (error: unknown) => whenItFailed(watching, error)),
    tellOfAlerts(day, watching, watching.counted.length).catch(unlessCancelled),
  ]));
  return async () => {
    scope.cancel();
    await working;
  };
}

/** One that was ended from outside shows no health: a person is asked. One that was stopped has done its part. */
function whenItFailed(watching: Watching, error: unknown): void {
  if (isCancellation(error)) return;
  watching.finds = `the watch ended before its time: ${reasonOf(error)}`;
  watching.asks ??= { why: watching.finds, by: 'watch' };
}

/** Those that were counted before it began are no news to it. */
async function tellOfAlerts(day: Day, watching: Watching, from: number): Promise<void> {
  for (let told = from; ; told += 1) {
    await day.until(() => watching.counted.length > told);
    const alert = watching.counted[told];
    if (!alert) continue;
    await getExternalWorkflowHandle(watchWorkflowId(day.view.id, watching.digest)).signal(countAgainstSignal, { name: alert.name, at: alert.at })
      .catch((error: unknown) => log.warn('the watch could not be told of an alert', { error }));
  }
}

const ASK_ANEW_SECONDS = 4 * 3600;

/** Whether it is kept; undefined when the watch decided meanwhile. What a verification could not tell, no watch decides. */
async function askPerson(day: Day, watching: Watching): Promise<boolean | undefined> {
  watching.answer = undefined;
  const isOver = (): boolean => watching.answer !== undefined || watching.result?.verdict === 'rolled-back' || (watching.asks?.by === 'watch' && watching.result !== undefined);
  const why = watching.asks?.why ?? '';
  for (let round = 1; !isOver(); round += 1) {
    day.record({ kind: 'keepOrRollBackAsked', why, deadline: day.now(ASK_ANEW_SECONDS) });
    const human = {
      step: 'decide' as const, what: 'keep the release or roll it back', rungs: day.input.policies.ladders.signOff, withinSeconds: ASK_ANEW_SECONDS, round,
      message: () => ({ step: `${day.view.id}/decide/${watching.digest}`, subject: `Keep or roll back? ${day.view.title}`, text: why, action: 'decide' as const, digest: watching.digest }),
    };
    await climb(day, human, isOver);
  }
  return watching.answer;
}

/** Only what is still live is taken back: another release may have gone out over it. */
async function rollBack(day: Day, passed: Passed, stop: EnvironmentPlan, why: string): Promise<void> {
  const { service } = day.input;
  const { environment } = stop;
  await inLane(day, { environment, passed, kind: 'rollback' }, async ({ grant, barred }, news) => {
    const running = await quick.currentRelease.executeWithOptions({ summary: `What ${environment} runs` }, [{ service, environment }]);
    if (running && running.digest !== passed.digest) day.record({ kind: 'rollbackFailed', why: `${short(passed.digest)} is not live any more, ${short(running.digest)} is` });
    else await takeBack(day, { passed, stop, fence: grant, barred, isLive: true }, why, news);
    bar(day, passed.digest, why, news);
  });
}
