// What is seen while a pipeline runs on the working copy? In a terminal one line a row, redrawn; elsewhere a line when a row begins and ends.
import pc from 'picocolors';
import type { News } from '../../workbench';
import { paintState, SHAPES } from '../tree/row';
import type { Paint } from '../tree/row';
import { openScreen } from '../tree/screen';
import { clean, clip, pad, span, widthOf as columnsOf } from '../tree/text';
import { wantsColour, widthOf } from './world';
import type { World } from './world';

type Ended = Extract<News, { kind: 'ended' }>;
interface Row { id: string; since?: number; last: string; ended?: Ended }

const REDRAW_MS = 250;
const AROUND = 2; // lines of the terminal that are left free

export interface Following { tell: (news: News) => void; close: () => void }

export function followRun(world: World): Following {
  return world.out.isTTY ? followOnScreen(world) : followByLines(world.out);
}

/** A line when a row begins and ends; each ends whole. */
export function followByLines(out: Pick<World['out'], 'write'>): Following {
  const print = (line: string): void => { out.write(`${line}\n`); };
  function tell(news: News): void {
    if (news.kind === 'started') print(`${news.id} began`);
    if (news.kind === 'ended') print(`${news.id} ${news.verdict} after ${news.seconds.toFixed(1)} s: ${clean(news.text)}`);
  }
  return { tell, close: () => undefined };
}

function followOnScreen(world: World): Following {
  const screen = openScreen(world.out);
  const paint = pc.createColors(wantsColour(world));
  const rows = new Map<string, Row>();
  let open = true;
  const draw = (): void => { screen.draw(render([...rows.values()], { paint, width: widthOf(world), height: (world.out.rows ?? 24) - AROUND, now: Date.now() })); };
  const timer = setInterval(draw, REDRAW_MS);

  function tell(news: News): void {
    if (news.kind === 'began') for (const id of news.rows) rows.set(id, { id, last: '' });
    else rows.set(news.id, changed(rows.get(news.id) ?? { id: news.id, last: '' }, news));
    draw();
  }
  function close(): void {
    if (!open) return;
    open = false;
    clearInterval(timer);
    draw();
    screen.close();
  }
  return { tell, close };
}

function changed(row: Row, news: Exclude<News, { kind: 'began' }>): Row {
  if (news.kind === 'started') return { ...row, since: Date.now() };
  if (news.kind === 'line') return { ...row, last: news.text };
  return news.kind === 'ended' ? { ...row, ended: news } : row;
}

/** What runs now comes first when there is no room for all. */
export function render(rows: readonly Row[], { paint, width, height, now }: { paint: Paint; width: number; height: number; now: number }): string[] {
  const runs = (row: Row): boolean => row.since !== undefined && row.ended === undefined;
  const room = rows.length <= height ? rows : [...rows.filter(runs), ...rows.filter((row) => !runs(row))].slice(0, Math.max(1, height - 1));
  const longest = Math.min(Math.max(...room.map(({ id }) => columnsOf(id)), 0), Math.floor(width / 2));
  const lines = room.map((row) => line(row, { paint, longest, width, now }));
  return room.length < rows.length ? [...lines, paint.dim(`… and ${rows.length - room.length} more`)] : lines;
}

function line({ id, since, last, ended }: Row, { paint, longest, width, now }: { paint: Paint; longest: number; width: number; now: number }): string {
  const name = pad(clip(clean(id), longest), longest);
  const time = ended ? span(ended.seconds * 1000) : since === undefined ? '' : span(now - since);
  const text = clip(clean(ended ? `${ended.verdict === 'passed' ? '' : `${ended.verdict}: `}${ended.text}` : last), Math.max(0, width - longest - 12));
  if (ended) return `${paintState(paint, ended.verdict)(SHAPES[ended.verdict])} ${name} ${pad(time, 7)} ${text}`;
  return since === undefined ? paint.dim(`· ${name}`) : `▸ ${name} ${pad(time, 7)} ${paint.dim(text)}`;
}
