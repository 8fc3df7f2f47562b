// Where do a file's secrets come from? `${NAME}` in the values that may hold one is replaced by the environment's variable.
import type { Fault, Path } from './faults';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `${NAME}`; `$${NAME}` stands for itself. */
const VARIABLE = /\$?\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Places of dayshift.yaml in which a variable may stand; `*` is every key or item. A repository is not one: it travels through history. */
const PLACES: readonly (readonly string[])[] = [
  ['services', '*', 'checkEnvironment', '*'],
  ['services', '*', 'deployEnvironment', '*'],
  ['services', '*', 'address'],
  ['services', '*', 'environments', '*', 'address'],
  ['services', '*', 'environments', '*', 'deployEnvironment', '*'],
  ['authentication', 'oidc', 'issuer'],
  ['authentication', 'oidc', 'clientId'],
  ['authentication', 'oidc', 'clientSecret'],
  ['integrations', 'alertSources', '*', 'secret'],
  ['integrations', 'alertSources', '*', 'token'],
  ['duty', '*', 'url'],
  ['integrations', 'monitoring', 'url'],
  ['integrations', 'archive', 'url'],
  ['integrations', 'notifiers', '*', 'url'],
  ['integrations', 'notifiers', '*', 'secret'],
  ['integrations', 'notifiers', '*', 'token'],
  ['integrations', 'subscriptions', '*', 'url'],
  ['integrations', 'subscriptions', '*', 'secret'],
  ['integrations', 'externalRunners', '*', 'url'],
  ['integrations', 'externalRunners', '*', 'secret'],
];

/** A copy with every variable put in; a variable that is not set is a fault, and stays as written. */
export function substituteVariables(value: unknown, env: Environment): { value: unknown; faults: Fault[] } {
  const faults: Fault[] = [];
  const replaced = PLACES.reduce((file, place) => replaceAt(file, place, [], (text, path) => putIn(text, path, env, faults)), value);
  return { value: replaced, faults };
}

function putIn(text: string, path: Path, env: Environment, faults: Fault[]): string {
  return text.replace(VARIABLE, (written, name: string) => {
    if (written.startsWith('$$')) return written.slice(1);
    const found = env[name];
    if (found !== undefined) return found;
    faults.push({ path, found: `\`${written}\`, which is not set`, write: `the value, or set ${name} in dayshift's environment` });
    return written;
  });
}

function replaceAt(value: unknown, place: readonly string[], path: Path, change: (text: string, path: Path) => string): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return typeof value === 'string' ? change(value, path) : value;
  if (Array.isArray(value)) return step === '*' ? value.map((item, i) => replaceAt(item, rest, [...path, i], change)) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, step === '*' || step === key ? replaceAt(inner, rest, [...path, key], change) : inner as unknown]));
}
