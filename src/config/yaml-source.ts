// What does a YAML file hold, and on which line does each value stand? Syntax only; what it means is asked elsewhere.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import { throwFaults, type Path, type PlacedFault } from './faults';

export interface YamlSource {
  value: unknown;
  /** The line of the value's key; of something missing, the line of what should hold it. Counted from 1. */
  lineOf: (path: Path) => number;
}

const LARGEST_CHARACTERS = 512 * 1024;

/** Reads the text. Throws `file-faults` with every error of syntax, double keys and unknown tags among them. */
export function readYaml(text: string, file: string): YamlSource {
  if (text.length > LARGEST_CHARACTERS) throwFaults(file, [{ line: 1, path: [], found: `${text.length} characters`, write: `at most ${LARGEST_CHARACTERS}` }]);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings].map((error) => syntaxFault(error, lineCounter));
  throwFaults(file, faults);
  return { value: valueOf(document, file), lineOf: (path) => lineOf(document, lineCounter, path) };
}

/** Aliases are resolved here; too many of them, or one without an anchor, is a fault of the file. */
function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throwFaults(file, [{ line: 1, path: [], found: `aliases that cannot be resolved (${error instanceof Error ? error.message : String(error)})`, write: 'the values themselves' }]);
    throw error;
  }
}

const ADVICE: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'each key once',
  TAB_AS_INDENT: 'spaces',
  MULTIPLE_DOCS: 'one document, without `---` between',
  TAG_RESOLVE_FAILED: 'plain YAML, without tags',
};

function syntaxFault({ code, message, pos }: YAMLError, lineCounter: LineCounter): PlacedFault {
  const sentence = message.split('\n')[0]?.replace(/\.$/, '') ?? code;
  return { line: lineCounter.linePos(pos[0]).line, path: [], found: `what is no YAML (${sentence})`, write: ADVICE[code] ?? 'valid YAML (mind indentation, quotes and brackets)' };
}

function lineOf(document: Document, lineCounter: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const part of path) {
    const step = stepTo(isAlias(node) ? node.resolve(document) : node, part);
    if (!step) break;
    offset = step.offset ?? offset;
    node = step.node;
  }
  return lineCounter.linePos(offset).line || 1;
}

function stepTo(node: unknown, part: string | number): { node: unknown; offset: number | undefined } | undefined {
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part));
  return pair && { node: pair.value, offset: startOf(pair.key) };
}

function startOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
