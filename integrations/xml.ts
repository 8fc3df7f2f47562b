// How is XML of unknown origin read? In one pass: well-formed or not at all, no document type, no entities but XML's own five, within limits.
import { SaxesParser } from 'saxes';
import type { DayshiftError } from '../src/errors';
import { unreadable } from './report-text';

/** An element is a text, or an object with its attributes (`@name`), its elements and its text (`#text`). */
type Element = string | { [name: string]: unknown };
interface Open { name: string; content: { [name: string]: unknown }; texts: string[] }

const DEEPEST = 100;
const MOST_ELEMENTS = 1_000_000;
const MOST_ATTRIBUTES = 200; // of one element
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const COLOUR = /\u001b\[[0-9;]*m/g;
const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const CONTROL_REFERENCE = /&#(?:x0*(?:[1-8bcef]|1[0-9a-f])|0*(?:[1-8]|1[124-9]|2\d|3[01]));/gi;

/** Terminals' colours and control characters, which XML forbids and many tools write all the same. */
function legible(text: string): string {
  return text.replace(/&#(?:x0*1b|0*27);(?=\[)/gi, '\u001b').replace(COLOUR, '').replace(CONTROL_REFERENCE, '\ufffd').replace(CONTROL, '\ufffd');
}

/** Once a list, or met twice: a list. */
function put(parent: Open['content'], name: string, value: Element, isList: boolean): void {
  if (name === '__proto__') return; // no report has one, and as a key it would be none
  const before = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (Array.isArray(before)) before.push(value);
  else if (before !== undefined) parent[name] = [before, value];
  else parent[name] = isList ? [value] : value;
}

function closed({ content, texts }: Open): Element {
  const text = texts.join('').trim();
  if (Object.keys(content).length === 0) return text;
  if (text !== '') content['#text'] = text;
  return content;
}

function opened({ name, attributes }: { name: string; attributes: object }): Open {
  const content: Open['content'] = {};
  for (const [key, value] of Object.entries(attributes)) content[`@${key}`] = value;
  return { name, content, texts: [] };
}

function reading(format: string, lists: ReadonlySet<string>): { parser: SaxesParser; root: Open; refused: () => DayshiftError | undefined } {
  const parser = new SaxesParser({ position: true });
  parser.ENTITIES = Object.assign(Object.create(null) as Record<string, string>, NAMED);
  const root = opened({ name: '', attributes: {} });
  const path: Open[] = [root];
  let elements = 0;
  let refusal: DayshiftError | undefined;
  const refuse = (reason: string): never => {
    refusal = unreadable(format, reason);
    throw refusal;
  };
  const inner = (): Open => path.at(-1) ?? root;

  parser.on('error', (fault) => refuse(`line ${parser.line}: ${fault.message.replace(/^\d+:\d+: |\.$/g, '')}`));
  parser.on('doctype', (type) => refuse(/^\s*html\b/i.test(type) ? 'it is a web page, not a report' : 'it has a document type, which may name other files'));
  // Six listeners: with eight, V8 keeps the parser's fields in a table, and it reads at half the speed.
  parser.on('opentag', (tag) => {
    if (++elements > MOST_ELEMENTS) refuse(`it has more than ${MOST_ELEMENTS} elements`);
    if (path.length > DEEPEST) refuse(`its elements lie more than ${DEEPEST} deep in each other`);
    if (Object.keys(tag.attributes).length > MOST_ATTRIBUTES) refuse(`line ${parser.line}: an element has more than ${MOST_ATTRIBUTES} attributes`);
    path.push(opened(tag));
  });
  parser.on('text', (text) => inner().texts.push(text));
  parser.on('cdata', (text) => inner().texts.push(text));
  parser.on('closetag', () => {
    const element = path.pop() ?? root;
    put(inner().content, element.name, closed(element), lists.has(element.name));
  });
  return { parser, root, refused: () => refusal };
}

/**
 * The document as one object with its root element; elements named in `lists` are lists, others when there are several.
 * Throws `report-unreadable` for what is cut short or otherwise not XML, for a document type, and for what passes a limit.
 */
export function parseXml(format: string, text: string, lists: ReadonlySet<string>): unknown {
  const { parser, root, refused } = reading(format, lists);
  try {
    parser.write(legible(text.replace(/^\uFEFF/, ''))).close();
  } catch (cause) {
    throw refused() ?? unreadable(format, 'it is not XML', cause);
  }
  return root.content;
}
