// What must hold so that customers can be told? The services that are shown exist and have names; one function per rule.
import type { Installation } from '../contracts/installation';
import { parseDuration } from '../domain/quantity';
import { oneOf } from './cross-field';
import type { Fault } from './faults';

const LONGEST_DAYS = 366;

export function statusServicesExist({ statusPage, services }: Installation): Fault[] {
  if (!statusPage) return [];
  const names = services.map(({ name }) => name);
  const shown = Object.keys(statusPage.services);
  if (shown.length === 0) return [{ path: ['statusPage', 'services'], found: 'no service', write: `at least one, with the name that customers know, e.g. \`${names[0] ?? 'storefront'}: Online shop\`,` }];
  return shown.filter((name) => !names.includes(name)).map((name) => ({ path: ['statusPage', 'services', name], found: `\`${name}\`, which is no service`, write: oneOf(name, names) }));
}

export function statusNamesSaySomething({ statusPage }: Installation): Fault[] {
  if (!statusPage) return [];
  const blank = Object.entries(statusPage.services).filter(([, name]) => name.trim() === '').map(([service]) => ({ path: ['statusPage', 'services', service], found: 'an empty name', write: 'the name that customers know, e.g. `Online shop`' }));
  return statusPage.title.trim() === '' ? [{ path: ['statusPage', 'title'], found: 'an empty title', write: 'whose status it is, e.g. `Status of the online shop`' }, ...blank] : blank;
}

export function statusIsKeptInTime({ statusPage }: Installation): Fault[] {
  if (!statusPage || parseDuration(statusPage.keep) <= LONGEST_DAYS * 86_400) return [];
  return [{ path: ['statusPage', 'keep'], found: `\`${statusPage.keep}\``, write: `at most \`${LONGEST_DAYS}d\`` }];
}
