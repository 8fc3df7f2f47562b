// How did production do during the watch? The share of bad events over time, the objective as a line; a gap is no data.
import type { WatchView } from '../../../src/contracts/live-release';
import { heightOf, placeOf, roundTop } from '../chart';
import type { Frame } from '../chart';
import { readTick } from '../figures';
import { clock, percent, plural, readFigure } from '../text';
import { allowedBy, stateOf, stretchesOf } from '../watch';
import type { Stretch } from '../watch';
import { Clock } from './figure-chart';
import { useWidth } from './use-width';

const HEIGHT = 132;
interface Props { watch: WatchView; objective: number | undefined; everySeconds: number | undefined }

export function WatchChart({ watch, objective, everySeconds }: Props) {
  const { box, width } = useWidth(420);
  const { samples } = watch;
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return <p class="soft">No sample yet.</p>;
  const allowed = objective === undefined ? undefined : allowedBy(objective);
  const from = Date.parse(first.at);
  const to = Math.max(Date.parse(last.at), from + 1000);
  const frame: Frame = { left: 46, right: Math.max(47, width - 6), top: 16, bottom: HEIGHT - 18 };
  const top = roundTop(samples.map(({ bad }) => bad), (allowed ?? 0.005) * 1.4);
  const x = (at: number) => placeOf(at, from, to, frame) ?? frame.left;
  const y = (bad: number) => heightOf(bad, top, frame);
  const stretches = stretchesOf(samples, everySeconds);
  return (
    <div class="chart watch" ref={box}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={inWords(watch, objective)}>
        {[0, top / 2, top].map((value) => <g key={value}><line class="grid" x1={frame.left} x2={frame.right} y1={y(value)} y2={y(value)} /><text class="tick" x={frame.left - 6} y={y(value) + 4} text-anchor="end">{readTick(value, 'share')}</text></g>)}
        {stretches.map((stretch, index) => (stretch.known ? <Line key={index} stretch={stretch} x={x} y={y} /> : <rect key={index} class="gap" x={x(stretch.from)} width={Math.max(3, x(stretch.to) - x(stretch.from))} y={frame.top} height={frame.bottom - frame.top} />))}
        {samples.map((sample) => sample.bad !== null && stateOf(sample, objective) === 'bad' && <circle key={sample.at} class="dot" cx={x(Date.parse(sample.at))} cy={y(sample.bad)} r="3" />)}
        {allowed !== undefined && <g class="objective"><line x1={frame.left} x2={frame.right} y1={y(allowed)} y2={y(allowed)} /><text x={frame.left + 4} y={y(allowed) - 4}>objective: at most {percent(allowed)} bad</text></g>}
        {(watch.counted ?? []).map(({ name, at }) => placeOf(Date.parse(at), from, to, frame) !== undefined && <g key={`${name} ${at}`} class="mark bad"><line x1={x(Date.parse(at))} x2={x(Date.parse(at))} y1={frame.top} y2={frame.bottom} /><text x={x(Date.parse(at)) - 4} y={11} text-anchor="end">{name}</text></g>)}
        <Clock from={from} to={to} frame={frame} y={HEIGHT - 4} />
      </svg>
    </div>
  );
}

function Line({ stretch: { samples }, x, y }: { stretch: Extract<Stretch, { known: true }>; x: (at: number) => number; y: (bad: number) => number }) {
  const points = samples.map(({ at, bad }) => `${x(at).toFixed(1)} ${y(bad).toFixed(1)}`);
  const [only] = samples;
  return points.length === 1 && only ? <circle class="point" cx={x(only.at)} cy={y(only.bad)} r="2" /> : <path class="line" d={`M${points.join('L')}`} />;
}

/** What the drawing says, for those who do not see it. */
function inWords({ samples }: WatchView, objective: number | undefined): string {
  const known = samples.flatMap(({ bad }) => (bad === null ? [] : [bad]));
  const [first, last] = [samples[0], samples.at(-1)];
  const missing = samples.length - known.length;
  const bad = samples.filter((sample) => stateOf(sample, objective) === 'bad').length;
  return [
    `Share of bad events, ${clock(first?.at ?? '')} to ${clock(last?.at ?? '')}: ${known.length ? `at most ${readFigure(Math.max(...known), 'share')}, at the end ${readFigure(last?.bad ?? null, 'share')}` : 'no data'}`,
    ...(objective === undefined ? [] : [`the objective allows ${percent(allowedBy(objective))}`]), ...(bad ? [plural(bad, 'bad sample')] : []), ...(missing ? [`${missing} without data`] : []),
  ].join('; ');
}
