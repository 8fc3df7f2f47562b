// Which values among variables must never be written down? Those whose name says so, and passwords in addresses.
const SECRET_NAME = /password|passwd|secret|token|api_?key|private_?key|credential/i;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@/]+)@/i;
const SHORTEST = 4; // as `mask` has it: shorter ones would blank out ordinary text

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
