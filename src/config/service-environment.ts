// Which variables do a service's commands and releases get, and which of the values must never be written down?
import type { Installation, Service } from '../contracts/installation';
import { DayshiftError } from '../errors';

export interface ServiceEnvironment { checks: Record<string, string>; deploy: Record<string, string>; secrets: string[] }

const SECRET_NAME = /password|passwd|secret|token|api_?key|private_?key|credential/i;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@/]+)@/i;
const SHORTEST = 4; // as `mask` has it: shorter ones would blank out ordinary text

/**
 * `deploy` is of the environment, which adds its own to the service's; absent: the service's own environment. A secret is a value whose name
 * says so, or the password in a URL: of every environment. Throws `service-unknown`, `environment-unknown`.
 */
export function serviceEnvironment({ services }: Installation, name: string, environment?: string): ServiceEnvironment {
  const service = services.find((candidate) => candidate.name === name);
  if (!service) throw new DayshiftError('service-unknown', { service: name, known: services.map((known) => known.name).join(', ') });
  const { checkEnvironment: checks, deployEnvironment } = service;
  const deploy = { ...deployEnvironment, ...(environment === undefined || environment === service.environment ? {} : ofEarlier(service, environment)) };
  return { checks, deploy, secrets: secretValues(checks, deployEnvironment, ...Object.values(service.environments).map((earlier) => earlier.deployEnvironment)) };
}

function ofEarlier({ name, environment: own, environments }: Service, environment: string): Record<string, string> {
  const earlier = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  if (!earlier) throw new DayshiftError('environment-unknown', { service: name, environment, known: [...Object.keys(environments), own].join(', ') });
  return earlier.deployEnvironment;
}

/** The values among variables that must never be written down. */
export function secretValues(...variables: Record<string, string>[]): string[] {
  return [...new Set(variables.flatMap((one) => Object.entries(one).flatMap(([key, value]) => secretsOf(key, value))))];
}

function secretsOf(key: string, value: string): string[] {
  const password = URL_PASSWORD.exec(value)?.[1];
  const found = SECRET_NAME.test(key) ? [value] : password ? [password, decoded(password)] : [];
  return found.filter((secret) => secret.length >= SHORTEST);
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
