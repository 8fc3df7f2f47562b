// What do customers lose, and since when? Every figure is asked for by itself: one that hangs or fails leaves the others as they are.
import type { ImpactQuery } from '../src/contracts/installation';
import type { Figure, Impact } from '../src/contracts/result';
import { figureOf, severityOf, troubleBegan, type Series } from '../src/domain/impact';
import { spanOf, type Span } from '../src/domain/series';
import type { Monitoring } from '../src/ports/monitoring';
import { askMonitoring, LIMIT_SECONDS } from './ask-monitoring';
import { TooLate, within } from './within';

const HOUR = 3_600_000;
const NEVER = new AbortController().signal; // it ends by its own limits

export interface ImpactQuestion {
  queries: readonly ImpactQuery[];
  began?: string; // when the trouble began, as far as it is known already: the courses reach back to it
}
export interface MeasureOptions { limitSeconds?: number; now?: () => Date }

/** Every figure with its query, time and course; one that cannot be had is null with the reason. Takes two limits at most. */
export async function measureImpact(monitoring: Monitoring, { queries, began: known }: ImpactQuestion, options: MeasureOptions = {}): Promise<Impact> {
  const { limitSeconds = LIMIT_SECONDS, now = () => new Date() } = options;

  async function range(query: string, span: { from: Date; to: Date; stepSeconds: number }): Promise<Series> {
    try {
      return await within(limitSeconds, (signal) => monitoring.range(query, span, signal));
    } catch (error) {
      if (error instanceof TooLate) return { samples: null, reason: error.message };
      throw error;
    }
  }

  /** From a fine series of its own: the beginning is told to the second. */
  async function beginning(): Promise<string | null> {
    const headline = queries.find((query) => query.headline);
    if (headline?.troubleAbove === undefined) return null;
    const to = now();
    const { samples } = await range(headline.query, { from: new Date(to.getTime() - HOUR), to, stepSeconds: 1 });
    return samples ? troubleBegan(samples, headline.troubleAbove) : null;
  }

  async function course({ query }: ImpactQuery, span: Span): Promise<{ answer: Series; span: Span }> {
    return { span, answer: await range(query, { from: new Date(span.from), to: new Date(span.to), stepSeconds: span.stepSeconds }) };
  }

  const [began, measured] = await Promise.all([beginning(), askMonitoring(monitoring, queries, NEVER, limitSeconds)]);
  const span = spanOf(now().toISOString(), known ?? began);
  const courses = await Promise.all(queries.map((query) => course(query, span)));
  const figures = queries.flatMap((query, at): Figure[] => {
    const answer = measured[at];
    return answer ? [figureOf(query, answer, courses[at])] : [];
  });
  return { figures, began, severity: severityOf(queries, figures) };
}
