// What stands for what in a query? `$release`, `$service`, `$environment`, `$window`: filled in here, and only here.

export interface Filling { service: string; environment: string; digest?: string; windowSeconds?: number }

/** How a release is named in the target's metrics: the first twelve hex digits of its digest. */
export function releaseLabel(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

/**
 * A placeholder is a whole word: `$windows` is none. One without a value stays as it is written: monitoring then refuses the query,
 * and what it would have told is unknown. Windows are whole seconds, at least one.
 */
export function fillIn(query: string, { service, environment, digest, windowSeconds }: Filling): string {
  const values: Record<string, string | undefined> = {
    service: quoted(service), environment: quoted(environment),
    release: digest === undefined ? undefined : releaseLabel(digest),
    window: windowSeconds === undefined ? undefined : `${Math.max(1, Math.round(windowSeconds))}s`,
  };
  return query.replace(/\$(release|service|environment|window)(?![A-Za-z0-9_])/g, (written, name: string) => values[name] ?? written);
}

export function asksFor(query: string, placeholder: 'release' | 'window'): boolean {
  return new RegExp(`\\$${placeholder}(?![A-Za-z0-9_])`).test(query);
}

/** Names stand between quotes in a query, and may end no quotes. */
function quoted(name: string): string {
  return name.replace(/["'`\\]/g, '');
}
