// How does the release behave? One sample at a time, in a history of its own, until the pure rule says keep, roll back or ask.
import { continueAsNew, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { WatchView } from '../src/contracts/incident';
import type { Plan } from '../src/contracts/plan';
import { judgeRelease } from '../src/domain/release-health';
import { quick } from './activity-proxies';
import { samplesQuery } from './messages';

export interface WatchInput {
  rule: Plan['watch'];
  from: string; // ISO
  samples: WatchView['samples'];
}
export type Watched = Pick<WatchView, 'verdict' | 'samples' | 'reason'>;

const MOST_SAMPLES = 120; // in the answer; the rule needs the newest ones and their number

/** Continues as new before its history grows large; the samples go with it. */
export async function watchRelease({ rule, from, samples: before }: WatchInput): Promise<Watched> {
  const samples = [...before];
  setHandler(samplesQuery, () => samples.slice(-MOST_SAMPLES));
  for (;;) {
    samples.push(await quick.observe.executeWithOptions({ summary: 'Share of bad events' }, [{ query: rule.query }]));
    const { verdict, reason } = judgeRelease(samples, rule, from, new Date().toISOString());
    if (verdict !== 'observing') return { verdict, reason, samples: samples.slice(-MOST_SAMPLES) };
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof watchRelease>({ rule, from, samples });
    await sleep(rule.everySeconds * 1000);
  }
}
