// What colours does a log's text ask for? Any of the terminal's 16, 256 or 16 million becomes one of ours, which can be read; every other code is dropped.
import { paletteTone, rgbTone } from './tone';
import type { Tone } from './tone';
import { unturned } from './unturned';

/** How text is written from here on. */
export interface Ink { tone: Tone; back: Tone; strong: boolean; dim: boolean; slant: boolean; under: boolean; struck: boolean; turned: boolean }
export interface Inked { text: string; ink: string } // ink: class names

export const PLAIN: Ink = { tone: '', back: '', strong: false, dim: false, slant: false, under: false, struck: false, turned: false };

const CODES = /\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])?/g;
const OTHERS = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u2028\u2029]/g;
const TAB = 8;

/** One line in its colours, and how the next one begins. */
export function inkOf(line: string, start: Ink = PLAIN): { pieces: Inked[]; end: Ink } {
  const pieces: Inked[] = [];
  let ink = start;
  let from = 0;
  let column = 0;
  const add = (to: number) => {
    const text = to > from ? cleaned(line.slice(from, to), column) : '';
    column += text.length;
    if (text) pieces.push({ text, ink: classOf(ink) });
  };
  for (const match of line.matchAll(CODES)) {
    add(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') ink = nextInk(ink, match[1] ?? '');
  }
  add(line.length);
  return { pieces, end: ink };
}

/** The line as it is read, without its colours. */
export function plainOf(line: string): string {
  return /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(line) ? inkOf(line).pieces.map(({ text }) => text).join('') : line;
}

function cleaned(text: string, column: number): string {
  const shown = unturned(text.replace(OTHERS, ''));
  if (!shown.includes('\t')) return shown;
  let wide = '';
  for (const char of shown) wide += char === '\t' ? ' '.repeat(TAB - ((column + wide.length) % TAB)) : char;
  return wide;
}

const SWITCHES: Readonly<Record<number, Partial<Ink>>> = {
  0: PLAIN, 1: { strong: true }, 2: { dim: true }, 3: { slant: true }, 4: { under: true }, 7: { turned: true }, 9: { struck: true }, 21: { under: true },
  22: { strong: false, dim: false }, 23: { slant: false }, 24: { under: false }, 27: { turned: false }, 29: { struck: false }, 39: { tone: '' }, 49: { back: '' },
};

/** With colons, a place for a colour space stands before the three numbers. */
const SPACED = /([34]8):2:\d*:(\d+:\d+:\d+)/g;

function nextInk(ink: Ink, codes: string): Ink {
  const numbers = codes.replace(SPACED, '$1;2;$2').split(/[;:]/).map(Number);
  const isUnderlineOff = /(^|;)4:0(;|$)/.test(codes);
  let next = ink;
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const { tone, used } = extended(numbers.slice(at + 1));
      next = { ...next, [code === 38 ? 'tone' : 'back']: tone };
      at += used;
    } else if (code >= 30 && code <= 37) next = { ...next, tone: paletteTone(code - 30) };
    else if (code >= 40 && code <= 47) next = { ...next, back: paletteTone(code - 40) };
    else if (code >= 90 && code <= 97) next = { ...next, tone: paletteTone(code - 82) };
    else if (code >= 100 && code <= 107) next = { ...next, back: paletteTone(code - 92) };
    else if (SWITCHES[code]) next = { ...next, ...SWITCHES[code] };
  }
  return isUnderlineOff ? { ...next, under: false } : next;
}

/** What comes after 38 or 48: `5;n` or `2;r;g;b`. */
function extended(numbers: readonly number[]): { tone: Tone; used: number } {
  if (numbers[0] === 5) return { tone: paletteTone(numbers[1] ?? 0), used: 2 };
  if (numbers[0] !== 2) return { tone: '', used: 0 };
  const [red = 0, green = 0, blue = 0] = numbers.slice(1);
  return { tone: rgbTone(red, green, blue), used: 4 };
}

/** On a coloured ground the text takes that colour's ink, whatever it asked for: so it can be read. */
function classOf(ink: Ink): string {
  const { tone, back, strong, dim, slant, under, struck, turned } = ink;
  const ground = turned ? tone || 'ink' : back;
  const names = [
    ground ? `on-${ground}` : tone || (dim ? 'soft' : ''), strong && 'strong', slant && 'slant', under && 'under', struck && 'struck',
  ];
  return names.filter(Boolean).join(' ');
}
