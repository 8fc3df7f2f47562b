// In which order do incidents stand, which are wanted, what waits for whom, what is news, what fits on a wall, which key does what?
import { askedOfWanted, boardOf, EVERYTHING, mineOf, narrowed, together, wantedIn } from '../../dashboard/src/board';
import { deedOf, SHORTCUTS } from '../../dashboard/src/keys';
import { askedOf, routeOf } from '../../dashboard/src/route';
import { newsSince, shortNews } from '../../dashboard/src/turn-news';
import { shownOf, wallAsked, wallPages } from '../../dashboard/src/wall';
import type { Me } from '../../src/contracts/access';
import type { IncidentSummary, ServiceView } from '../../src/contracts/http';

const row = (id: string, change: Partial<IncidentSummary> = {}): IncidentSummary => ({ id, workflowId: id, runId: id, service: 'storefront', title: `Title ${id}`, severity: 'medium', phase: 'assess', openedAt: '2026-11-30T09:00:00Z', attempts: 0, phases: [], ...change });
const turn = (role: NonNullable<IncidentSummary['turn']>['role'], change: Partial<NonNullable<IncidentSummary['turn']>> = {}) => ({ role, to: 'assign a developer', since: '2026-11-30T09:00:00Z', ...change });
const paula: Me = { kind: 'person', id: 'paula', name: 'Paula', roles: ['product-owner'], scopes: ['read', 'act'] };
const ids = (rows: readonly IncidentSummary[]) => rows.map(({ id }) => id);

describe('the board', () => {
  it('has people before dayshift, then the gravest, then the nearest deadline, then the oldest', () => {
    const { open, closed, total } = boardOf({ incidents: [
      row('runs', { severity: 'critical', turn: turn('dayshift') }),
      row('low', { severity: 'low', turn: turn('developer') }),
      row('late', { turn: turn('developer', { deadline: '2026-11-30T12:00:00Z' }) }),
      row('soon', { turn: turn('developer', { deadline: '2026-11-30T10:00:00Z' }) }),
      row('older', { turn: turn('developer'), openedAt: '2026-11-30T08:00:00Z' }),
      row('done', { outcome: 'fixed', closedAt: '2026-11-30T08:00:00Z' }), row('done later', { outcome: 'fixed', closedAt: '2026-11-30T08:30:00Z' }),
    ] });
    expect(ids(open)).toEqual(['soon', 'late', 'older', 'low', 'runs']);
    expect(ids(closed)).toEqual(['done later', 'done']);
    expect(total).toBe(5);
  });

  it('knows that more are open than it shows', () => {
    expect(boardOf({ incidents: [row('one')], total: 10_000 }).total).toBe(10_000);
  });

  it('is narrowed by every word, service and severity, and ordered anew', () => {
    const rows = [row('a', { title: 'Login refused', severity: 'high' }), row('b', { title: 'Login slow', service: 'checkout', openedAt: '2026-11-30T10:00:00Z' }), row('c', { turn: turn('developer', { person: 'maya' }) })];
    expect(ids(narrowed(rows, { ...EVERYTHING, q: 'LOGIN  slow' }))).toEqual(['b']);
    expect(ids(narrowed(rows, { ...EVERYTHING, q: 'maya' }))).toEqual(['c']);
    expect(ids(narrowed(rows, { ...EVERYTHING, service: 'storefront', severity: 'high' }))).toEqual(['a']);
    expect(ids(narrowed(rows, { ...EVERYTHING, sort: 'newest' }))[0]).toBe('b');
  });

  it('keeps what is wanted in the address, and takes nothing from it that no page wrote', () => {
    const wanted = { q: 'a & b?', service: 'check out', severity: 'high', sort: 'newest' } as const;
    const hash = `#/?${askedOfWanted(wanted).toString()}`;
    expect(wantedIn(askedOf({ hash }))).toEqual(wanted);
    expect(askedOfWanted(EVERYTHING).size).toBe(0);
    expect(wantedIn(new URLSearchParams('severity=terrible&sort=toString'))).toEqual(EVERYTHING);
    expect(routeOf({ hash, pathname: '/' })).toEqual({ page: 'now' });
  });

  it('has mine by name before mine by role, and nobody\'s for who is nobody', () => {
    const rows = [row('role', { turn: turn('product-owner') }), row('other', { turn: turn('product-owner', { person: 'olga' }) }), row('name', { turn: turn('developer', { person: 'paula' }) })];
    expect(ids(mineOf(rows, paula))).toEqual(['name', 'role']);
    expect(mineOf(rows, undefined)).toEqual([]);
  });

  it('takes the fresher row of an incident that both lists have', () => {
    expect(together([row('a', { title: 'fresh' })], [row('a'), row('b')]).map(({ title }) => title)).toEqual(['fresh', 'Title b']);
  });
});

