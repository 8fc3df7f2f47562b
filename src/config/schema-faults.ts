// What does a schema's refusal mean to the writer of the file? Each of zod's issues as found and what to write instead.
import { z } from 'zod';
import { mask } from '../errors';
import { nearest } from './did-you-mean';
import type { Fault, Path } from './faults';

type Issue = z.core.$ZodIssue;
interface JsonSchema { properties?: Record<string, JsonSchema>; additionalProperties?: JsonSchema | boolean; items?: JsonSchema; anyOf?: JsonSchema[]; $ref?: string; $defs?: Record<string, JsonSchema> }

/** Every fault of a value against a schema; an empty list when it fits. Values that may be secrets are not repeated. */
export function schemaFaults(schema: z.ZodType, value: unknown): Fault[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return result.error.issues.flatMap((issue) => faultsOf(issue, value, shape));
}

function faultsOf(issue: Issue, value: unknown, shape: JsonSchema): Fault[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], key, knownKeys(shape, path)));
  if (issue.code === 'invalid_key') return [{ path, found: `the name ${quote(path.at(-1))}`, write: `a name that fits (${issue.issues[0]?.message ?? 'see the schema'})` }];
  const meant = issue.code === 'invalid_union' ? meantMember(issue, at(value, path)) : undefined;
  if (meant) return meant.flatMap((inner) => faultsOf({ ...inner, path: [...path, ...inner.path] }, value, shape));
  return [{ path, found: describe(at(value, path), path), write: instead(issue, at(value, path)) }];
}

/** Of a union with one member for objects, an object that is wrong within is explained by that member. */
function meantMember(issue: z.core.$ZodIssueInvalidUnion, written: unknown): Issue[] | undefined {
  if (typeof written !== 'object' || written === null) return undefined;
  const [meant, ...others] = issue.errors.filter((issues) => issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0));
  return others.length === 0 ? meant : undefined;
}

function unknownKey(path: Path, key: string, known: string[]): Fault {
  const meant = nearest(key, known);
  return { path, found: `the unknown key ${quote(key)}`, write: meant ? `${quote(meant)}` : known.length ? `one of ${known.map(quote).join(', ')}` : 'nothing here' };
}

/** Of a closed set, the member that was probably meant; a number or a yes that should be a text needs quotes. */
function instead(issue: Issue, written: unknown): string {
  if (issue.code === 'invalid_type' && issue.expected === 'string' && ['number', 'boolean'].includes(typeof written)) return 'a text (put it in quotes)';
  if (issue.code !== 'invalid_value' || typeof written !== 'string') return adviceFor(issue);
  const meant = nearest(written, issue.values.filter((member) => typeof member === 'string'));
  return meant ? quote(meant) : adviceFor(issue);
}

const KINDS: Record<string, string> = { string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object of keys and values', record: 'an object of names and values' };

function adviceFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return KINDS[issue.expected] ?? `a value of type ${issue.expected}`;
    case 'invalid_value': return issue.values.length === 1 ? quote(issue.values[0]) : `one of ${issue.values.map(quote).join(', ')}`;
    case 'too_small': return issue.origin === 'array' ? `at least ${issue.minimum} of them` : issue.origin === 'string' ? 'a text that is not empty' : `${issue.minimum} or more`;
    case 'too_big': return issue.origin === 'number' || issue.origin === 'int' ? `${issue.maximum} or less` : `at most ${issue.maximum}`;
    case 'invalid_union': return unionAdvice(issue);
    case 'invalid_format': return issue.format === 'regex' && issue.message.startsWith('Invalid') ? `a text that matches ${issue.pattern}` : withoutVerb(issue.message);
    default: return withoutVerb(issue.message);
  }
}

/** A union is explained by what each of its members would take. */
function unionAdvice(issue: z.core.$ZodIssueInvalidUnion): string {
  const advices = issue.errors.flatMap((issues) => issues.map(adviceFor));
  return [...new Set(advices)].join(', or ');
}

/** Schemas say `write a number …`, `use letters …`; the sentence around already says write. */
function withoutVerb(message: string): string {
  return message.replace(/^(write|use|give|name) /i, '');
}

function knownKeys(shape: JsonSchema, path: Path): string[] {
  let here: JsonSchema | undefined = shape;
  for (const part of path) {
    here = typeof part === 'number' ? here?.items : here?.properties?.[part] ?? (typeof here?.additionalProperties === 'object' ? here.additionalProperties : undefined);
    here = resolve(shape, here);
  }
  return Object.keys(here?.properties ?? {});
}

function resolve(shape: JsonSchema, here: JsonSchema | undefined): JsonSchema | undefined {
  const name = here?.$ref?.split('/').at(-1);
  return (name ? shape.$defs?.[name] : here?.anyOf?.find(({ properties }) => properties)) ?? here;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, part) => (typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[part] : undefined), value);
}

const MAY_BE_SECRET = /^(sha256|token|checkEnvironment|deployEnvironment|env)$|secret|password/i;
const LONGEST = 60;

/** What stands there, short; never a value that may be a secret. */
export function describe(value: unknown, path: Path = []): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty object' : `an object with ${Object.keys(value).slice(0, 5).map(quote).join(', ')}`;
  if (path.some((part) => typeof part === 'string' && MAY_BE_SECRET.test(part))) return typeof value === 'string' ? `a text of ${value.length} characters` : `a ${typeof value}`;
  return value === '' ? 'an empty text' : quote(typeof value === 'string' ? mask(value) : value);
}

function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}
