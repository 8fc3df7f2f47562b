// Which variables do a service's commands and releases get, and which of the values must never be written down?
import type { Installation } from '../contracts/installation';
import { deployVariables, placesOf } from '../contracts/service-places';
import { DayshiftError, secretValues } from '../errors';

export interface ServiceEnvironment { checks: Record<string, string>; deploy: Record<string, string>; secrets: string[] }

/**
 * `deploy` is of the environment, which adds its own to the service's; absent: the service's own environment. A secret is a value whose name
 * says so, or the password in a URL: of every environment. Throws `service-unknown`, `environment-unknown`.
 */
export function serviceEnvironment({ services }: Installation, name: string, environment?: string): ServiceEnvironment {
  const service = services.find((candidate) => candidate.name === name);
  if (!service) throw new DayshiftError('service-unknown', { service: name, known: services.map((known) => known.name).join(', ') });
  const deploy = deployVariables(service, environment ?? service.environment);
  if (!deploy) throw new DayshiftError('environment-unknown', { service: name, environment: environment ?? service.environment, known: placesOf(service).map((place) => place.environment).join(', ') });
  const { checkEnvironment: checks, deployEnvironment, environments } = service;
  return { checks, deploy, secrets: secretValues(checks, deployEnvironment, ...Object.values(environments).map((earlier) => earlier.deployEnvironment)) };
}
