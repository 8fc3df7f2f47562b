// How does production do now? One sample of the watch: the burn over each window and every figure, asked side by side.
import { Context } from '@temporalio/activity';
import type { WatchSample } from '../src/contracts/live-release';
import type { WatchPlan } from '../src/contracts/release-plan';
import { judgeLook, nothingKnown, questionsOf, type Answers, type Questions } from '../src/domain/burn';
import type { Measured } from '../src/ports/monitoring';
import { askMonitoring } from './ask-monitoring';
import type { World } from './world';

export interface ObserveOrder {
  service: string;
  environment: string;
  digest: string;
  rule: WatchPlan;
  since: string; // when the release went live, or the watch began: no window reaches further back
  at?: string; // by the workflow's clock, which `since` is told by too; default: now
}

export function createObserve({ monitoring }: Pick<World, 'monitoring'>) {
  /** Reads only; it fails only when cancelled. What monitoring does not know is unknown in the sample, with the reason. */
  return async function observe({ since, at = new Date().toISOString(), rule, ...about }: ObserveOrder): Promise<WatchSample> {
    const liveSeconds = Math.max(0, (Date.parse(at) - Date.parse(since)) / 1000);
    const questions = questionsOf({ ...about, rule, liveSeconds });
    if (!questions) return judgeLook(at, rule, nothingKnown(rule, 'the release is too young for any window'));
    const told = await askMonitoring(monitoring, listed(questions).map((query) => ({ query })), Context.current().cancellationSignal);
    return judgeLook(at, rule, answersOf(questions, told));
  };
}

function listed({ share, rows, figures }: Questions): string[] {
  return [share, ...rows.flatMap(({ long, short }) => [long, short]), ...figures];
}

function answersOf({ rows, figures }: Questions, told: readonly Measured[]): Answers {
  const answerAt = (place: number): Measured => told[place] ?? { value: null, reason: 'it was not asked', at: '' };
  return {
    share: answerAt(0),
    rows: rows.map((_, row) => ({ long: answerAt(1 + row * 2), short: answerAt(2 + row * 2) })),
    figures: figures.map((_, figure) => answerAt(1 + rows.length * 2 + figure)),
  };
}
