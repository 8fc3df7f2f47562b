// What is one line of a TAP stream? Told by its form alone; how deep it stands is its indentation, four spaces a level.

export interface Point {
  isOk: boolean;
  id: number | undefined;
  name: string;
  directive: 'skip' | 'todo' | undefined;
  why: string; // behind the directive
  opens: boolean; // a subtest in braces follows
}
export type Line =
  | { kind: 'version' }
  | { kind: 'plan'; count: number; why: string }
  | { kind: 'point'; point: Point }
  | { kind: 'bail'; why: string }
  | { kind: 'subtest'; name: string }
  | { kind: 'comment'; text: string }
  | { kind: 'close' }
  | { kind: 'other'; text: string };

const LONGEST = 2000; // what stands behind it in a line is no name any more
const PLAN = /^1\.\.(\d{1,9})(?:\s*#\s*(.*))?\s*$/;
const POINT = /^(not )?ok(?=\s|$)(?:\s+(\d{1,9})(?=\s|$))?\s*(?:-\s+)?/;
const DIRECTIVE = /^#\s*(skip|todo)\S*(?:\s+(.*))?$/i;

/** The place of the last `#` behind a space that begins a directive; a `\#` is a character of the name. */
function directiveIn(text: string): { at: number; directive: Point['directive']; why: string } {
  for (let at = text.lastIndexOf('#'); at >= 0; at = text.lastIndexOf('#', at - 1)) {
    const [, word, why = ''] = at === 0 || text[at - 1] === ' ' ? DIRECTIVE.exec(text.slice(at)) ?? [] : [];
    if (word) return { at, directive: word.toLowerCase() === 'skip' ? 'skip' : 'todo', why: why.trim() };
    if (at === 0) break;
  }
  return { at: text.length, directive: undefined, why: '' };
}

function pointOf(text: string): Point | undefined {
  const head = POINT.exec(text);
  if (!head) return undefined;
  const rest = text.slice(head[0].length, LONGEST).trimEnd();
  const opens = / \{$|^\{$/.test(rest);
  const said = opens ? rest.slice(0, -1).trimEnd() : rest;
  const { at, directive, why } = directiveIn(said);
  const name = said.slice(0, at).trim().replace(/\\([\\#])/g, '$1');
  return { isOk: head[1] === undefined, id: head[2] === undefined ? undefined : Number(head[2]), name, directive, why, opens };
}

/** @param text a line without its indentation. */
export function lineOf(text: string): Line {
  const point = pointOf(text);
  if (point) return { kind: 'point', point };
  const plan = PLAN.exec(text);
  if (plan) return { kind: 'plan', count: Number(plan[1]), why: plan[2] ?? '' };
  if (/^TAP version \d+\s*$/i.test(text)) return { kind: 'version' };
  if (/^bail out!/i.test(text)) return { kind: 'bail', why: text.slice('bail out!'.length).trim() };
  const subtest = /^# Subtest:? ?(.*)$/.exec(text);
  if (subtest) return { kind: 'subtest', name: subtest[1]?.trim() ?? '' };
  if (text.startsWith('#')) return { kind: 'comment', text: text.slice(1) };
  if (text === '}') return { kind: 'close' };
  return { kind: 'other', text };
}
