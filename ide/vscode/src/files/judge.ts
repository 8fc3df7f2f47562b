// What is wrong with one of the two files, by its published schema? What was found and what to write instead, as dayshift says it. What holds across fields is told by `dayshift pipeline check` and `dayshift doctor`.
import { nearest } from './nearest';
import { readDocument } from './read-document';
import { kindOfValue, membersOf } from './shape';
import type { Path, Shape } from './shape';

export interface Found { line: number; place: string; message: string } // line from 1; place e.g. `stages.functional.checks[0].name`
interface Fault { path: Path; found: string; write: string }

const MAY_BE_SECRET = /^(sha256|token|checkEnvironment|deployEnvironment|env)$|secret|password/i;
const YAML_ADVICE: Record<string, string> = { DUPLICATE_KEY: 'each key once', TAB_AS_INDENT: 'spaces', MULTIPLE_DOCS: 'one document, without `---` between' };
const LONGEST = 60;

/** In the file's order; empty when it is well. */
export function judge(whole: Shape, text: string): Found[] {
  if (text.trim() === '') return [];
  const file = readDocument(text);
  if (file.errors.length > 0) return file.errors.map(({ line, message, code }) => ({ line, place: '(file)', message: `Found what is no YAML (${message}); write ${YAML_ADVICE[code] ?? 'valid YAML (mind indentation, quotes and brackets)'} instead.` }));
  const faults = faultsOf(whole, whole, file.value(), []);
  const found = faults.map(({ path, found, write }) => ({ line: file.lineOf(path), place: writePath(path), message: `Found ${found}; write ${write} instead.` }));
  return found.sort((a, b) => a.line - b.line);
}

function faultsOf(whole: Shape, shape: Shape, value: unknown, path: Path): Fault[] {
  const members = membersOf(whole, shape);
  const each = members.map((member) => oneFaults(whole, member, value, path));
  const [first] = each;
  if (!first || each.some((faults) => faults.length === 0)) return [];
  if (each.length === 1) return first;
  const meant = each.filter((_, i) => isObject(value) && members[i]?.type === 'object').sort((a, b) => a.length - b.length)[0];
  return meant ?? [{ path, found: describe(value, path), write: [...new Set(members.map(kindOfValue))].join(', or ') }];
}

function oneFaults(whole: Shape, shape: Shape, value: unknown, path: Path): Fault[] {
  const fault = (write: string): Fault[] => [{ path, found: describe(value, path), write }];
  const { enum: members, const: only, type } = shape;
  if (members && !members.includes(value)) return fault(meantOf(value, members.map(String)) ?? kindOfValue(shape));
  if (only !== undefined && value !== only) return fault(quote(only));
  if (type !== undefined && !isOfType(type, value)) return fault(type === 'string' && ['number', 'boolean'].includes(typeof value) ? 'a text (put it in quotes)' : kindOfValue(shape));
  if (typeof value === 'string') return textFaults(shape, value, fault);
  if (typeof value === 'number') return value < (shape.minimum ?? -Infinity) ? fault(`${shape.minimum} or more`) : value > (shape.maximum ?? Infinity) ? fault(`${shape.maximum} or less`) : [];
  if (Array.isArray(value)) {
    if (value.length < (shape.minItems ?? 0)) return fault(`at least ${shape.minItems} of them`);
    if (value.length > (shape.maxItems ?? Infinity)) return fault(`at most ${shape.maxItems}`);
    const { items } = shape;
    return items ? value.flatMap((item: unknown, i) => faultsOf(whole, items, item, [...path, i])) : [];
  }
  return isObject(value) ? objectFaults(whole, shape, value, path) : [];
}

function textFaults({ pattern, minLength }: Shape, value: string, fault: (write: string) => Fault[]): Fault[] {
  if (value.length < (minLength ?? 0)) return fault('a text that is not empty');
  if (pattern === undefined || new RegExp(pattern, 'u').test(value)) return [];
  if (pattern.includes('ms|s|m|h|d')) return fault('a number and a unit, e.g. `90s`, `10m`, `1h`');
  return fault(/^\^\[a-z0-9\]\[a-z0-9-\]\*\$$/.test(pattern) ? 'lower-case letters, digits and dashes' : `a text that matches ${pattern}`);
}

function objectFaults(whole: Shape, { properties = {}, required = [], additionalProperties, propertyNames }: Shape, value: Record<string, unknown>, path: Path): Fault[] {
  const missing = required.filter((name) => value[name] === undefined).map((name): Fault => ({ path: [...path, name], found: 'nothing', write: kindOfValue(membersOf(whole, properties[name] ?? {})[0] ?? {}) }));
  const present = Object.entries(value).flatMap(([name, one]): Fault[] => {
    const here = [...path, name];
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) return value[name] === undefined ? [] : faultsOf(whole, known, one, here);
    if (additionalProperties === false) return [{ path: here, found: `the unknown key ${quote(name)}`, write: meantOf(name, Object.keys(properties)) ?? `one of ${Object.keys(properties).map(quote).join(', ')}` }];
    if (propertyNames?.pattern !== undefined && !new RegExp(propertyNames.pattern, 'u').test(name)) return [{ path: here, found: `the name ${quote(name)}`, write: `a name that matches ${propertyNames.pattern}` }];
    return typeof additionalProperties === 'object' ? faultsOf(whole, additionalProperties, one, here) : [];
  });
  return [...missing, ...present];
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function meantOf(value: unknown, known: readonly string[]): string | undefined {
  const meant = typeof value === 'string' ? nearest(value, known) : undefined;
  return meant === undefined ? undefined : quote(meant);
}

/** What stands there, short; never a value that may be a secret. */
function describe(value: unknown, path: Path): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return Object.keys(value).length === 0 ? 'an empty object' : `an object with ${Object.keys(value).slice(0, 5).map(quote).join(', ')}`;
  if (path.some((part) => typeof part === 'string' && MAY_BE_SECRET.test(part))) return typeof value === 'string' ? `a text of ${value.length} characters` : `a ${typeof value}`;
  return value === '' ? 'an empty text' : quote(value as string | number | boolean);
}

function quote(value: string | number | boolean): string {
  const text = String(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

function writePath(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('').replace(/^\./, '') || '(file)';
}
