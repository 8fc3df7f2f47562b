// Which page does an address mean?
export type Route =
  | { page: 'now' | 'wall' | 'history' | 'services' | 'numbers' | 'unrouted' | 'setup' | 'unknown' }
  | { page: 'incident'; id: string }
  | { page: 'tests' | 'findings'; service: string }
  | { page: 'device'; code?: string | undefined } // of a program that is to be signed in
  | { page: 'sign-in'; secret?: string | undefined };

const PAGES = ['wall', 'history', 'services', 'numbers', 'unrouted', 'setup', 'device', 'sign-in'] as const;

/** What follows a `?` is the page's own: see `askedOf`. */
export function routeOf({ hash, pathname }: { hash: string; pathname: string }): Route {
  const path = (hash.replace(/^#/, '') || pathname).replace(/\?.*$/s, '');
  if (path === '/' || path === '' || path === '/index.html') return { page: 'now' };
  const page = PAGES.find((name) => path.replace(/\/$/, '') === `/${name}`);
  if (page) return { page };
  const [, named, part] = /^\/services\/([^/]+)\/(tests|findings)\/?$/.exec(path) ?? [];
  const service = decoded(named);
  if (service) return { page: part === 'findings' ? 'findings' : 'tests', service };
  const secret = decoded(/^\/sign-in\/([^/]+)\/?$/.exec(path)?.[1]);
  if (secret) return { page: 'sign-in', secret };
  const code = decoded(/^\/device\/([^/]+)\/?$/.exec(path)?.[1]);
  if (code) return { page: 'device', code };
  const id = decoded(/^\/incidents\/([^/]+)\/?$/.exec(path)?.[1]);
  return id ? { page: 'incident', id } : { page: 'unknown' };
}

/** What a page is asked for beside its name, e.g. `#/wall?services=storefront,checkout`. */
export function askedOf({ hash }: { hash: string }): URLSearchParams {
  return new URLSearchParams(/\?(.*)$/s.exec(hash)?.[1] ?? '');
}

/** The address of the page on which a program is signed in. */
export function pageOfCode(code: string): string {
  return `#/device/${encodeURIComponent(code)}`;
}

/** The address of an incident's page. */
export function pageOfIncident(id: string): string {
  return `#/incidents/${encodeURIComponent(id)}`;
}

/** An address that somebody mistyped may not be decodable. */
function decoded(part: string | undefined): string | undefined {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return part;
  }
}
