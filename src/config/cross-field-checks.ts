// What must hold within one check, and between the checks of a stage? Needs, services, limits, and what cannot stand together; one function per rule.
import type { Check } from '../contracts/check';
import type { PipelineFile } from '../contracts/pipeline-file';
import { tryQuantity } from './cross-field-numbers';
import { eachCheck, oneOf, repeated, reports, TESTS, type PlacedCheck } from './cross-field';
import type { Fault, Path } from './faults';

export function needsAreThere(file: PipelineFile): Fault[] {
  const checks = eachCheck(file);
  return checks.flatMap(({ stage, check, path }) => {
    const others = checks.filter((one) => one.stage === stage && one.check.name !== check.name).map((one) => one.check.name);
    return (check.needs ?? []).flatMap((need, i): Fault[] => {
      if (others.includes(need)) return [];
      return [{ path: [...path, 'needs', i], found: need === check.name ? `\`${need}\` itself` : `\`${need}\`, which is no check of the stage \`${stage}\``, write: oneOf(need, others) }];
    });
  });
}

/** Of checks that wait for each other none would ever begin. */
export function needsHaveNoCircle(file: PipelineFile): Fault[] {
  const checks = eachCheck(file);
  return checks.flatMap((placed): Fault[] => {
    const of = new Map(checks.filter(({ stage }) => stage === placed.stage).map(({ check }) => [check.name, check.needs ?? []]));
    const circle = circleFrom(placed.check.name, (name) => of.get(name) ?? []);
    if (!circle || circle.length < 3 || !isFirst(placed, circle, checks)) return []; // to need oneself is told by the rule above
    return [{ path: [...placed.path, 'needs'], found: `a circle (${circle.join(' → ')})`, write: 'needs by which one of them can begin' }];
  });
}

/** The way back to where it began; undefined when there is none. */
export function circleFrom(start: string, nextOf: (name: string) => readonly string[]): string[] | undefined {
  const seen = new Set<string>();
  function search(name: string, way: readonly string[]): string[] | undefined {
    for (const next of nextOf(name)) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  }
  return search(start, [start]);
}

/** Each circle is told once: at the first of its checks in the file. */
function isFirst({ stage, check }: PlacedCheck, circle: readonly string[], checks: readonly PlacedCheck[]): boolean {
  return checks.find((one) => one.stage === stage && circle.includes(one.check.name))?.check.name === check.name;
}

const HERE = ['services', 'limits', 'network', 'cache', 'runner'] as const;

/** Another system has machines, limits and caches of its own. */
export function externalStandsAlone(file: PipelineFile): Fault[] {
  return eachCheck(file).filter(({ check }) => check.external !== undefined).flatMap(({ check, path }) => HERE.filter((key) => says(check, key))
    .map((key) => ({ path: [...path, key], found: `\`${key}\` on a check that runs elsewhere (\`external: ${check.external}\`)`, write: `nothing here, or no \`external\`` })));
}

function says(check: Check, key: (typeof HERE)[number]): boolean {
  const written = check[key];
  if (key === 'network') return written === 'none';
  return typeof written === 'object' ? Object.keys(written).length > 0 : written !== undefined;
}

export function servicesDiffer(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }) => {
    const services = (check.services ?? []).map((service, i) => ({ service, path: [...path, 'services', i] }));
    const onPorts = services.filter(({ service }) => service.ready.tcp !== undefined);
    const places = services.flatMap(({ service, path: at }): Fault[] => (service.ready.http === undefined || isWeb(service.ready.http) ? [] : [
      { path: [...at, 'ready', 'http'], found: `\`${service.ready.http}\``, write: 'an address, e.g. `http://127.0.0.1:8080/health`' }]));
    return [
      ...repeated(services, ({ service }) => service.name, (one) => [...one.path, 'name'], 'a name'),
      ...repeated(onPorts, ({ service }) => String(service.ready.tcp), (one) => [...one.path, 'ready', 'tcp'], 'a port'),
      ...places,
    ];
  });
}

function isWeb(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Only a test is flaky: a scan says the same again, and load has its rounds. */
export function retriesAreOfTests(file: PipelineFile): Fault[] {
  return eachCheck(file).filter(({ check }) => check.retries > 1 && !reports(check, TESTS))
    .map(({ check, path }) => ({ path: [...path, 'retries'], found: `${check.retries} on a report without tests`, write: 'nothing here: only a failed test is run again' }));
}

export function limitsAreBytes(file: PipelineFile): Fault[] {
  const all = [{ limits: file.build.limits, path: ['build', 'limits'] as Path }, ...eachCheck(file).map(({ check, path }) => ({ limits: check.limits, path: [...path, 'limits'] }))];
  return all.flatMap(({ limits, path }) => Object.entries(limits ?? {}).flatMap(([name, written]): Fault[] => {
    const amount = tryQuantity(written);
    if (amount?.unit === 'bytes' && amount.value > 0) return [];
    return [{ path: [...path, name], found: `\`${written}\``, write: amount?.unit === 'plain' && amount.value > 0 ? `\`${amount.value}MB\`, if that is meant,` : 'an amount of bytes, e.g. `512MB`' }];
  }));
}
