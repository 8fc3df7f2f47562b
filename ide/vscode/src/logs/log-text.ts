// How does a log read in a terminal? Whole lines with the reader's time of day, in the tool's own colours; nothing that moves, sets or links anything.
import { printableLog } from '../../../../client/printable-log';

const LONGEST_LINE = 64 * 1024; // of one that has not ended: then it is shown as it is
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) /;
const COLOUR = /\u001b\[([\d;]*)m/g;
const RESET = '\u001b[0m';
const LONGEST_STYLE = 64;

export interface LogText {
  /** What of it can be shown now. */
  add(text: string): string;
  /** What is left when nothing more comes. */
  end(): string;
}

/** `fromMiddle`: the first line is the rest of one that was cut, and is left out. */
export function createLogText({ fromMiddle = false, clock = timeOfDay }: { fromMiddle?: boolean; clock?: (at: string) => string } = {}): LogText {
  let rest = '';
  let style = ''; // of a colour that goes on over lines
  let cut = fromMiddle;

  function show(line: string): string {
    const [stamp = '', at = ''] = STAMP.exec(line) ?? [];
    const parts = printableLog(line.slice(stamp.length), true).split('\n').filter((part, i, all) => i === all.length - 1 || part !== '');
    return parts.map((part, i) => {
      const time = i === 0 && at ? `\u001b[2m${clock(at)}${RESET} ` : '';
      const shown = `${time}${style}${part}${style || part.includes('\u001b') ? RESET : ''}\r\n`;
      style = styleAfter(style, part);
      return shown;
    }).join('');
  }

  function add(text: string): string {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) {
      lines.push(rest);
      rest = '';
    }
    if (cut && lines.length > 0) {
      lines.shift();
      cut = false;
    }
    return lines.map(show).join('');
  }
  function end(): string {
    const last = rest;
    rest = '';
    return last === '' || cut ? '' : show(last);
  }
  return { add, end };
}

function styleAfter(before: string, line: string): string {
  let style = before;
  for (const [code, numbers] of line.matchAll(COLOUR)) style = numbers === '' || numbers === '0' ? '' : style + code;
  return style.length > LONGEST_STYLE ? '' : style;
}

function timeOfDay(at: string): string {
  return new Date(at).toTimeString().slice(0, 8);
}
