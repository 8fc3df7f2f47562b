// How are times, numbers and names read in a terminal? Plain text only; what came from outside is stripped of control codes.
import { span } from '../../client/progress-words';
import type { IncidentView } from '../../src/contracts/incident';

export { span };

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** One line that can do nothing to a terminal but be read. */
export function clean(text: string): string {
  return text.replace(ESCAPES, '').replace(CONTROLS, ' ').trim();
}

function charWidth(char: string): number {
  if (/\p{M}/u.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** The text in at most `width` columns, with `…` where it was cut. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const char of text) {
    if (used + charWidth(char) > width - 1) break;
    kept += char;
    used += charWidth(char);
  }
  return width > 0 ? `${kept.trimEnd()}…` : '';
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Words in lines of at most `width` columns. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= width) line = longer;
    else {
      if (line) lines.push(line);
      line = clip(word, width);
    }
  }
  return line ? [...lines, line] : lines;
}

/** Time between two instants, the second of which may still be to come. */
export function between(from: string | undefined, to: string | undefined, now: number): string {
  if (!from) return '';
  return span((to ? Date.parse(to) : now) - Date.parse(from));
}

/** The time of day, by the reader's own zone unless another is named. */
export function clock(at: string, timeZone?: string): string {
  if (timeZone === 'UTC') return new Date(at).toISOString().slice(11, 19);
  if (timeZone === undefined) return new Date(at).toTimeString().slice(0, 8);
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }).format(new Date(at));
}

/** The day, e.g. `22 Oct`, for what was not today. */
export function day(at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(new Date(at));
}

export function untilOrOver(deadline: string, now: number): string {
  const left = Date.parse(deadline) - now;
  return left >= 0 ? `${span(left)} left` : `${span(-left)} overdue`;
}

export function shortId(id: string): string {
  return id.startsWith('sha256:') ? `${id.slice(7, 11)}…${id.slice(-4)}` : id.slice(0, 7);
}

export function nameOf(team: IncidentView['team'], id: string): string {
  return team.find((person) => person.id === id)?.name ?? id.replace(/-/g, ' ');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
