// How did production do during the watch? The share of bad events, drawn from the samples; a gap is no data.
import type { WatchView } from '../../../src/contracts/live-release';
import { clock, readFigure } from '../text';

const WIDTH = 300;
const HEIGHT = 60;

export function WatchChart({ samples }: { samples: WatchView['samples'] }) {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last) return <p class="soft">No sample yet.</p>;
  const highest = Math.max(0.005, ...samples.map(({ bad }) => bad ?? 0));
  const missing = samples.filter(({ bad }) => bad === null).length;
  const x = (index: number) => (samples.length === 1 ? WIDTH / 2 : (index / (samples.length - 1)) * WIDTH);
  const y = (bad: number) => HEIGHT - 2 - (bad / highest) * (HEIGHT - 6);
  const path = samples.map(({ bad }, index) => (bad === null ? '' : `${index === 0 || samples[index - 1]?.bad === null ? 'M' : 'L'}${x(index).toFixed(1)} ${y(bad).toFixed(1)}`)).join(' ');
  const label = `Share of bad events: ${readFigure(last.bad, 'share')} at ${clock(last.at)}, at most ${readFigure(highest, 'share')}${missing ? `, ${missing} without data` : ''}`;
  return (
    <figure class="watch">
      <figcaption><span>{readFigure(highest, 'share')} bad</span><b>{readFigure(last.bad, 'share')} now</b></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <line x1="0" x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} class="axis" />
        {samples.map(({ bad, at }, index) => bad === null && <rect key={at} x={x(index) - 2} width="4" y="0" height={HEIGHT} class="gap" />)}
        <path d={path} class="line" />
      </svg>
      <div class="ends soft"><span>{clock(first.at)}</span>{missing > 0 && <span>▒ {missing} without data</span>}<span>{clock(last.at)}</span></div>
    </figure>
  );
}
