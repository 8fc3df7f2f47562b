// Which figures are shown: the incident's own, or what monitoring says now? The newer ones; a chart that cannot be had now stays as it was.
import type { LiveImpact } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import type { Figure } from '../../src/contracts/result';

export interface Shown { figures: Figure[]; at: string | undefined; live: boolean }

export function latestFigures({ impact, outcome }: Pick<IncidentView, 'impact' | 'outcome'>, live: LiveImpact | undefined): Shown {
  const kept = { figures: impact.figures, at: impact.measuredAt, live: false };
  if (!live || outcome || live.figures.length === 0 || (impact.measuredAt && live.at < impact.measuredAt)) return kept;
  const before = new Map(impact.figures.map((figure) => [figure.name, figure]));
  return { figures: live.figures.map((figure) => ({ ...figure, series: figure.series ?? before.get(figure.name)?.series })), at: live.at, live: true };
}

export function readTick(value: number, unit: string): string {
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`;
  if (unit === 'seconds') return value > 0 && value < 1 ? `${Math.round(value * 1000)} ms` : `${Math.round(value * 10) / 10} s`;
  return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
}
