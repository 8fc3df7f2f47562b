// Where in a file does somebody write? Told from the text before the cursor alone, since what is being written is seldom whole.
import type { Path } from './shape';

export interface Cursor {
  path: Path; // of the object or list that is written in; of a value, of its key
  expects: 'key' | 'value';
  typed: string; // what of the key or value stands before the cursor
  indent: number; // of the line that new keys would begin at
}

interface Level { indent: number; part: string | number }
const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#:,[\]{}"'][^#:,[\]{}]*?))\s*:(?=\s|$)\s*/;

/** `before`: the text from the file's beginning to the cursor. Undefined inside a comment. */
export function cursorAt(before: string): Cursor | undefined {
  const lines = before.split('\n');
  const last = lines.pop() ?? '';
  const levels: Level[] = [];
  let blockUntil: number | undefined; // deeper lines are text of a `|` or `>`
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent < 0 || line[indent] === '#') continue;
    if (blockUntil !== undefined && indent > blockUntil) continue;
    blockUntil = /[|>][+-]?\d?\s*$/.test(line) ? indent : undefined;
    enter(levels, line);
  }
  const indent = last.search(/\S/) < 0 ? last.length : last.search(/\S/);
  if (blockUntil !== undefined && indent > blockUntil) return undefined;
  return within(levels, last);
}

/** Puts a whole line's keys on the stack, and takes those off that it ends. */
function enter(levels: Level[], line: string): { rest: string; column: number } {
  let column = line.search(/\S/);
  let rest = column < 0 ? '' : line.slice(column);
  while (/^-(\s|$)/.test(rest)) {
    const before = leave(levels, column, true);
    levels.push({ indent: column, part: typeof before === 'number' ? before + 1 : 0 });
    const step = /^-\s*/.exec(rest)?.[0].length ?? 1;
    column += step;
    rest = rest.slice(step);
  }
  const key = KEY.exec(rest);
  if (!key) return { rest, column };
  leave(levels, column, false);
  levels.push({ indent: column, part: key[1] ?? key[2] ?? key[3] ?? '' });
  return { rest: rest.slice(key[0].length), column };
}

/** Ends everything that is as deep or deeper; answers the number of the list's entry that was ended here. A list may stand as deep as its key. */
function leave(levels: Level[], indent: number, isEntry: boolean): string | number | undefined {
  let ended: string | number | undefined;
  for (let top = levels.at(-1); top; top = levels.at(-1)) {
    if (top.indent < indent || (isEntry && top.indent === indent && typeof top.part === 'string')) return ended;
    levels.pop();
    ended = top.indent === indent ? top.part : undefined;
  }
  return ended;
}

function within(levels: Level[], line: string): Cursor | undefined {
  const blank = line.search(/\S/) < 0;
  if (blank) {
    leaveBlank(levels, line.length);
    return { path: levels.map(({ part }) => part), expects: 'key', typed: '', indent: line.length };
  }
  const { rest, column } = enter(levels, line);
  if (/(^|\s)#/.test(rest.replace(/"[^"]*"|'[^']*'/g, ''))) return undefined;
  const hasKey = KEY.test(line.slice(column));
  if (!hasKey) {
    if (!/^-/.test(line.trimStart())) leaveBlank(levels, column);
    if (!/[[{]/.test(rest)) return { path: levels.map(({ part }) => part), expects: 'key', typed: rest, indent: column };
  }
  return inFlow(levels.map(({ part }) => part), rest, column);
}

function leaveBlank(levels: Level[], indent: number): void {
  while ((levels.at(-1)?.indent ?? -1) >= indent) levels.pop();
}

/** Inside of `{ … }` and `[ … ]`, as far as they are written. */
function inFlow(path: (string | number)[], text: string, indent: number): Cursor {
  const stack: { close: '}' | ']'; depth: number; index: number }[] = [];
  const here = [...path];
  let token = '';
  let expects: Cursor['expects'] = 'value';
  const quoteless = text.replace(/"[^"]*"|'[^']*'/g, (quoted) => quoted.replace(/[{}[\],:]/g, '_'));
  for (let i = 0; i < quoteless.length; i += 1) {
    const char = quoteless[i] ?? '';
    const top = stack.at(-1);
    if (char === '{') { stack.push({ close: '}', depth: here.length, index: 0 }); token = ''; expects = 'key'; }
    else if (char === '[') { stack.push({ close: ']', depth: here.length, index: 0 }); here.push(0); token = ''; expects = 'value'; }
    else if (top && char === top.close) { stack.pop(); here.length = top.depth; token = ''; expects = 'value'; }
    else if (top && char === ',') {
      here.length = top.depth;
      if (top.close === ']') here.push(top.index += 1);
      expects = top.close === ']' ? 'value' : 'key';
      token = '';
    } else if (top?.close === '}' && expects === 'key' && char === ':') { here.push(token.trim().replace(/^["']|["']$/g, '')); token = ''; expects = 'value'; }
    else token += char;
  }
  return { path: here, expects, typed: token.trimStart(), indent };
}
