// How does the release do beside the one before, by the service's own figures? Asked until there are data for a whole window, or the time is up.
import type { ComparisonResult } from '../src/contracts/live-release';
import type { ComparedPlan, VerifyPlan } from '../src/contracts/release-plan';
import { judgeFigure, type Compared } from '../src/domain/comparison';
import { fillIn } from '../src/domain/placeholders';
import type { Measured, Monitoring } from '../src/ports/monitoring';
import { askMonitoring, type Question } from './ask-monitoring';
import type { Control } from './heartbeat';
import { poll } from './poll';

export interface Comparing {
  service: string;
  environment: string;
  of: 'deployment' | 'rollback';
  digest: string;
  before?: string;
  deployedAt: string;
  verify: Pick<VerifyPlan, 'compare' | 'compareSeconds'>;
}

/**
 * Every figure of the plan against its limits. The window grows with the release's life, up to `compareSeconds`: a few seconds of
 * traffic say little, so a short one is not the last word while there is time. The release before is asked as it was at
 * `deployedAt`. Of a rollback only `max` is judged: what was gone back to is not held against the release that failed.
 */
export async function compareFigures(monitoring: Monitoring, comparing: Comparing, { isAwaited }: { isAwaited: boolean }, control: Pick<Control, 'signal' | 'onProgress'>): Promise<ComparisonResult[]> {
  const figures = figuresOf(comparing);
  if (figures.length === 0) return [];
  const { compareSeconds } = comparing.verify;
  const [before, { answers }] = await Promise.all([
    askBefore(monitoring, figures, comparing, control.signal),
    poll(
      () => askNow(monitoring, figures, comparing, control.signal),
      (asked) => asked.isWhole && asked.answers.every(({ value }) => value !== null),
      { everyMilliseconds: 1000, forSeconds: isAwaited ? compareSeconds : 0, signal: control.signal, onWait: () => control.onProgress('comparing with the release before') },
    ),
  ]);
  return figures.map((figure, place) => judgeFigure(figure, comparedOf(answers[place], before?.[place])));
}

function figuresOf({ of, verify }: Comparing): ComparedPlan[] {
  if (of === 'deployment') return verify.compare;
  return verify.compare.flatMap(({ regression: _, ...figure }) => (figure.max === undefined ? [] : [figure]));
}

async function askNow(monitoring: Monitoring, figures: readonly ComparedPlan[], comparing: Comparing, signal: AbortSignal): Promise<{ isWhole: boolean; answers: Measured[] }> {
  const { digest, deployedAt, verify } = comparing;
  const liveSeconds = Math.max(1, (Date.now() - Date.parse(deployedAt)) / 1000);
  const windowSeconds = Math.min(verify.compareSeconds, liveSeconds);
  return { isWhole: windowSeconds >= verify.compareSeconds, answers: await askMonitoring(monitoring, questions(figures, comparing, digest, windowSeconds), signal) };
}

async function askBefore(monitoring: Monitoring, figures: readonly ComparedPlan[], comparing: Comparing, signal: AbortSignal): Promise<Measured[] | undefined> {
  const { of, before, deployedAt, verify } = comparing;
  if (before === undefined || of === 'rollback') return undefined;
  const at = new Date(deployedAt);
  return askMonitoring(monitoring, questions(figures, comparing, before, verify.compareSeconds).map((question) => ({ ...question, at })), signal);
}

function questions(figures: readonly ComparedPlan[], { service, environment }: Comparing, digest: string, windowSeconds: number): Question[] {
  return figures.map(({ query }) => ({ query: fillIn(query, { service, environment, digest, windowSeconds }) }));
}

function comparedOf(release: Measured = { value: null, reason: 'it was not asked', at: '' }, before?: Measured): Compared {
  return { release, ...(before ? { before } : {}) };
}
