// How did the error budget go over its window? A small curve from full to empty; below the line it is overspent, and where nothing is known there is a gap.
import type { ServiceView } from '../../../src/contracts/http';
import { runsOf } from '../chart';
import { percent } from '../text';
import { useWidth } from './use-width';

const HEIGHT = 46;
const EDGE = 3;

interface Props { name: string; burn: NonNullable<ServiceView['burn']> }

export function BudgetChart({ name, burn: { from, stepSeconds, values } }: Props) {
  const { box, width } = useWidth(260);
  const known = values.filter((value) => value !== null);
  const lowest = Math.min(0, ...known);
  const y = (value: number) => EDGE + ((1 - Math.min(1, value)) / (1 - lowest)) * (HEIGHT - 2 * EDGE);
  const x = (index: number) => (values.length > 1 ? (index / (values.length - 1)) * (width - EDGE) : width / 2);
  const tone = (known.at(-1) ?? 0) <= 0 ? 'bad' : 'run';
  return (
    <div class={`burn ${tone}`} ref={box}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={inWords(name, from, stepSeconds, values)}>
        <line class="zero" x1="0" x2={width} y1={y(0)} y2={y(0)} />
        {runsOf(values).map((run) => {
          if (!run.known) return <rect key={run.from} class="gap" x={x(Math.max(0, run.from - 1))} width={Math.max(2, x(Math.min(values.length - 1, run.to + 1)) - x(Math.max(0, run.from - 1)))} y={EDGE} height={HEIGHT - 2 * EDGE} />;
          const points = values.slice(run.from, run.to + 1).map((value, index) => `${x(run.from + index).toFixed(1)} ${y(value ?? 0).toFixed(1)}`);
          if (points.length === 1) return <circle key={run.from} class="dot" cx={x(run.from)} cy={y(values[run.from] ?? 0)} r="2" />;
          return (
            <g key={run.from}>
              <path class="area" d={`M${x(run.from).toFixed(1)} ${y(0).toFixed(1)}L${points.join('L')}L${x(run.to).toFixed(1)} ${y(0).toFixed(1)}Z`} />
              <path class="line" d={`M${points.join('L')}`} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** What the drawing says, for those who do not see it. */
function inWords(name: string, from: string, stepSeconds: number, values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [first] = known;
  const last = known.at(-1);
  const days = Math.round((stepSeconds * (values.length - 1)) / 86_400);
  const span = days > 1 ? `over ${days} days` : `since ${new Date(from).toLocaleString()}`;
  if (first === undefined || last === undefined) return `Error budget of ${name} ${span}: unknown`;
  return `Error budget of ${name} ${span}: from ${percent(first)} to ${percent(last)} left, at least ${percent(Math.min(...known))}`;
}
