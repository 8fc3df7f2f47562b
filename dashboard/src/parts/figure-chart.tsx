// How did one figure go? Its series over time, with what happened on the way; where monitoring had nothing there is a gap, not a zero.
import type { FigureSeries } from '../../../src/contracts/result';
import { heightOf, placeOf, roundTop, rowsFor, runsOf, ticksBetween } from '../chart';
import type { Frame } from '../chart';
import { readTick } from '../figures';
import type { Mark } from '../happened';
import { clock, plural, readFigure } from '../text';
import { useWidth } from './use-width';

interface Props { name: string; unit: string; series: FigureSeries; marks: readonly Mark[]; large?: boolean }

const LARGE = { height: 186, left: 46, rows: 4, rowHeight: 14 };
const SMALL = { height: 76, left: 0, rows: 0, rowHeight: 0 };
const TICK_ROOM = 74;
const LETTER = { bad: 7.2, run: 6.4, ok: 6.4, none: 6.4 }; // about the width of a letter of the labels; those of trouble are bold

export function FigureChart({ name, unit, series, marks, large = false }: Props) {
  const { box, width } = useWidth(large ? 640 : 240);
  const size = large ? LARGE : SMALL;
  const from = Date.parse(series.from);
  const to = from + Math.max(0, series.values.length - 1) * series.stepSeconds * 1000;
  const frame: Frame = { left: size.left, right: Math.max(size.left + 1, width - 6), top: size.rows * size.rowHeight + 6, bottom: size.height - 18 };
  const top = roundTop(series.values, unit === 'share' ? 0.01 : 1);
  const x = (index: number) => placeOf(from + index * series.stepSeconds * 1000, from, to, frame) ?? frame.left;
  const y = (value: number) => heightOf(value, top, frame);
  return (
    <div class={`chart ${large ? 'large' : ''}`} ref={box}>
      <svg width={width} height={size.height} viewBox={`0 0 ${width} ${size.height}`} role="img" aria-label={inWords(name, unit, series, marks)}>
        {large && [0, top / 2, top].map((value) => <g key={value}><line class="grid" x1={frame.left} x2={frame.right} y1={y(value)} y2={y(value)} /><text class="tick" x={frame.left - 6} y={y(value) + 4} text-anchor="end">{readTick(value, unit)}</text></g>)}
        {!large && <line class="grid" x1={frame.left} x2={frame.right} y1={frame.bottom} y2={frame.bottom} />}
        <Series values={series.values} x={x} y={y} frame={frame} />
        <Clock from={from} to={to} frame={frame} y={size.height - 4} />
        <Marks marks={marks} from={from} to={to} frame={frame} size={size} />
      </svg>
    </div>
  );
}

function Series({ values, x, y, frame }: { values: FigureSeries['values']; x: (index: number) => number; y: (value: number) => number; frame: Frame }) {
  return (
    <>
      {runsOf(values).map(({ from, to, known }) => {
        if (!known) {
          const [left, right] = [x(Math.max(0, from - 1)), x(Math.min(values.length - 1, to + 1))];
          return <rect key={from} class="gap" x={left} width={Math.max(3, right - left)} y={frame.top} height={frame.bottom - frame.top} />;
        }
        const points = values.slice(from, to + 1).map((value, index) => `${x(from + index).toFixed(1)} ${y(value ?? 0).toFixed(1)}`);
        if (points.length === 1) return <circle key={from} class="dot" cx={x(from)} cy={y(values[from] ?? 0)} r="2" />;
        return (
          <g key={from}>
            <path class="area" d={`M${x(from).toFixed(1)} ${frame.bottom}L${points.join('L')}L${x(to).toFixed(1)} ${frame.bottom}Z`} />
            <path class="line" d={`M${points.join('L')}`} />
          </g>
        );
      })}
    </>
  );
}

/** Round times along the bottom of a chart. */
export function Clock({ from, to, frame, y }: { from: number; to: number; frame: Frame; y: number }) {
  const ticks = ticksBetween(from, to, Math.max(2, Math.floor((frame.right - frame.left) / TICK_ROOM)));
  return (
    <>
      {ticks.map((tick) => {
        const at = placeOf(tick, from, to, frame) ?? frame.left;
        const anchor = at < frame.left + 16 ? 'start' : at > frame.right - 16 ? 'end' : 'middle';
        return <text key={tick} class="tick" x={at} y={y} text-anchor={anchor}>{clock(new Date(tick).toISOString())}</text>;
      })}
    </>
  );
}

function Marks({ marks, from, to, frame, size }: { marks: readonly Mark[]; from: number; to: number; frame: Frame; size: typeof LARGE }) {
  const seen = marks.flatMap((mark) => {
    const at = placeOf(Date.parse(mark.at), from, to, frame);
    if (at === undefined) return [];
    const width = mark.text.length * LETTER[mark.tone] + 4;
    const fits = at + 4 + width <= frame.right;
    return [{ ...mark, place: at, x: fits ? at + 4 : Math.max(frame.left, at - width), width }];
  });
  const rows = rowsFor(seen, size.rows);
  return (
    <>
      {seen.map(({ at, text, tone, place, x }, index) => {
        const row = rows[index];
        return (
          <g key={`${at} ${text}`} class={`mark ${tone}`}>
            <line x1={place} x2={place} y1={row === undefined ? frame.top : row * size.rowHeight + 4} y2={frame.bottom} />
            {row !== undefined && <text x={x} y={row * size.rowHeight + 13}>{text}</text>}
          </g>
        );
      })}
    </>
  );
}

/** What the drawing says, for those who do not see it. */
function inWords(name: string, unit: string, { from, stepSeconds, values }: FigureSeries, marks: readonly Mark[]): string {
  const known = values.filter((value) => value !== null);
  const end = new Date(Date.parse(from) + Math.max(0, values.length - 1) * stepSeconds * 1000).toISOString();
  const gaps = runsOf(values).filter((run) => !run.known).length;
  const range = known.length ? `from ${readFigure(Math.min(...known), unit)} to ${readFigure(Math.max(...known), unit)}, at the end ${readFigure(values.at(-1) ?? null, unit)}` : 'no data';
  const happened = marks.filter(({ at }) => at >= from && at <= end).map(({ at, text }) => `${clock(at)} ${text}`);
  return [`${name}, ${clock(from)} to ${clock(end)}: ${range}`, ...(gaps ? [`${plural(gaps, 'time')} without data`] : []), ...happened].join('; ');
}
