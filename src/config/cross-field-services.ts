// What must hold for a service's environments, its promise to customers, and the times in which nothing goes out? One function per rule.
import type { Installation } from '../contracts/installation';
import { oneOf } from './cross-field';
import { positive, tryQuantity } from './cross-field-numbers';
import { placeholderFaults } from './cross-field-queries';
import type { Fault, Path } from './faults';
import { isDay } from './wall-time';

/** The service's own environment is the last one on the way; those before it have other names. */
export function environmentsAreEarlier({ services }: Installation): Fault[] {
  return services.flatMap(({ environment = 'production', environments }, i) => (Object.hasOwn(environments ?? {}, environment)
    ? [{ path: ['services', i, 'environments', environment], found: `\`${environment}\`, the service's own environment, among those before it`, write: 'another name, or nothing: its address is the service\'s `address`' }] : []));
}

export function objectivesCanBeCounted({ services }: Installation): Fault[] {
  return services.flatMap(({ objective }, i): Fault[] => {
    if (!objective) return [];
    const path = ['services', i, 'objective'];
    const share = tryQuantity(objective.target);
    const isShare = share && (share.unit === 'share' || share.unit === 'plain') && share.value > 0 && share.value < 1;
    return [
      ...(isShare ? [] : [{ path: [...path, 'target'], found: `\`${objective.target}\``, write: 'the share that must be good, below 100%: e.g. `99.5%`' }]),
      ...(objective.query.includes('$window') ? [] : [{ path: [...path, 'query'], found: 'a query without `$window`', write: 'the share of bad events over `$window`, e.g. `1 - sum(rate(good[$window])) / sum(rate(all[$window]))`' }]),
      ...placeholderFaults(objective.query, ['$window', '$service', '$environment'], [...path, 'query']),
      ...(typeof objective.window === 'string' ? positive([{ path: [...path, 'window'], text: objective.window }], 366) : []),
    ];
  });
}

export function compareLinksAreAddresses({ services }: Installation): Fault[] {
  return services.flatMap(({ compareLink }, i) => (compareLink === undefined || (/^https?:\/\//i.test(compareLink) && URL.canParse(compareLink)) ? [] : [
    { path: ['services', i, 'compareLink'], found: `\`${compareLink}\`, which is no web address`, write: 'what the git host shows a change at, e.g. `https://git.example/shop/compare/{base}...{head}`' }]));
}

type Freezes = Installation['policies']['freezes'];

function eachFreeze({ policies }: Installation, rule: (freeze: Freezes[number], path: Path) => Fault[]): Fault[] {
  return ((policies?.freezes as Freezes | undefined) ?? []).flatMap((freeze, i) => rule(freeze, ['policies', 'freezes', i]));
}

export function freezesAreInTime(file: Installation): Fault[] {
  return eachFreeze(file, ({ from, to }, path) => [
    ...(['from', 'to'] as const).flatMap((key): Fault[] => {
      const text = key === 'from' ? from : to;
      return isDay(text) ? [] : [{ path: [...path, key], found: `\`${text}\`, a day that does not exist`, write: 'a day of the calendar' }];
    }),
    ...(from < to ? [] : [{ path: [...path, 'to'], found: `\`${to}\`, not after its \`from\``, write: `a time after \`${from}\`` }]),
  ]);
}

/** A freeze of nothing would look like one. */
export function freezesNameServices(file: Installation): Fault[] {
  const names = file.services.map(({ name }) => name);
  return eachFreeze(file, ({ services = [], environments = [] }, path) => {
    const concerned = file.services.filter(({ name }) => services.length === 0 || services.includes(name));
    const known = [...new Set(concerned.flatMap((service) => [...Object.keys(service.environments ?? {}), service.environment ?? 'production']))];
    return [
      ...services.flatMap((name, j): Fault[] => (names.includes(name) ? [] : [{ path: [...path, 'services', j], found: `\`${name}\`, which is no service`, write: oneOf(name, names) }])),
      ...environments.flatMap((name, j): Fault[] => (concerned.length === 0 || known.includes(name) ? [] : [{ path: [...path, 'environments', j], found: `\`${name}\`, which is no environment of ${services.length > 0 ? 'these services' : 'any service'}`, write: oneOf(name, known) }])),
    ];
  });
}
