// What does a file hold, read as far as it can be while somebody writes it? Keys beside the cursor, and the key that one points at.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Path } from './shape';

export interface OpenFile {
  /** The keys that an object has already. */
  keysAt(path: Path): string[];
  valueAt(path: Path): unknown;
  /** What is no YAML, with lines from 1. */
  errors: { line: number; message: string; code: string }[];
  value: () => unknown;
  /** The line of a value's key; of something missing, of what should hold it. */
  lineOf(path: Path): number;
  /** The key at an offset: its path, and where it stands. */
  keyAt(offset: number): { path: (string | number)[]; start: number; end: number } | undefined;
}

export function readDocument(text: string): OpenFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line || 1;
  return {
    errors: document.errors.map(({ code, message, pos }) => ({ line: lineAt(pos[0]), code, message: message.split('\n')[0]?.replace(/\.$/, '') ?? code })),
    value: () => document.toJS({ maxAliasCount: 100 }) as unknown,
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = startOf(document, path.slice(0, length));
        if (offset !== undefined) return lineAt(offset);
      }
      return 1;
    },
    keysAt(path) {
      const node = nodeAt(document, path);
      return isMap(node) ? node.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
    },
    valueAt(path) {
      const node = nodeAt(document, path);
      try {
        return isMap(node) || isSeq(node) || isScalar(node) ? node.toJS(document) as unknown : undefined;
      } catch {
        return undefined; // an alias of something that is not there yet
      }
    },
    keyAt: (offset) => keyWithin(document.contents, offset, []),
  };
}

function nodeAt(document: Document, path: Path): unknown {
  return path.reduce<unknown>((node, part) => {
    const here = isAlias(node) ? node.resolve(document) : node;
    if (isSeq(here)) return typeof part === 'number' ? here.items[part] : undefined;
    return isMap(here) ? here.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part))?.value : undefined;
  }, document.contents);
}

/** Where a key stands, or an entry of a list. */
function startOf(document: Document, path: Path): number | undefined {
  const above = nodeAt(document, path.slice(0, -1));
  const part = path.at(-1);
  const here = isAlias(above) ? above.resolve(document) : above;
  const node = isSeq(here) && typeof part === 'number' ? here.items[part] : isMap(here) ? here.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part))?.key : undefined;
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

function keyWithin(node: unknown, offset: number, path: (string | number)[]): { path: (string | number)[]; start: number; end: number } | undefined {
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const found = keyWithin(item, offset, [...path, index]);
      if (found) return found;
    }
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (!isScalar(key) || !key.range) continue;
    const here = [...path, String(key.value)];
    if (offset >= key.range[0] && offset <= key.range[1]) return { path: here, start: key.range[0], end: key.range[1] };
    const found = keyWithin(value, offset, here);
    if (found) return found;
  }
  return undefined;
}
