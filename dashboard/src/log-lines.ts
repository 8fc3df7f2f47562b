// How is a log kept while it grows? As lines with the colours they begin with; the newest hundred thousand, and how many were left behind.
import { PLAIN, inkOf, plainOf } from './ink';
import type { Ink, Inked } from './ink';

export interface Line { raw: string; ink: Ink; length: number } // length: of its text as it is read
export interface LogLines {
  /** The whole lines and the one that is being written. */
  lines: readonly Line[];
  dropped: number;
  append(text: string): void;
}

export const MOST_LINES = 100_000;
const DROP_AT_ONCE = 1000; // so that not every line that comes moves all others

export function createLogLines(most = MOST_LINES): LogLines {
  const lines: Line[] = [];
  let open = ''; // the last line, as far as it is written
  let isOpen = false;
  let ink = PLAIN; // with which it begins
  let dropped = 0;

  function put(raw: string): Ink {
    const last = raw.replace(/\r+$/, '');
    const turn = last.lastIndexOf('\r'); // a progress bar writes over itself: what stands there last counts
    const start = turn < 0 ? ink : endOf(last.slice(0, turn), ink);
    const text = last.slice(turn + 1);
    lines.push({ raw: text, ink: start, length: plainOf(text).length });
    return endOf(text, start);
  }

  return {
    lines,
    get dropped() { return dropped; },
    append(text) {
      if (!text) return;
      if (isOpen) lines.pop();
      const parts = (open + text).split('\n');
      open = parts.pop() ?? '';
      for (const part of parts) ink = put(part);
      isOpen = open !== '';
      if (isOpen) put(open);
      if (lines.length <= most + DROP_AT_ONCE) return;
      dropped += lines.length - most;
      lines.splice(0, lines.length - most);
    },
  };
}

function endOf(raw: string, start: Ink): Ink {
  return raw.includes('\u001b') ? inkOf(raw, start).end : start;
}

/** The row at which each line begins when a row holds so many characters, and after the last one how many rows there are. */
export function rowStarts(lines: readonly Pick<Line, 'length'>[], columns: number): Uint32Array {
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach(({ length }, index) => { starts[index + 1] = (starts[index] ?? 0) + Math.max(1, Math.ceil(length / columns)); });
  return starts;
}

/** The line to which a row belongs. */
export function lineAt(starts: Uint32Array, row: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export interface Painted extends Inked { isFound: boolean }

/** The part of a line that stands in one of its rows, in its colours, with what was sought in it marked. */
export function paint(line: Line, part: number, columns: number, sought: string): Painted[] {
  const { pieces } = inkOf(line.raw, line.ink);
  const text = pieces.map((piece) => piece.text).join('');
  const [from, to] = [whole(text, part * columns), whole(text, (part + 1) * columns)];
  const found = foundIn(text, sought);
  const painted: Painted[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [first, end] = [Math.max(from, at), Math.min(to, at + piece.text.length)];
    at += piece.text.length;
    if (first < end) painted.push(...cut(text, piece.ink, first, end, found));
  }
  return painted;
}

/** No character is cut in two. */
function whole(text: string, at: number): number {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000 ? at - 1 : Math.min(at, text.length);
}

function cut(text: string, ink: string, first: number, end: number, found: readonly [number, number][]): Painted[] {
  const parts: Painted[] = [];
  let at = first;
  for (const [from, to] of found) {
    if (to <= at || from >= end) continue;
    if (from > at) parts.push({ text: text.slice(at, from), ink, isFound: false });
    parts.push({ text: text.slice(Math.max(at, from), Math.min(end, to)), ink, isFound: true });
    at = Math.min(end, to);
  }
  if (at < end) parts.push({ text: text.slice(at, end), ink, isFound: false });
  return parts;
}

function foundIn(text: string, sought: string): [number, number][] {
  const word = sought.toLowerCase();
  const lower = text.toLowerCase();
  if (!word || lower.length !== text.length) return []; // a few letters are longer in lower case: then nothing is marked
  const found: [number, number][] = [];
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) found.push([at, at + word.length]);
  return found;
}

/** Finds lines, each looked at once however the log grows; by their number since the log's beginning. */
export function createFinder(sought: string): { hits: readonly number[]; look(log: Pick<LogLines, 'lines' | 'dropped'>): void } {
  const hits: number[] = [];
  const word = sought.toLowerCase();
  let looked = 0;
  return {
    hits,
    look({ lines, dropped }) {
      while ((hits[0] ?? Infinity) < dropped) hits.shift();
      const first = Math.max(dropped, looked - 1); // the last one may have been half written
      while ((hits.at(-1) ?? -1) >= first) hits.pop();
      for (let at = first; at < dropped + lines.length; at += 1) {
        if (word && plainOf(lines[at - dropped]?.raw ?? '').toLowerCase().includes(word)) hits.push(at);
      }
      looked = dropped + lines.length;
    },
  };
}
