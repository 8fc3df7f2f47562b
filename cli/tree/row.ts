// How does one row of the tree look? Branch, shape, name, word, time, detail: every state is a shape and a word, colour only adds.
import type pc from 'picocolors';
import { clean, clip, pad, widthOf, wrap } from './text';

export type State = 'passed' | 'failed' | 'errored' | 'inconclusive' | 'running' | 'queued' | 'waiting' | 'todo' | 'cancelled';

export interface Row {
  state: State;
  name: string;
  word?: string; // default: the state's own word
  time?: string;
  detail?: string;
  more?: string; // a sentence that deserves lines of its own
  children?: Row[];
}

export type Paint = ReturnType<typeof pc.createColors>;

export const SHAPES: Record<State, string> = {
  passed: '✓', failed: '✗', errored: '!', inconclusive: '?', running: '●', queued: '◌', waiting: '◐', todo: '·', cancelled: '–',
};
const WORDS: Record<State, string> = {
  passed: 'done', failed: 'failed', errored: 'errored', inconclusive: 'unclear', running: 'running', queued: 'queued', waiting: 'waiting', todo: '', cancelled: 'cancelled',
};

const WORD_WIDTH = 9; // of most
const LEAST_DETAIL = 8; // columns: with fewer, it says nothing

export function paintState(paint: Paint, state: State): (text: string) => string {
  if (state === 'passed') return paint.green;
  if (state === 'failed' || state === 'errored') return paint.red;
  if (state === 'running') return paint.blue;
  if (state === 'waiting' || state === 'inconclusive') return paint.yellow;
  return paint.dim;
}

function wordOf({ word, state }: Row): string {
  return word ?? WORDS[state];
}

interface Flat { branch: string; below: string; row: Row }

function flatten(rows: Row[], stem: string, depth: number): Flat[] {
  return rows.flatMap((row, index) => {
    const last = index === rows.length - 1;
    const branch = depth === 0 ? '' : `${stem}${last ? '└ ' : '├ '}`;
    const below = depth === 0 ? '  ' : `${stem}${last ? '  ' : '│ '}`;
    return [{ branch, below, row }, ...flatten(row.children ?? [], below, depth + 1)];
  });
}

/** The rows as lines of at most `width` columns. */
export function layRows(rows: Row[], width: number, paint: Paint): string[] {
  const flat = flatten(rows, '', 0);
  const widest = Math.max(...flat.map(({ branch, row }) => widthOf(branch) + 2 + widthOf(clean(row.name))));
  const nameWidth = Math.min(widest, Math.floor(width * 0.45));
  const wordWidth = Math.max(WORD_WIDTH, ...flat.map(({ row }) => widthOf(wordOf(row))));
  return flat.flatMap((one) => layRow(one, { nameWidth, wordWidth, width }, paint));
}

interface Widths { nameWidth: number; wordWidth: number; width: number }

function layRow({ branch, below, row }: Flat, { nameWidth, wordWidth, width }: Widths, paint: Paint): string[] {
  const colour = paintState(paint, row.state);
  const name = pad(clip(clean(row.name), nameWidth - widthOf(branch) - 2), nameWidth - widthOf(branch) - 2);
  const word = pad(wordOf(row), wordWidth);
  const time = (row.time ?? '').padStart(8);
  const room = width - nameWidth - wordWidth - 13;
  const detail = room < LEAST_DETAIL ? '' : clip(clean(row.detail ?? ''), room);
  const quiet = row.state === 'todo' || row.state === 'queued' || row.state === 'cancelled';
  const first = `${paint.dim(branch)}${colour(SHAPES[row.state])} ${quiet ? paint.dim(name) : name}  ${colour(word)} ${paint.dim(time)}  ${detail}`;
  const stem = `${below}${row.children?.length ? '│ ' : '  '}`;
  const more = row.more ? wrap(clean(row.more), width - widthOf(stem) - 2).slice(0, 3) : [];
  return [first, ...more.map((line) => `${paint.dim(stem)}${colour(line)}`)].map(trimEnd);
}

/** Trailing blanks, also between closing colour codes, are not worth a column. */
function trimEnd(line: string): string {
  return line.replace(/(?:\s|\u001b\[\d+m)+$/, (end) => end.replace(/\s/g, ''));
}
