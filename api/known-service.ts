// Which service is meant by a name in an address? One of the installation's.
import type { Installation, Service } from '../src/contracts/installation';
import { DayshiftError } from '../src/errors';

const LONGEST_NAME = 100; // of one that is said back

/** Throws `service-unknown` with those that are known. */
export function serviceNamed({ services }: Pick<Installation, 'services'>, name: string): Service {
  const found = services.find((service) => service.name === name);
  if (!found) throw new DayshiftError('service-unknown', { service: name.slice(0, LONGEST_NAME), known: services.map((service) => service.name).join(', ') });
  return found;
}
