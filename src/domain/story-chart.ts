// How did the impact run? A chart that Mermaid draws where Markdown is shown, and one line that says the same in words.
import type { Figure, FigureSeries } from '../contracts/result';
import { courseOf, type Point } from './series';
import { plain } from './story-text';
import { readValue } from './timeline';

const MOST_POINTS = 24; // more labels than that lie over each other
const DAY = 86_400_000;

/** How a figure ran, e.g. `0.1 % at 09:25, at most 31.4 % at 09:44, 0 % at 09:58`; undefined when it did not change or nobody knows. */
export function courseInWords({ unit, series }: Figure): string | undefined {
  const known = series && courseOf(series);
  if (!known || (known.peak.value === known.first.value && known.peak.value === known.last.value)) return undefined;
  const at = (point: Point): string => `${readValue(point.value, unit)} at ${point.at.slice(11, 16)}`;
  return `${at(known.first)}, at most ${at(known.peak)}, ${at(known.last)}`;
}

/** The first figure whose course says something: that of a share first, because it is what most headlines are. Empty when there is none. */
export function impactChart(figures: readonly Figure[]): string[] {
  const moved = figures.filter((figure) => courseInWords(figure) !== undefined);
  const figure = moved.find(({ unit }) => unit === 'share') ?? moved[0];
  if (!figure?.series) return [];
  const { series } = figure;
  const unknown = series.values.filter((value) => value === null).length;
  const gaps = unknown > 0 ? ` Monitoring had no data at ${unknown} of its ${series.values.length} points, which are left out.` : '';
  return [
    ...draw(figure, series),
    '',
    `The chart in words: ${plain(figure.name)}, ${courseInWords(figure) ?? ''} (UTC).${gaps}`,
  ];
}

function draw({ name, unit }: Figure, series: FigureSeries): string[] {
  const isShare = unit === 'share';
  const points = thin(series).map(({ at, value }) => ({ at, value: isShare ? value * 100 : value }));
  const values = points.map(({ value }) => value);
  const isLong = series.values.length * series.stepSeconds * 1000 > DAY;
  const label = (at: string): string => (isLong ? `${at.slice(5, 10)} ${at.slice(11, 16)}` : at.slice(11, 16));
  return [
    '```mermaid',
    'xychart-beta',
    `    title "${drawn(name)}"`,
    `    x-axis "UTC" [${points.map(({ at }) => `"${label(at)}"`).join(', ')}]`,
    `    y-axis "${isShare ? 'percent' : drawn(unit)}" ${decimal(Math.min(0, ...values))} --> ${decimal(Math.max(...values) > 0 ? Math.max(...values) * 1.1 : 1)}`,
    `    line [${values.map(decimal).join(', ')}]`,
    '```',
  ];
}

/** So many points that each has a label, in each the highest of its time: the peak is never lost. Without those that are unknown. */
function thin({ from, stepSeconds, values }: FigureSeries): Point[] {
  const size = Math.ceil(values.length / MOST_POINTS);
  const start = Date.parse(from);
  const points = values.map((value, place) => ({ at: new Date(start + place * stepSeconds * 1000).toISOString(), value }));
  return Array.from({ length: Math.ceil(points.length / size) }, (_, part) => points.slice(part * size, (part + 1) * size)).flatMap((part) => {
    const known = part.filter((point): point is Point => point.value !== null);
    return known.length > 0 ? [known.reduce((highest, point) => (point.value > highest.value ? point : highest))] : [];
  });
}

/** Mermaid reads no exponents. */
function decimal(value: number): string {
  const text = Number(value.toPrecision(4)).toFixed(Math.abs(value) < 1 ? 8 : 3);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A name that Mermaid takes for nothing but a name. */
function drawn(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,()/-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 80) || 'figure';
}
