// How is a day followed to its end? Events of one incident go to a tree that is redrawn, or to lines for a pipe.
import type { ApiClient, Happening } from '../../client/api-client';
import type { Progress } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { describeChanges } from './changes';
import { renderDay } from './render-day';
import { openScreen } from './screen';
import type { Output } from './screen';

export interface FollowOptions {
  api: Pick<ApiClient, 'followIncident'>;
  id: string;
  out: Output;
  signal: AbortSignal;
  colour?: boolean; // default: on a terminal, unless NO_COLOR is set
  timeZone?: string;
}

const REDRAW_MS = 100;
const TICK_MS = 1000;
const NARROWEST = 40;
const WIDEST = 160;

/** Follows until the incident is closed or the signal aborts; answers with the last view, or undefined when there was none. */
export async function followDay(options: FollowOptions): Promise<IncidentView | undefined> {
  const follower = options.out.isTTY ? createTree(options) : createLines(options);
  let last: IncidentView | undefined;
  try {
    for await (const happening of options.api.followIncident(options.id, options.signal)) {
      if (happening.kind === 'incident') last = happening.view;
      follower.take(happening);
      if (last?.outcome) break;
    }
  } finally {
    follower.end();
  }
  return last;
}

interface Follower { take(happening: Happening): void; end(): void }

function createLines({ out, timeZone }: FollowOptions): Follower {
  let before: IncidentView | undefined;
  function take(happening: Happening): void {
    if (happening.kind === 'lost') out.write(`(connection lost: ${happening.reason}; trying again)\n`);
    if (happening.kind !== 'incident') return;
    for (const line of describeChanges(before, happening.view, { now: Date.now(), timeZone })) out.write(`${line}\n`);
    before = happening.view;
  }
  return { take, end: () => undefined };
}

function createTree({ out, colour, timeZone }: FollowOptions): Follower {
  const screen = openScreen(out);
  const painted = colour ?? !process.env['NO_COLOR'];
  let view: IncidentView | undefined;
  let progress: Progress | undefined;
  let lost = '';
  let waiting: NodeJS.Timeout | undefined;

  function draw(whole: boolean): void {
    const width = Math.min(WIDEST, Math.max(NARROWEST, (out.columns ?? 80) - 1));
    const height = whole ? undefined : (out.rows ?? 24) - 2;
    const lines = view ? renderDay(view, progress, { now: Date.now(), width, height, colour: painted, timeZone }) : ['Waiting for the incident …'];
    screen.draw(lost ? [...lines, lost.slice(0, width)] : lines);
  }
  function soon(): void {
    waiting ??= setTimeout(() => { waiting = undefined; draw(false); }, REDRAW_MS);
  }
  const tick = setInterval(soon, TICK_MS);
  out.on?.('resize', soon);

  function take(happening: Happening): void {
    if (happening.kind === 'incident') view = happening.view;
    if (happening.kind === 'progress') progress = happening.progress;
    lost = happening.kind === 'lost' ? `! connection lost: ${happening.reason}; trying again` : '';
    soon();
  }
  function end(): void {
    clearInterval(tick);
    clearTimeout(waiting);
    out.off?.('resize', soon);
    draw(true);
    screen.close();
  }
  return { take, end };
}
