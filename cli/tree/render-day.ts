// What does the day look like in a terminal right now? (view, progress, moment) -> lines; no clock, no output.
import pc from 'picocolors';
import type { Progress } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import type { Detail } from './attempt-rows';
import { dayRows } from './day-rows';
import { readFigure } from './figures';
import { layRows } from './row';
import type { Paint } from './row';
import { between, clean, clip, clock, nameOf, pad, shortId, untilOrOver, widthOf, wrap } from './text';

export interface DayOptions {
  now: number; // milliseconds
  width: number; // columns
  colour: boolean;
  height?: number; // lines to be had; without it everything is shown
  timeZone?: string; // default: the reader's own
}

/** From everything to the least that still says where the day is. */
const SIZES: readonly { detail: Detail; lately: number }[] = [
  { detail: 'all', lately: 4 }, { detail: 'all', lately: 2 }, { detail: 'all', lately: 0 },
  { detail: 'notable', lately: 0 }, { detail: 'none', lately: 0 }, { detail: 'terse', lately: 0 },
];

/** The live tree: heading, whose turn it is, the steps of the day, what happened last. `progress` absent: nothing was heard yet of what runs. */
export function renderDay(view: IncidentView, progress: Progress | undefined, options: DayOptions): string[] {
  let lines: string[] = [];
  for (const size of SIZES) {
    lines = compose(view, progress, options, size);
    if (!options.height || lines.length <= options.height) return lines;
  }
  const kept = Math.max(1, (options.height ?? 0) - 1);
  return [...lines.slice(0, kept), `… ${lines.length - kept} more lines: make the terminal taller`];
}

function compose(view: IncidentView, progress: Progress | undefined, options: DayOptions, { detail, lately }: (typeof SIZES)[number]): string[] {
  const paint = pc.createColors(options.colour);
  const rows = dayRows(view, { progress, now: options.now, detail, timeZone: options.timeZone });
  const gap = detail === 'terse' ? [] : [''];
  return [...heading(view, options, paint), ...gap, turnLine(view, options, paint), ...gap, ...layRows(rows, options.width, paint), ...latest(view, options, paint, lately)];
}

function heading(view: IncidentView, { width, now }: DayOptions, paint: Paint): string[] {
  const right = `${view.severity} · ${between(view.openedAt, view.closedAt, now)}`;
  const title = pad(clip(clean(view.title), width - right.length - 2), width - right.length);
  const place = `${view.service} · ${view.environment} · ${view.id}`;
  const impact = view.impact.figures.map((figure) => `${readFigure(figure.value, figure.unit)} ${figure.name}`).join(' · ');
  const lines = [`${paint.bold(title)}${view.severity === 'critical' || view.severity === 'high' ? paint.red(right) : right}`, paint.dim(clip(clean(place), width))];
  return impact ? [...lines, ...wrap(clean(impact), width).slice(0, 2)] : lines;
}

function turnLine(view: IncidentView, { width, now, timeZone }: DayOptions, paint: Paint): string {
  if (view.outcome) {
    const reopens = view.reopensUntil && Date.parse(view.reopensUntil) > now ? `; firing again before ${clock(view.reopensUntil, timeZone)} reopens it` : '';
    const text = `Closed: ${view.outcome.replace(/-/g, ' ')}${view.release ? `, ${view.environment} runs ${shortId(view.release.reportedDigest)}` : ''}${reopens}`;
    return paint.bold(view.outcome === 'cancelled' ? text : paint.green(clip(text, width)));
  }
  const { turn } = view;
  if (!turn) return paint.dim('Nobody is awaited.');
  const who = turn.role === 'dayshift' ? 'dayshift' : turn.person ? nameOf(view.team, turn.person) : `The ${turn.role.replace(/-/g, ' ')}`;
  const right = turn.deadline ? untilOrOver(turn.deadline, now) : between(turn.since, undefined, now);
  if (turn.role === 'dayshift') return paint.blue(clip(`» dayshift's turn: ${clean(turn.to)} (${right})`, width));
  const text = clip(`» ${who}'s turn: ${clean(turn.to)}`, width - widthOf(right) - 2);
  return paint.bold(paint.yellow(`${pad(text, width - widthOf(right))}${right}`));
}

function latest(view: IncidentView, { width, timeZone }: DayOptions, paint: Paint, count: number): string[] {
  if (count === 0 || view.timeline.length === 0) return [];
  return ['', ...view.timeline.slice(-count).map((entry) => `${paint.dim(clock(entry.at, timeZone))}  ${clip(clean(entry.text), width - 10)}`)];
}
