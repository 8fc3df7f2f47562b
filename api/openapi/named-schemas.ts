// Which schemas have a name of their own in the document? Those that the contracts export: one shape, one name, wherever it stands.
import { z } from 'zod';
import * as access from '../../src/contracts/access';
import * as alert from '../../src/contracts/alert';
import * as check from '../../src/contracts/check';
import * as decision from '../../src/contracts/decision';
import * as device from '../../src/contracts/device';
import * as evidence from '../../src/contracts/evidence';
import * as exceptions from '../../src/contracts/exceptions';
import * as history from '../../src/contracts/history';
import * as http from '../../src/contracts/http';
import * as incident from '../../src/contracts/incident';
import * as liveRelease from '../../src/contracts/live-release';
import * as people from '../../src/contracts/people';
import * as record from '../../src/contracts/record';
import * as releasePlan from '../../src/contracts/release-plan';
import * as report from '../../src/contracts/report';
import * as result from '../../src/contracts/result';
import * as service from '../../src/contracts/service';
import type { Operation } from '../operation';

export type JsonSchema = Record<string, unknown>;

const CONTRACTS = [http, incident, record, access, history, decision, device, liveRelease, result, people, alert, check, evidence, exceptions, releasePlan, report, service];
/** What a schema of one answer is called until it is taken out again. */
const ANSWER = 'answer of ';

export function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}

/** Every schema that an answer leads to, by name, and the schema of each operation's answer by `<id> <status>`. */
export interface AnsweredSchemas { byName: Record<string, JsonSchema>; ofAnswer: ReadonlyMap<string, JsonSchema> }

export function answeredSchemas(operations: readonly Operation[]): AnsweredSchemas {
  const registry = z.registry<{ id: string }>();
  const taken = new Set<string>();
  for (const [name, schema] of CONTRACTS.flatMap((module) => Object.entries(module as Record<string, unknown>))) {
    if (!(schema instanceof z.ZodType) || registry.has(schema) || taken.has(name)) continue;
    taken.add(name);
    registry.add(schema, { id: name });
  }
  const own = new Map<string, string>(); // <id> <status> -> the name it is registered under
  for (const { id, answers } of operations) {
    for (const [status, answered] of Object.entries(answers)) {
      if (!('json' in answered)) continue;
      const name = registry.get(answered.json)?.id ?? `${ANSWER}${id} ${status}`;
      if (!registry.has(answered.json)) registry.add(answered.json, { id: name });
      own.set(`${id} ${status}`, name);
    }
  }
  const { schemas } = z.toJSONSchema(registry, { io: 'output', uri: refTo, unrepresentable: 'any', override: mayGrow }) as { schemas: Record<string, JsonSchema> };
  const all = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, cleaned(schema) as JsonSchema]));
  const ofAnswer = new Map([...own].map(([key, name]) => [key, name.startsWith(ANSWER) ? all[name] ?? {} : { $ref: refTo(name) }]));
  return { byName: reachable([...ofAnswer.values(), { $ref: refTo('Problem') }], all), ofAnswer };
}

/** Answers get new fields in time: nobody is told that there are no others. */
function mayGrow({ jsonSchema }: { jsonSchema: { additionalProperties?: unknown } }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** What a caller sends: whole where it stands, for what may be left out differs from what is answered. */
export function sentSchema(schema: z.ZodType): JsonSchema {
  return cleaned(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) as JsonSchema;
}

/** A parameter's: what it is read as, since every one of them arrives as text. */
export function parameterSchema(schema: z.ZodType): JsonSchema {
  return cleaned(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })) as JsonSchema;
}

/** Without what names a document of its own, and without what zod says of every number and every key. */
function cleaned(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(cleaned);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('prefixItems' in schema && 'items' in schema && schema.items === false && Array.isArray(schema.prefixItems)) {
    const { items: _, ...tuple } = schema; // makers of clients take no `false` for a schema
    return cleaned({ ...tuple, minItems: schema.prefixItems.length, maxItems: schema.prefixItems.length });
  }
  return Object.fromEntries(Object.entries(schema).filter(([key, value]) => !isNoise(key, value)).map(([key, value]) => [key, cleaned(value)]));
}

function isNoise(key: string, value: unknown): boolean {
  if (key === '$schema' || key === '$id') return typeof value === 'string';
  if (key === 'propertyNames') return JSON.stringify(value) === '{"type":"string"}';
  return (key === 'maximum' && value === Number.MAX_SAFE_INTEGER) || (key === 'minimum' && value === Number.MIN_SAFE_INTEGER);
}

function reachable(from: unknown, all: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const found = new Set<string>();
  const look = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    const ref = (at as { $ref?: unknown }).$ref;
    const name = typeof ref === 'string' ? ref.slice(refTo('').length) : undefined;
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      look(all[name]);
    }
    for (const value of Object.values(at)) look(value);
  };
  look(from);
  return Object.fromEntries([...found].sort().map((name) => [name, all[name] ?? {}]));
}