describe('news', () => {
  const looked = (open: IncidentSummary[]) => newsSince(undefined, { open, closed: [] }, paula).looked;

  it('is nothing at the first look, then what became mine, moved on or was closed', () => {
    const mine = row('a', { turn: turn('product-owner') });
    expect(newsSince(undefined, { open: [mine], closed: [] }, paula).news).toEqual([]);
    expect(newsSince(looked([]), { open: [mine], closed: [] }, paula).news).toEqual(['Title a: your turn, assign a developer.']);
    expect(newsSince(looked([mine]), { open: [row('a', { phase: 'sign-off', turn: turn('operations-engineer') })], closed: [] }, paula).news).toEqual(['Title a: now in sign off.']);
    expect(newsSince(looked([mine]), { open: [], closed: [row('a', { outcome: 'cancelled' })] }, paula).news).toEqual(['Title a: closed.']);
  });

  it('is nothing of what is not mine, and nothing of what only left the hundred that are live', () => {
    expect(newsSince(looked([]), { open: [row('a', { turn: turn('developer') })], closed: [] }, paula).news).toEqual([]);
    expect(newsSince(looked([row('a', { turn: turn('product-owner') })]), { open: [], closed: [] }, paula).news).toEqual([]);
  });

  it('is short', () => {
    expect(shortNews(['One.', 'Two.'])).toBe('One. Two.');
    expect(shortNews(['One.', 'Two.', 'Three.', 'Four.'])).toBe('One. Two. 2 more changed.');
  });
});

describe('the wall', () => {
  const size = { width: 2560, height: 1440 };
  const service = (name: string): ServiceView => ({ name, environment: 'production', address: '', environments: [] });

  it('takes services and seconds from its address, and nonsense for nothing', () => {
    expect(wallAsked(new URLSearchParams('services=storefront,%20checkout,&every=20'), size)).toEqual({ services: ['storefront', 'checkout'], everyMs: 20_000, columns: 'wide' });
    expect(wallAsked(new URLSearchParams('every=soon'), { width: 1080, height: 1920 })).toEqual({ services: [], everyMs: 12_000, columns: 'tall' });
    expect(wallAsked(new URLSearchParams('every=0.001'), size).everyMs).toBe(4000);
  });

  it('has every incident and every service on some page, and never more than fit', () => {
    const incidents = Array.from({ length: 23 }, (_, index) => row(String(index)));
    const services = Array.from({ length: 9 }, (_, index) => service(`s${index}`));
    const pages = wallPages(incidents, services, 'wide');
    expect(pages).toHaveLength(5);
    expect(ids(pages.flatMap((page) => page.incidents))).toEqual(ids(incidents));
    expect(new Set(pages.flatMap((page) => page.services.map(({ name }) => name))).size).toBe(9);
    expect(Math.max(...pages.map((page) => page.incidents.length))).toBe(5);
    expect(wallPages([], [], 'tall')).toEqual([{ incidents: [], services: [] }]);
  });

  it('shows all services where none is named', () => {
    expect(shownOf(['a', 'b'], [], (one) => one)).toEqual(['a', 'b']);
    expect(shownOf(['a', 'b'], ['b'], (one) => one)).toEqual(['b']);
  });
});

describe('keys and addresses', () => {
  it('a first key waits for its second, and what begins nothing is nothing', () => {
    expect(deedOf(['g'])).toEqual({ waits: true });
    expect(deedOf(['g', 'n'])).toEqual({ deed: { kind: 'go', to: '#/' }, waits: false });
    expect(deedOf(['g', 'x'])).toEqual({ waits: false });
    expect(deedOf(['x'])).toEqual({ waits: false });
  });

  it('no key means two things, and every page that a key goes to is there', () => {
    expect(new Set(SHORTCUTS.map(({ keys }) => keys.join(' '))).size).toBe(SHORTCUTS.length);
    const pages = SHORTCUTS.flatMap(({ deed }) => (deed.kind === 'go' ? [routeOf({ hash: deed.to, pathname: '/' }).page] : []));
    expect(pages).toEqual(['now', 'history', 'numbers', 'services', 'unrouted', 'setup', 'wall']);
  });

  it.each([
    ['#/wall?services=a', { page: 'wall' }], ['#/history', { page: 'history' }], ['#/sign-in', { page: 'sign-in' }], ['#/sign-in/abc%2Fd', { page: 'sign-in', secret: 'abc/d' }],
    ['#/services/check%20out/tests', { page: 'tests', service: 'check out' }], ['#/incidents/a.b.c?x=1', { page: 'incident', id: 'a.b.c' }], ['#/constructor', { page: 'unknown' }], ['#/numbers/', { page: 'numbers' }], ['#/nowhere', { page: 'unknown' }],
  ])('%s is %j', (hash, route) => {
    expect(routeOf({ hash, pathname: '/' })).toEqual(route);
  });
});
