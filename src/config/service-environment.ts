// Which variables do a service's commands and releases get, and which of the values must never be written down?
import type { Installation } from '../contracts/installation';
import { DayshiftError } from '../errors';

export interface ServiceEnvironment { checks: Record<string, string>; deploy: Record<string, string>; secrets: string[] }

const SECRET_NAME = /password|passwd|secret|token|api_?key|private_?key|credential/i;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@/]+)@/i;
const SHORTEST = 4; // as `mask` has it: shorter ones would blank out ordinary text

/** A secret is a value whose name says so, or the password in a URL. Throws `service-unknown` for a service that is not in the file. */
export function serviceEnvironment({ services }: Installation, name: string): ServiceEnvironment {
  const service = services.find((candidate) => candidate.name === name);
  if (!service) throw new DayshiftError('service-unknown', { service: name, known: services.map((known) => known.name).join(', ') });
  const { checkEnvironment: checks, deployEnvironment: deploy } = service;
  return { checks, deploy, secrets: secretValues(checks, deploy) };
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
