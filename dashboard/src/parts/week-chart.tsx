// How did a figure go, week by week? A bar for each; a week that tells nothing has a dash, not a zero.
import type { WeekBar } from '../weeks';

const HEIGHT = 44;
const STEP = 30;

/** `label`: what the bars say, for those who do not see them. */
export function WeekChart({ label, bars, read, tone = 'run' }: { label: string; bars: readonly WeekBar[]; read: (value: number | null) => string; tone?: 'run' | 'bad' | 'wait' | 'ok' }) {
  if (bars.length === 0) return null;
  const width = bars.length * STEP;
  return (
    <figure class={`weeks ${tone}`}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" width={width} height={HEIGHT} role="img" aria-label={label}>
        {bars.map(({ week, value, share }, index) => {
          const height = value === null ? 0 : Math.max(value === 0 ? 1 : 2, share * (HEIGHT - 4));
          const x = index * STEP + 3;
          return (
            <g key={week}>
              <title>{`${week}: ${read(value)}`}</title>
              {value === null ? <line class="nothing" x1={x} x2={x + STEP - 6} y1={HEIGHT - 3} y2={HEIGHT - 3} /> : <rect x={x} width={STEP - 6} y={HEIGHT - height} height={height} />}
            </g>
          );
        })}
      </svg>
      <figcaption class="soft"><span>{bars[0]?.week}</span>{bars.length > 1 && <span>{bars.at(-1)?.week}</span>}</figcaption>
    </figure>
  );
}
