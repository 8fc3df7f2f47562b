// How does a suppression get into the pipeline file? As text put in at its place, found by the parsed document: every other byte stays as it is.
import { isMap, isScalar, isSeq, parseDocument, stringify, type Document } from 'yaml';
import type { Suppression } from '../../../../src/contracts/exceptions';

const KEY = 'suppressions';

/** The file cannot be changed by a program; says why, and what to do. */
export class CannotEdit extends Error {
  constructor(reason: string) {
    super(`The suppression was not written: ${reason}. Write it by hand.`);
    this.name = 'CannotEdit';
  }
}

/** The text with one entry more, and nothing else changed. Throws CannotEdit. */
export function withSuppression(text: string, entry: Suppression): string {
  const document = parse(text);
  const changed = put(text, document, entry);
  const before = (document.toJS() ?? {}) as Record<string, unknown>;
  const wanted = { ...before, [KEY]: [...(Array.isArray(before[KEY]) ? before[KEY] as unknown[] : []), entry] };
  if (JSON.stringify(sorted(parse(changed).toJS())) !== JSON.stringify(sorted(wanted))) throw new CannotEdit('the file is laid out in a way that is not understood');
  return changed;
}

function parse(text: string): Document.Parsed {
  const document = parseDocument(text, { keepSourceTokens: true });
  const [fault] = document.errors;
  if (fault) throw new CannotEdit(`the pipeline file is not valid YAML (${fault.message.split('\n')[0] ?? ''})`);
  if (document.contents !== null && !isMap(document.contents)) throw new CannotEdit('the pipeline file holds no keys');
  return document;
}

function put(text: string, document: Document.Parsed, entry: Suppression): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const { contents } = document;
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === KEY) : undefined;
  if (!pair) {
    if (isMap(contents) && contents.flow) throw new CannotEdit('the whole file is written in braces');
    const at = document.range[1]; // before what ends the document, e.g. `...`
    const base = text.slice(0, at);
    return `${base}${base === '' || base.endsWith('\n') ? '' : end}${KEY}:${end}${block(entry, '  ', end)}${text.slice(at)}`;
  }
  const list = pair.value;
  if (isSeq(list) && list.flow) return intoFlow(text, { from: list.range?.[0] ?? 0, to: list.range?.[1] ?? 0, isEmpty: list.items.length === 0 }, entry, end);
  if (isSeq(list) && list.range) {
    const indent = /(?:^|\n)([ \t]*)-[^\n]*$/.exec(text.slice(0, firstOf(list)))?.[1] ?? '  ';
    return intoBlock(text, list.range[1], block(entry, indent, end), end);
  }
  if (isScalar(list) && list.value === null && list.range) return intoBlock(text, lineEnd(text, list.range[0]), block(entry, '  ', end), end);
  throw new CannotEdit(`\`${KEY}\` is no list`);
}

/** Where the first entry's content begins. */
function firstOf(list: { items: unknown[]; range?: [number, number, number] | null }): number {
  const [first] = list.items as { range?: [number, number, number] | null }[];
  return first?.range?.[0] ?? list.range?.[0] ?? 0;
}

/** Behind what is there, on a line of its own. */
function intoBlock(text: string, at: number, lines: string, end: string): string {
  const before = text.slice(0, at);
  const after = text.slice(at);
  if (before.endsWith('\n')) return `${before}${lines}${after}`;
  const rest = after.startsWith(end) ? after.slice(end.length) : after;
  return `${before}${end}${rest === after ? lines.slice(0, -end.length) : lines}${rest}`;
}

function intoFlow(text: string, { from, to, isEmpty }: { from: number; to: number; isEmpty: boolean }, entry: Suppression, end: string): string {
  if (isEmpty && /^\[\s*\]$/.test(text.slice(from, to))) return `${text.slice(0, from).replace(/[ \t]+$/, '')}${end}${block(entry, '  ', end).slice(0, -end.length)}${text.slice(to)}`;
  const inside = text.slice(from, to - 1).replace(/[\s,]*$/, '');
  const tail = text.slice(from + inside.length, to - 1).replace(/,/g, '');
  return `${text.slice(0, from)}${inside}${isEmpty ? '' : ', '}${flow(entry)}${tail}${text.slice(to - 1)}`;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}

function block(entry: Suppression, indent: string, end: string): string {
  const lines = stringify(entry, { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}${end}`).join('');
}

function flow(entry: Suppression): string {
  return stringify(entry, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

/** Keys in one order, so that only what is said counts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
