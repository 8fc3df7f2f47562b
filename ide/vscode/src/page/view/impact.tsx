// What do customers lose, and how did it go? One line, the first figure as a chart, the others small; a gap is no zero.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chart, ChartMark } from '../page-model';
import type { PartProps } from './app';
import { Moment, clock } from './small';

export function Impact({ page: { impact }, now }: PartProps) {
  const { line, began, measuredAt, charts, marks, reports } = impact;
  const [first, ...others] = charts;
  return (
    <section aria-labelledby="impact">
      <h2 id="impact">Impact {measuredAt && <span class="soft">measured <Moment at={measuredAt} now={now} /></span>}</h2>
      <p class="line"><b>{line}</b>{began ? <> since <Moment at={began} now={now} /></> : charts.length > 0 && <span class="soft"> since when is unknown</span>}{first?.worst && <span class="soft">, at worst {first.worst}</span>}{reports > 0 && <> · {reports} {reports === 1 ? 'customer' : 'customers'} told of it</>}</p>
      {first?.series && <Drawing chart={first} marks={marks} height={110} />}
      {others.length > 0 && <ul class="figures">{others.map((chart) => <li key={chart.name}><b>{chart.value}</b> {chart.name}{chart.worst && <small class="soft"> at worst {chart.worst}</small>}{chart.why && <small class="soft"> {chart.why}</small>}{chart.series && <Drawing chart={chart} marks={[]} height={44} />}</li>)}</ul>}
      {charts.some(({ series }) => series?.values.includes(null)) && <p class="soft legend"><i aria-hidden="true" /> monitoring had no data</p>}
      {charts.length > 0 && <details><summary>How it was measured</summary><dl>{charts.map(({ name, query }) => <div key={name}><dt>{name}</dt><dd><code>{query}</code></dd></div>)}</dl></details>}
    </section>
  );
}

const LEFT = 44;
const BOTTOM = 16;
const TOP = 16;
const LETTER = 6.2;

function Drawing({ chart: { name, unit, series }, marks, height }: { chart: Chart; marks: readonly ChartMark[]; height: number }) {
  const { box, width } = useWidth();
  if (!series || series.values.length < 2) return null;
  const isLarge = height > 60;
  const [left, bottom, top] = [isLarge ? LEFT : 0, height - (isLarge ? BOTTOM : 2), isLarge ? TOP : 2];
  const from = Date.parse(series.from);
  const to = from + (series.values.length - 1) * series.stepSeconds * 1000;
  const most = Math.max(...series.values.map((value) => value ?? 0), unit === 'share' ? 0.01 : 1);
  const x = (at: number) => left + ((at - from) / (to - from)) * Math.max(1, width - left - 4);
  const y = (value: number) => bottom - (Math.min(Math.max(value, 0), most) / most) * (bottom - top);
  const points = series.values.map((value, index) => (value === null ? undefined : { x: x(from + index * series.stepSeconds * 1000), y: y(value) }));
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(name, series.values, series.from, to, unit)}>
        <line class="grid" x1={left} x2={width} y1={bottom} y2={bottom} />
        {isLarge && [most, 0].map((value) => <text key={value} class="tick" x={left - 6} y={y(value) + 4} text-anchor="end">{readTick(value, unit)}</text>)}
        {gapsOf(series.values).map(([first, last]) => <rect key={first} class="gap" x={x(from + Math.max(0, first - 1) * series.stepSeconds * 1000)} width={Math.max(3, x(from + (last + 1) * series.stepSeconds * 1000) - x(from + Math.max(0, first - 1) * series.stepSeconds * 1000))} y={top} height={bottom - top} />)}
        {runsOf(points).map((run) => run.length === 1 ? <circle key={run[0]?.x} class="dot" cx={run[0]?.x} cy={run[0]?.y} r="2.5" /> : <g key={run[0]?.x}><path class="area" d={`M${run[0]?.x} ${bottom}L${run.map(at).join('L')}L${run.at(-1)?.x} ${bottom}Z`} /><path class="line" d={`M${run.map(at).join('L')}`} /></g>)}
        {isLarge && <Marks marks={marks.filter((mark) => Date.parse(mark.at) >= from && Date.parse(mark.at) <= to)} x={x} width={width} bottom={bottom} />}
        {isLarge && [from, to].map((time, index) => <text key={time} class="tick" x={index ? width - 4 : left} y={height - 3} text-anchor={index ? 'end' : 'start'}>{clock(new Date(time).toISOString())}</text>)}
      </svg>
    </div>
  );
}

/** Those whose words would lie over another's keep their line alone. */
function Marks({ marks, x, width, bottom }: { marks: readonly ChartMark[]; x: (at: number) => number; width: number; bottom: number }) {
  const placed = marks.map((mark) => ({ ...mark, place: x(Date.parse(mark.at)), room: mark.word.length * LETTER + 6 }));
  const shown = placed.filter(({ place, room }, index) => place + room <= width && placed.slice(0, index).every((other) => other.place + other.room <= place));
  return <>{placed.map((mark) => <g key={`${mark.at} ${mark.word}`} class={`event ${mark.tone}`}><line x1={mark.place} x2={mark.place} y1={2} y2={bottom} />{shown.includes(mark) && <text x={mark.place + 4} y={11}>{mark.word}</text>}</g>)}</>;
}

interface Point { x: number; y: number }

function at({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function runsOf(points: readonly (Point | undefined)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

/** First and last index of each time without data. */
function gapsOf(values: readonly (number | null)[]): [number, number][] {
  const gaps: [number, number][] = [];
  values.forEach((value, index) => {
    const last = gaps.at(-1);
    if (value !== null) return;
    if (last && last[1] === index - 1) last[1] = index;
    else gaps.push([index, index]);
  });
  return gaps;
}

function readTick(value: number, unit: string): string {
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`;
  if (unit === 'seconds') return value > 0 && value < 1 ? `${Math.round(value * 1000)} ms` : `${Math.round(value * 10) / 10} s`;
  return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
}

function inWords(name: string, values: readonly (number | null)[], from: string, to: number, unit: string): string {
  const known = values.filter((value) => value !== null);
  const range = known.length ? `from ${readTick(Math.min(...known), unit)} to ${readTick(Math.max(...known), unit)}, at the end ${values.at(-1) === null ? 'no data' : readTick(known.at(-1) ?? 0, unit)}` : 'no data';
  return `${name}, ${clock(from)} to ${clock(new Date(to).toISOString())}: ${range}`;
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(360);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => { setWidth(Math.max(120, Math.floor(element.clientWidth))); });
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, []);
  return { box, width };
}
