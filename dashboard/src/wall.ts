// What is shown on a wall, page after page? What fits is fixed, so that nothing is ever below the edge; who is needed comes on the first page.
import type { IncidentSummary, ServiceView } from '../../src/contracts/http';

export interface WallAsked { services: readonly string[]; everyMs: number; columns: 'wide' | 'tall' }

const SECONDS = { usual: 12, least: 4, most: 600 };
const FITS = { wide: { incidents: 5, services: 4 }, tall: { incidents: 5, services: 3 } } as const;

/** `#/wall?services=storefront,checkout&every=20`: which services this screen shows, and for how many seconds a page stays. */
export function wallAsked(asked: URLSearchParams, { width, height }: { width: number; height: number }): WallAsked {
  const seconds = Number(asked.get('every') ?? SECONDS.usual);
  const every = Number.isFinite(seconds) && seconds > 0 ? Math.min(SECONDS.most, Math.max(SECONDS.least, seconds)) : SECONDS.usual;
  const services = (asked.get('services') ?? '').split(',').map((one) => one.trim()).filter(Boolean);
  return { services, everyMs: every * 1000, columns: width >= height ? 'wide' : 'tall' };
}

export interface WallPage { incidents: IncidentSummary[]; services: ServiceView[] }

/** At least one page; incidents and services turn together, the shorter list begins again. */
export function wallPages(incidents: readonly IncidentSummary[], services: readonly ServiceView[], columns: WallAsked['columns']): WallPage[] {
  const fits = FITS[columns];
  const rows = inPieces(incidents, fits.incidents);
  const panels = inPieces(services, fits.services);
  return Array.from({ length: Math.max(rows.length, panels.length) }, (_, index) => ({ incidents: rows[index % rows.length] ?? [], services: panels[index % panels.length] ?? [] }));
}

/** Those of the services that the screen was told to show; of none it was told, all. */
export function shownOf<One>(all: readonly One[], services: readonly string[], nameOf: (one: One) => string): One[] {
  return services.length ? all.filter((one) => services.includes(nameOf(one))) : [...all];
}

function inPieces<One>(all: readonly One[], size: number): One[][] {
  return Array.from({ length: Math.max(1, Math.ceil(all.length / size)) }, (_, index) => all.slice(index * size, (index + 1) * size));
}
