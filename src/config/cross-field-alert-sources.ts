// What must hold for each alert source, that no field can know alone? What its adapter understands, and that every JMESPath expression can be run.
import { compile, isRegistered } from '@jmespath-community/jmespath';
import type { Installation } from '../contracts/installation';
import type { AlertMapping, AlertSourceRow } from '../contracts/integrations';
import { CUSTOMER } from '../domain/vocabulary';
import type { Fault, Path } from './faults';

const SIGNED: readonly string[] = ['grafana', 'sentry', 'pagerduty'];
const UNSIGNED: readonly string[] = ['alertmanager', 'datadog', 'cloudevents', 'generic'];
const MAPPED: readonly string[] = ['generic', 'cloudevents'];
const NO_EXPRESSIONS: readonly string[] = ['resolvedWhen', 'suppressedWhen', 'severities'];

function eachSource({ integrations }: Installation, rule: (row: AlertSourceRow, path: Path) => Fault[]): Fault[] {
  return integrations.alertSources.flatMap((row, i) => rule(row, ['integrations', 'alertSources', i]));
}

/** A secret that nothing is checked by would look like protection. */
export function secretsAreUsed(installation: Installation): Fault[] {
  return eachSource(installation, ({ use, secret }, path) => (secret !== undefined && UNSIGNED.includes(use)
    ? [{ path: [...path, 'secret'], found: `a secret, and \`${use}\` signs nothing`, write: '`token`, which it sends as a bearer token' }] : []));
}

/** The name is kept for what customers tell by the public form. */
export function sourcesAreNotCustomers(installation: Installation): Fault[] {
  return eachSource(installation, ({ name }, path) => (name === CUSTOMER ? [{ path: [...path, 'name'], found: `\`${CUSTOMER}\`, which is the source of customers' own reports`, write: 'another name' }] : []));
}

export function mappingsFit(installation: Installation): Fault[] {
  return eachSource(installation, ({ use, map }, path) => {
    if (use === 'generic' && !map) return [{ path, found: '`use: generic` without `map`', write: 'a `map` with at least `fingerprint` and `name`' }];
    if (map && [...SIGNED, ...UNSIGNED].includes(use) && !MAPPED.includes(use)) return [{ path: [...path, 'map'], found: `a mapping, and \`${use}\` has a shape of its own`, write: 'nothing here, or `use: generic`' }];
    return map ? expressionsRun(map, [...path, 'map']) : [];
  });
}

function expressionsRun(map: AlertMapping, path: Path): Fault[] {
  const expressions = Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !NO_EXPRESSIONS.includes(entry[0]));
  return expressions.flatMap(([field, expression]) => {
    const why = whyNot(expression);
    return why === undefined ? [] : [{ path: [...path, field], found: `\`${expression}\`, which is no JMESPath (${why})`, write: 'an expression such as `labels.alertname`; a fixed text stands in single quotes within double ones: `"\'high\'"`' }];
  });
}

/** The library finds unknown functions and variables only when it runs; they are found here. */
function whyNot(expression: string): string | undefined {
  try {
    return unknownIn(compile(expression));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unknownIn(tree: unknown): string | undefined {
  const nodes = everyNode(tree);
  const bound = nodes.map(({ variable }) => variable);
  for (const { type, name } of nodes) {
    if (type === 'Function' && !isRegistered(String(name))) return `there is no function \`${String(name)}\``;
    if (type === 'Variable' && !bound.includes(name)) return `there is no variable \`$${String(name)}\``;
  }
  return undefined;
}

function everyNode(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(everyNode)];
}
