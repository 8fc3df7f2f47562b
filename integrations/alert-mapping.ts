// How does any JSON become our alerts? By the JMESPath expressions of the installation file, compiled once.
import { compile, TreeInterpreter, type JSONValue } from '@jmespath-community/jmespath';
import type { Alert } from '../src/contracts/alert';
import type { AlertMapping } from '../src/contracts/integrations';
import { malformed } from './alert-faults';
import { cut, groupOf, identity, isoTime, labelsOf, linkOf, LONGEST, nameOf, serviceOf, severityOf } from './alert-text';

type Field = Exclude<keyof AlertMapping, 'items' | 'resolvedWhen' | 'suppressedWhen' | 'severities'>;
const FIELDS: readonly Field[] = ['fingerprint', 'name', 'status', 'service', 'severity', 'summary', 'labels', 'group', 'startsAt', 'endsAt', 'link'];

type Evaluate = (value: unknown) => unknown;
type Given = Partial<Record<Field, unknown>>;

/** Throws what the library throws: the installation's rules have tried every expression before. */
function prepare(expression: string): Evaluate {
  const tree = compile(expression);
  return (value) => TreeInterpreter.search(tree, value as JSONValue);
}

/** A text of what is one; objects and lists are none. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return labelsOf(Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => {
    const text = textOf(inner);
    return text === undefined ? [] : [[name, text]];
  })));
}

const includes = (words: readonly string[], word: string): boolean => words.some((one) => one.toLowerCase() === word.trim().toLowerCase());

export interface MappedDefaults { source: string; now: Date }

/** @returns reads the alerts of one payload. It throws `alert-malformed` with every fault when an expression does not give what is needed. */
export function createMapping(map: AlertMapping): (payload: unknown, defaults: MappedDefaults) => Alert[] {
  const items = prepare(map.items);
  const fields = FIELDS.flatMap((field): [Field, Evaluate][] => (map[field] === undefined ? [] : [[field, prepare(map[field])]]));
  const severities = new Map(Object.entries(map.severities).map(([word, severity]) => [word.toLowerCase(), severity]));

  function readAll(payload: unknown, { source, now }: MappedDefaults): Alert[] {
    const faults: string[] = [];
    const ask = (place: string, evaluate: Evaluate, value: unknown): unknown => {
      try {
        return evaluate(value);
      } catch (error) {
        faults.push(`${place}: ${error instanceof Error ? error.message : 'cannot be read'}`);
        return undefined;
      }
    };
    const list = ask('items', items, payload);
    if (faults.length === 0 && (!Array.isArray(list) || list.length === 0)) faults.push(`items: \`${map.items}\` gives no alert`);
    const alerts = (Array.isArray(list) ? list : []).flatMap((item: unknown, at) => {
      const given: Given = Object.fromEntries(fields.map(([field, evaluate]) => [field, ask(`${at}.${field}`, evaluate, item)]));
      return readOne(given, source, now, (field, why) => { faults.push(`${at}.${field}: \`${map[field]}\` gives ${why}`); }) ?? [];
    });
    if (faults.length > 0) throw malformed(source, faults);
    return alerts;
  }

  function statusOf(word: string): Alert['status'] {
    if (includes(map.resolvedWhen, word)) return 'resolved';
    return includes(map.suppressedWhen, word) ? 'suppressed' : 'firing';
  }

  function readOne(given: Given, source: string, now: Date, complain: (field: Field, why: string) => void): Alert | undefined {
    const [fingerprint, name, word] = [textOf(given.fingerprint), textOf(given.name), textOf(given.status)];
    if (fingerprint === undefined) complain('fingerprint', 'no text');
    if (name === undefined) complain('name', 'no text');
    if (word === undefined) complain('status', 'no text');
    const startsAt = readTime('startsAt', given, now, complain);
    const endsAt = readTime('endsAt', given, now, complain);
    if (fingerprint === undefined || name === undefined || word === undefined || startsAt === undefined || endsAt === undefined) return undefined;
    const status = statusOf(word);
    const severity = textOf(given.severity);
    return {
      source, fingerprint: identity(fingerprint), ...groupOf(textOf(given.group)), status, name: nameOf(name, fingerprint),
      ...serviceOf(textOf(given.service)), severity: severities.get(severity?.toLowerCase() ?? '') ?? severityOf(severity),
      summary: cut(textOf(given.summary) ?? name, LONGEST.summary), labels: textsOf(given.labels),
      startsAt, ...(status === 'resolved' ? { endsAt } : {}), ...linkOf(textOf(given.link)),
    };
  }

  return readAll;
}

/** Nothing given is now; something that is no time is a fault, because an alert must not be dated by a mistake. */
function readTime(field: 'startsAt' | 'endsAt', given: Given, now: Date, complain: (field: Field, why: string) => void): string | undefined {
  const value = given[field];
  if (value === undefined || value === null || value === '') return now.toISOString();
  const time = typeof value === 'string' || typeof value === 'number' ? isoTime(value) : undefined;
  if (time === undefined) complain(field, 'no time; an ISO time, seconds or milliseconds since 1970 are');
  return time;
}

/** A source whose expression for the status is left out can only fire. */
export function tellsItsEnd(map: AlertMapping): boolean {
  return map.status !== '\'firing\'';
}
