// What was answered a moment ago? Who asks the same meanwhile shares the answer; a failure is asked again by the next one.
import { BoundedCache } from './bounded-cache';

export interface FreshAnswersOptions {
  forMs: number;
  /** How many questions are remembered; one unless told. */
  most?: number;
  now: () => number; // ms
}

export class FreshAnswers<T> {
  private readonly kept: BoundedCache<string, { since: number; answer: Promise<T> }>;

  constructor(private readonly options: FreshAnswersOptions) {
    this.kept = new BoundedCache(options.most ?? 1);
  }

  /** `question`: what tells it apart from others. */
  of(question: string, ask: () => Promise<T>): Promise<T> {
    const { forMs, now } = this.options;
    const before = this.kept.get(question);
    if (before && now() - before.since < forMs) return before.answer;
    const answer = ask();
    this.kept.set(question, { since: now(), answer });
    answer.catch(() => { if (this.kept.get(question)?.answer === answer) this.kept.delete(question); });
    return answer;
  }
}
