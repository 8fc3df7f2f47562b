// What is shown around an incident: is it the near and the new, without the incident's own, and few?
import { comparedWith, deploymentsOf, earlierThan, linksOf, shortChange, togetherWith } from '../../src/domain/related';
import type { IncidentRecord } from '../../src/contracts/record';
import type { Release, RunningRelease } from '../../src/contracts/result';
import { aRecord } from '../integrations/a-record';
import { at, COMMIT, DIGEST, OTHER_DIGEST } from '../support/builders';

const HOUR = 3600;
const NOW = at(48 * HOUR);
const release = (hoursAgo: number, about: Partial<Release> = {}): Release => ({ environment: 'production', digest: DIGEST, version: '1.4.0', at: at((48 - hoursAgo) * HOUR), ...about });

describe('deployments', () => {
  it('are those of the last day, newest first, the running release among them', () => {
    const running: RunningRelease = { ...release(1), before: [release(5), release(23), release(25)] };
    expect(deploymentsOf(running, NOW)).toEqual([release(1), release(5), release(23)]);
  });

  it('are none when the running release is older, or when the target knows of nothing before it', () => {
    expect(deploymentsOf({ ...release(30), before: [release(40)] }, NOW)).toEqual([]);
    expect(deploymentsOf(release(2), NOW)).toEqual([release(2)]);
  });
});

describe('the running release is compared', () => {
  const [a, b, c] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];

  it('with those before it that are of another commit, each once', () => {
    expect(comparedWith({ ...release(1, { commit: a }), before: [release(2, { commit: b }), release(3, { commit: a }), release(4, { commit: b }), release(5, { commit: c })] })).toEqual([b, c]);
  });

  it.each<[string, RunningRelease]>([
    ['nothing was before it', { ...release(1, { commit: a }), before: [] }],
    ['the target does not know', release(1, { commit: a })],
    ['no commit before it is known', { ...release(1, { commit: a }), before: [release(2)] }],
  ])('as source control sees fit when %s', (_, running) => {
    expect(comparedWith(running)).toEqual([undefined]);
  });
});

it('a change keeps fifty files, and counts all lines', () => {
  const files = Array.from({ length: 80 }, (_, n) => ({ path: `src/${n}.ts`, owners: [] }));
  const change = shortChange({ commit: COMMIT, subject: 's'.repeat(1000), author: 'maya@storefront.example', authors: Array.from({ length: 30 }, (_, n) => `${n}@storefront.example`), files, additions: 900, deletions: 7 });
  expect(change.files).toEqual(files.slice(0, 50));
  expect(change).toMatchObject({ additions: 900, deletions: 7 });
  expect([change.subject.length, change.authors.length]).toEqual([200, 20]);
});

describe('what fires together', () => {
  const firing = (name: string, seconds: number, labels: Record<string, string> = {}) => ({ name, since: at(seconds), labels: { alertname: name, ...labels } });
  const names = (alerts: { name: string }[]) => alerts.map(({ name }) => name);

  it('is told with those of the same service first, then the newest first', () => {
    const alerts = [firing('Old', 1, { service: 'storefront' }), firing('Elsewhere', 9), firing('New', 5, { service: 'storefront' }), firing('Other', 8, { service: 'checkout' })];
    expect(names(togetherWith(alerts, [], 'storefront'))).toEqual(['New', 'Old', 'Elsewhere', 'Other']);
  });

  it('leaves out the incident\'s own, also when a source on the way added labels', () => {
    const own = [{ name: 'LoginRefused', labels: { service: 'storefront', instance: 'a', replica: '1' } }];
    const alerts = [firing('LoginRefused', 1, { service: 'storefront', instance: 'a' }), firing('LoginRefused', 2, { service: 'storefront', instance: 'b' }), firing('Slow', 3)];
    expect(togetherWith(alerts, own, 'storefront')).toEqual([
      { name: 'LoginRefused', since: at(2), labels: { service: 'storefront', instance: 'b' } },
      { name: 'Slow', since: at(3), labels: {} },
    ]);
  });

  it('is at most twenty, with few and short labels; one without a time comes last', () => {
    const labels = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`label${n}`, 'x'.repeat(500)]));
    const alerts = [{ name: 'Timeless', since: '', labels }, ...Array.from({ length: 20 }, (_, n) => firing(`A${n}`, n, labels))];
    const together = togetherWith(alerts, [], 'storefront');
    expect(together).toHaveLength(20);
    expect(names(together)).not.toContain('Timeless');
    expect(Object.values(together[0]?.labels ?? {}).map((value) => value.length)).toEqual(Array.from({ length: 10 }, () => 200));
  });
});

describe('earlier incidents', () => {
  const record = (id: string, outcome: IncidentRecord['incident']['outcome'], attempts: [string, string, string | null][] = []): IncidentRecord => {
    const made = aRecord(id);
    return { ...made, incident: { ...made.incident, outcome }, attempts: attempts.map(([commit, verdict, digest], index) => ({ number: index + 1, by: 'maya', subject: 'A fix', touchesPipeline: false, weakens: [], commit, digest, verdict, reason: '', stages: [] })) };
  };

  it('tell what fixed them: the last attempt that passed', () => {
    const [earlier] = earlierThan('now', [record('then', 'fixed', [['a', 'passed', DIGEST], ['b', 'passed', OTHER_DIGEST], ['c', 'superseded', null]])]);
    expect(earlier).toEqual({
      id: 'then', title: 'LoginRefused', openedAt: '2026-11-23T09:00:00.000Z', closedAt: '2026-11-23T10:00:00.000Z', outcome: 'fixed', assignee: 'dev',
      fix: { commit: 'b', digest: OTHER_DIGEST },
    });
  });

  it('that ended without a fix name none, whatever passed', () => {
    const [earlier] = earlierThan('now', [record('then', 'recovered-by-itself', [['a', 'passed', DIGEST]])]);
    expect(earlier).toMatchObject({ outcome: 'recovered-by-itself' });
    expect(earlier).not.toHaveProperty('fix');
  });

  it('are five at most, and never the incident itself', () => {
    const records = Array.from({ length: 8 }, (_, n) => record(`i${n}`, 'fixed'));
    expect(earlierThan('i1', records).map(({ id }) => id)).toEqual(['i0', 'i2', 'i3', 'i4', 'i5']);
  });
});

it('links are the service\'s, then the alerts\', each address once under its first title', () => {
  const link = (title: string, path: string) => ({ title, url: `https://wiki.example/${path}` });
  const service = [link('Runbook', 'login'), link('Board', 'board')];
  const alerts = [{ links: [link('runbook_url', 'login'), link('Query', 'query')] }, { links: [link('Query', 'query')] }];
  expect(linksOf(service, alerts)).toEqual([link('Runbook', 'login'), link('Board', 'board'), link('Query', 'query')]);
  expect(linksOf([], Array.from({ length: 50 }, (_, n) => ({ links: [link('l', String(n))] })))).toHaveLength(20);
});
