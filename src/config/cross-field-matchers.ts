// Can every alert matcher of dayshift.yaml be asked? Each says something, is written as Prometheus writes it, and names a source that exists.
import type { Installation } from '../contracts/installation';
import type { AlertMatcher } from '../contracts/service';
import { readMatcher } from '../domain/matchers';
import { nearest } from './did-you-mean';
import { compileExpression } from './expression';
import type { Fault, Path } from './faults';

function eachRow({ services }: Installation): { row: AlertMatcher; path: Path; service: string }[] {
  return services.flatMap(({ alerts, name }, i) => (alerts ?? []).map((row, j) => ({ row, service: name, path: ['services', i, 'alerts', j] })));
}

/** A row without a condition would take every alert of every service. */
export function matchersSaySomething(installation: Installation): Fault[] {
  return eachRow(installation).flatMap(({ row: { labels, match, source }, path, service }) => {
    const says = Object.keys(labels ?? {}).length > 0 || (match ?? []).length > 0 || source !== undefined;
    return says ? [] : [{ path: [...path, 'labels'], found: 'no label, which matches every alert', write: `at least one of \`labels\`, \`match\` and \`source\`, e.g. \`{ labels: { service: ${service} } }\`` }];
  });
}

export function matchersCanBeRead(installation: Installation): Fault[] {
  return eachRow(installation).flatMap(({ row, path }) => (row.match ?? []).flatMap((text, k): Fault[] => {
    const read = readMatcher(text);
    const at = [...path, 'match', k];
    if ('fault' in read) return [{ path: at, found: `\`${text}\` (${read.fault})`, write: 'a matcher as Prometheus has it, e.g. `instance=~"web-.*"` or `env!="test"`' }];
    const { operator, value } = read.matcher;
    const wrong = operator === '=~' || operator === '!~' ? expressionFault(value) : undefined;
    return wrong === undefined ? [] : [{ path: at, found: `\`${text}\` (${wrong})`, write: 'a regular expression of RE2, as Prometheus takes it' }];
  }));
}

function expressionFault(expression: string): string | undefined {
  try {
    compileExpression(expression);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/`/g, '\'') : String(error);
  }
}

export function matchersNameSources(installation: Installation): Fault[] {
  const known = installation.integrations.alertSources.map(({ name }) => name);
  return eachRow(installation).flatMap(({ row: { source }, path }): Fault[] => {
    if (source === undefined || known.includes(source)) return [];
    return [{ path: [...path, 'source'], found: `\`${source}\`, which is no alert source`, write: `\`${nearest(source, known) ?? known.join('` or `')}\`` }];
  });
}

/** Within a service the first row that fits decides: one that is written twice is never asked. */
export function matchersDiffer({ services }: Installation): Fault[] {
  return services.flatMap(({ alerts }, i) => {
    const rows = (alerts ?? []).map(({ labels, match, source }) => JSON.stringify([source, Object.entries(labels ?? {}).sort(), match ?? []]));
    return rows.flatMap((says, j): Fault[] => (rows.indexOf(says) < j ? [{ path: ['services', i, 'alerts', j], found: 'the same conditions for the second time', write: 'conditions that no other row has' }] : []));
  });
}
