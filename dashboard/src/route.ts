// Which page does an address mean?
export type Route = { page: 'now' | 'services' | 'numbers' | 'unrouted' | 'setup' | 'unknown' } | { page: 'incident'; id: string } | { page: 'tests'; service: string };

export function routeOf({ hash, pathname }: { hash: string; pathname: string }): Route {
  const path = hash.replace(/^#/, '') || pathname;
  if (path === '/' || path === '' || path === '/index.html') return { page: 'now' };
  if (/^\/services\/?$/.test(path)) return { page: 'services' };
  if (/^\/numbers\/?$/.test(path)) return { page: 'numbers' };
  if (/^\/unrouted\/?$/.test(path)) return { page: 'unrouted' };
  if (/^\/setup\/?$/.test(path)) return { page: 'setup' };
  const service = decoded(/^\/services\/([^/]+)\/tests\/?$/.exec(path)?.[1]);
  if (service) return { page: 'tests', service };
  const id = decoded(/^\/incidents\/([^/]+)\/?$/.exec(path)?.[1]);
  return id ? { page: 'incident', id } : { page: 'unknown' };
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
