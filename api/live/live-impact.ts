// How bad is it right now? The API asks monitoring itself, at most every ten seconds for an incident, however many look. It costs no history.
import type { LiveImpact } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import type { ImpactQuery, Installation } from '../../src/contracts/installation';
import type { Figure } from '../../src/contracts/result';
import { figureOf, type Measured, type Series } from '../../src/domain/impact';
import { spanOf } from '../../src/domain/series';
import { Phase } from '../../src/domain/vocabulary';
import type { Monitoring } from '../../src/ports/monitoring';
import { reasonOf } from '../answer-within';
import { FreshAnswers } from '../fresh-answers';

const FRESH_MS = 10_000;
const LIMIT_MS = 6000; // above an adapter's own limit, whose reason says more
const MOST_KEPT = 500;

type Asked = Pick<ImpactQuery, 'name' | 'unit' | 'query'>;

export interface LiveImpacts {
  /** The figures now, or of a closed incident those of its record. Never rejects: what cannot be had is unknown, with the reason. */
  of(view: IncidentView): Promise<LiveImpact>;
}

export interface LiveImpactDeps {
  monitoring: Pick<Monitoring, 'measure' | 'range'>;
  installation: Pick<Installation, 'services'>;
  now?: () => number; // ms
  limitMs?: number;
}

export function createLiveImpacts({ monitoring, installation, now = () => Date.now(), limitMs = LIMIT_MS }: LiveImpactDeps): LiveImpacts {
  const kept = new FreshAnswers<LiveImpact>({ forMs: FRESH_MS, most: MOST_KEPT, now });

  /** The incident's own figures, as it was opened with them; before its first measurement, the installation's. */
  function askedOf(view: IncidentView): readonly Asked[] {
    if (view.impact.figures.length === 0) return installation.services.find(({ name }) => name === view.service)?.impact ?? [];
    return view.impact.figures.map(({ name, unit, query }) => ({ name, unit: unit as Asked['unit'], query }));
  }

  async function ask(view: IncidentView): Promise<LiveImpact> {
    const at = new Date(now()).toISOString();
    const span = spanOf(at, view.impact.began);
    const between = { from: new Date(span.from), to: new Date(span.to), stepSeconds: span.stepSeconds };
    const figures = await Promise.all(askedOf(view).map(async (asked): Promise<Figure> => {
      const [measured, answer] = await Promise.all([
        orUnknown<Measured>((signal) => monitoring.measure(asked.query, signal), (reason) => ({ value: null, reason, at })),
        orUnknown<Series>((signal) => monitoring.range(asked.query, between, signal), (reason) => ({ samples: null, reason })),
      ]);
      return figureOf(asked, measured, { answer, span });
    }));
    return { at, figures };
  }

  async function orUnknown<T>(question: (signal: AbortSignal) => Promise<T>, unknown: (reason: string) => T): Promise<T> {
    const limit = AbortSignal.timeout(limitMs);
    try {
      return await question(limit);
    } catch (error) {
      return unknown(limit.aborted ? `no answer within ${limitMs / 1000} s` : reasonOf(error));
    }
  }

  async function of(view: IncidentView): Promise<LiveImpact> {
    const { impact, closedAt, openedAt } = view;
    if (view.phase === Phase.Closed) return { at: impact.measuredAt ?? closedAt ?? openedAt, figures: impact.figures };
    return kept.of(view.id, () => ask(view));
  }

  return { of };
}
