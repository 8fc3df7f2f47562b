// How does the release behave? One sample at a time, in a history of its own, never paused: it tells its incident, and goes on observing.
import { condition, continueAsNew, getExternalWorkflowHandle, isCancellation, log, setHandler, workflowInfo } from '@temporalio/workflow';
import type { WatchSample, WatchView } from '../src/contracts/live-release';
import type { WatchPlan } from '../src/contracts/release-plan';
import { judgeRelease, nextLook, tallyOf, type Counted, type Health, type Tally } from '../src/domain/release-health';
import { quick } from './activity-proxies';
import { countAgainstSignal, samplesQuery, watchNewsSignal } from './messages';

export interface WatchInput {
  incident: string; // workflow id of who is told
  service: string;
  environment: string;
  digest: string;
  rule: WatchPlan;
  from: string; // ISO: since when the release is live
  samples: WatchSample[]; // the newest
  counted: Counted[]; // alerts that count against the release
  mustEnd: boolean; // a canary's step: when its time is over it ends, whatever it came to
  began?: string; // ISO: when the watch began; default: now
  earlier?: Tally; // of samples that are not carried any more
  told?: Pick<Health, 'verdict' | 'kind'>; // what the incident was told last
}
export type Watched = Pick<WatchView, 'verdict' | 'samples' | 'reason'>;

const MOST_SAMPLES = 120; // carried and told
const MOST_COUNTED = 20;
const MOST_LOOKS = 40; // of one run, each about six events: a worker that takes over has little to read

/**
 * Ends by itself with `kept`, when health is shown at the end of its time or later, and with `rolled-back`. What a person must decide is
 * told to the incident, and it is observed on until the incident cancels it; a watch that must end ends with `ask` then.
 */
export async function watchRelease(input: WatchInput): Promise<Watched> {
  const { rule, began = now() } = input;
  let { samples, earlier, told = { verdict: 'observing', kind: 'healthy' } } = input;
  const counted = [...input.counted];
  setHandler(samplesQuery, () => samples);
  setHandler(countAgainstSignal, ({ name, at }) => {
    if (counted.length < MOST_COUNTED && !counted.some((alert) => alert.name === name && alert.at === at)) counted.push({ name, at });
  });

  for (let looks = 1; ; looks += 1) {
    const all = [...samples, await look(input)];
    earlier = tallyOf(all.slice(0, -MOST_SAMPLES), rule, earlier);
    samples = all.slice(-MOST_SAMPLES);
    const next = nextLook(now(), rule, began);
    let heard: number;
    do {
      heard = counted.length;
      const health = judgeRelease(samples, rule, began, now(), counted, earlier);
      if (isOver(input, health, began)) return { verdict: health.verdict, reason: health.reason, samples };
      if (isNews(health, told) && await tell(input, health, samples)) told = { verdict: health.verdict, kind: health.kind };
    } while (await condition(() => counted.length > heard, millisecondsUntil(next))); // an alert is judged at once
    if (looks >= MOST_LOOKS || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof watchRelease>({ ...input, began, samples, earlier, counted, told });
  }
}

function now(): string {
  return new Date().toISOString();
}

function millisecondsUntil(at: string): number {
  return Math.max(1, Date.parse(at) - Date.now());
}

async function look({ service, environment, digest, rule, from }: WatchInput): Promise<WatchSample> {
  return quick.observe.executeWithOptions({ summary: 'Share of bad events' }, [{ service, environment, digest, rule, since: from, at: now() }]);
}

function isOver({ rule, mustEnd }: WatchInput, { verdict }: Health, began: string): boolean {
  if (verdict === 'kept' || verdict === 'rolled-back') return true;
  return mustEnd && Date.now() >= Date.parse(began) + rule.forSeconds * 1000;
}

function isNews(health: Health, told: Pick<Health, 'verdict' | 'kind'>): boolean {
  return health.verdict !== told.verdict || health.kind !== told.kind;
}

/** False when the incident could not be told; it is told after the next look then. */
async function tell({ incident, digest }: WatchInput, { verdict, reason }: Health, samples: WatchSample[]): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(incident).signal(watchNewsSignal, { digest, verdict: verdict === 'ask' ? 'ask' : 'observing', reason, samples });
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the incident could not be told what its watch found', { error });
    return false;
  }
}
