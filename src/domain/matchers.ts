// Does a row of dayshift.yaml fit an alert? Source, exact labels, and matchers as Prometheus writes them; all must hold.
import type { Alert } from '../contracts/alert';
import type { AlertMatcher } from '../contracts/service';

/** A label that is absent counts as empty, as in Prometheus. */
export interface LabelMatcher { label: string; operator: '=' | '!=' | '=~' | '!~'; value: string }
export type ReadMatcher = { matcher: LabelMatcher } | { fault: string };

/** Whether the whole of a text fits a regular expression; made once for each expression. */
export type CompileExpression = (expression: string) => (text: string) => boolean;

const WRITTEN = /^\s*(?:"((?:[^"\\]|\\.)+)"|([A-Za-z_:][A-Za-z0-9_:.-]*))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"{},]*))\s*$/s;

/** Reads `name=~"expression"`; the quotes may be left out where the value has neither blanks nor quotes. The expression itself is not judged here. */
export function readMatcher(text: string): ReadMatcher {
  const found = WRITTEN.exec(text);
  if (!found) return { fault: faultOf(text) };
  const [, quotedLabel, plainLabel, operator, quotedValue, plainValue] = found;
  const value = quotedValue === undefined ? plainValue ?? '' : unescape(quotedValue);
  if (value === undefined) return { fault: 'a backslash before a sign that needs none' };
  const label = plainLabel ?? unescape(quotedLabel ?? '');
  if (label === undefined) return { fault: 'a backslash before a sign that needs none' };
  return { matcher: { label, operator: operator as LabelMatcher['operator'], value } };
}

function faultOf(text: string): string {
  if (/[{},]/.test(text.replace(/"(?:[^"\\]|\\.)*"/gs, ''))) return 'braces or a comma: each matcher is an entry of its own';
  if (!/=|!~/.test(text)) return 'no operator';
  return 'no label name, or a value that needs quotes';
}

const ESCAPED: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n' };

/** What stands between quotes; undefined when a backslash stands before something else than `"`, `\` or `n`. */
function unescape(text: string): string | undefined {
  const signs = text.match(/\\./gs) ?? [];
  if (signs.some((sign) => ESCAPED[sign[1] ?? ''] === undefined)) return undefined;
  return text.replace(/\\(.)/gs, (_, sign: string) => ESCAPED[sign] ?? sign);
}

/** A row whose matchers are ready to be asked. */
export interface ReadyRow { row: AlertMatcher; fits(alert: Alert): boolean }

/** Throws RangeError for a matcher that cannot be read: the installation file is checked before. */
export function readyRow(row: AlertMatcher, compile: CompileExpression): ReadyRow {
  const matchers = row.match.map((text) => ready(text, compile));
  const exact = Object.entries(row.labels);
  return {
    row,
    fits: (alert) => (row.source === undefined || row.source === alert.source)
      && exact.every(([label, value]) => labelOf(alert, label) === value)
      && matchers.every((holds) => holds(alert)),
  };
}

function ready(text: string, compile: CompileExpression): (alert: Alert) => boolean {
  const read = readMatcher(text);
  if ('fault' in read) throw new RangeError(`${text}: ${read.fault}`);
  const { label, operator, value } = read.matcher;
  const wanted = operator === '=' || operator === '=~';
  const holds = operator === '=~' || operator === '!~' ? compile(value) : (given: string) => given === value;
  return (alert) => holds(labelOf(alert, label)) === wanted;
}

/** A label's value, empty when there is none. `alertname` and `service` are known of every alert, whatever its source calls them. */
export function labelOf(alert: Alert, label: string): string {
  if (Object.hasOwn(alert.labels, label)) return alert.labels[label] ?? '';
  if (label === 'alertname') return alert.name;
  return label === 'service' ? alert.service ?? '' : '';
}

/** A row as people read it, e.g. `source grafana, labels team=payments, match env!="test"`. */
export function describeRow({ source, labels, match }: AlertMatcher): string {
  const exact = Object.entries(labels).map(([label, value]) => `${label}=${value}`).join(', ');
  return [...(source === undefined ? [] : [`source ${source}`]), ...(exact === '' ? [] : [`labels ${exact}`]), ...(match.length === 0 ? [] : [`match ${match.join(', ')}`])].join(', ');
}
