// What do `dayshift services`, `dora` and `story` print?
import { listen } from '../../api/listen';
import { anApi, anInstallation } from '../api/an-api';
import { aHardDay } from '../domain/a-hard-day';
import { aRecord } from '../integrations/a-record';
import { runCommand, type RunOptions } from './command-line';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const LIVE = { environment: 'production', digest: DIGEST, version: '1.4.0', at: '2026-01-05T09:00:00Z' };

let door: Awaited<ReturnType<typeof listen>> | undefined;
afterEach(async () => {
  await door?.close();
  door = undefined;
});

async function run(argv: string[], api = anApi(), options: RunOptions = {}) {
  door ??= await listen(api.app, { host: '127.0.0.1', port: 0 });
  return runCommand(`http://127.0.0.1:${door.port}`, argv, options);
}

function promising(window = '30d') {
  const installation = anInstallation();
  const services = installation.services.slice(0, 1).map((service) => ({ ...service, environments: { staging: { address: 'http://127.0.0.1:9', deployEnvironment: {} } }, objective: { target: '99.5%', query: 'bad', window } }));
  return anApi({ installation: { ...installation, services } });
}

describe('dayshift services', () => {
  it('says what runs where, who has the lanes, what is left of the budget, and which incidents there are', async () => {
    const api = promising();
    api.deployer.setLive('storefront', LIVE);
    api.monitoring.setMetric('bad', 0.002);
    api.gateway.lanes.set('storefront/production', { holder: 'storefront.LoginRefused.0123abcd', queue: ['storefront.Slow.89abcdef'] });
    await api.archive.save(aRecord('old', '2026-11-16T10:00:00.000Z'), '');
    const { code, out } = await run(['services'], api);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'storefront',
      '  staging     release unknown · lane free',
      '  production  1.4.0 dddd…dddd since 5 Jan · lane held by storefront.LoginRefused.0123abcd, 1 waits',
      '  budget      60 % left of 99.5 % over 30 d',
      '  open        none',
      '  last        16 Nov LoginRefused (fixed)',
      '',
    ]);
  });

  it('tells of a canary, a lane that waits for a person, a budget that is overspent or unknown, and what cannot be asked', async () => {
    const api = promising();
    api.deployer.current = async () => ({ ...LIVE, canary: { ...LIVE, digest: `sha256:${'e'.repeat(64)}`, version: '1.4.1', weight: 10 } });
    api.monitoring.setMetric('bad', 0.01);
    api.gateway.lanes.set('storefront/production', { queue: [], blocked: { why: 'the rollback\u001b[2J did not hold', at: LIVE.at, incident: 'i' } });
    const first = await run(['services'], api, { env: { COLUMNS: '200' } });
    expect(first.out).toContain('and 1.4.1 eeee…eeee for 10 % of the traffic');
    expect(first.out).toContain('overspent, 100 % beyond it, of 99.5 % over 30 d');
    expect(first.out).not.toContain('\u001b');
    const silent = promising();
    silent.gateway.silent = true;
    await door?.close();
    door = undefined;
    const { out } = await run(['services'], silent);
    expect(out).toContain('lane unknown');
    expect(out).toContain('  budget      unknown of 99.5 % over 30 d (the query found no data)');
    expect(out).toContain('  open        unknown\n  last        none');
  });

  it('reads a window of a promise that is no whole number of days as it is', async () => {
    const api = promising('36h');
    api.monitoring.setMetric('bad', 0.002);
    expect((await run(['services'], api)).out).toContain('60 % left of 99.5 % over 36:00:00');
  });

  it('prints what the API answers', async () => {
    expect(JSON.parse((await run(['services', '--json'])).out)).toMatchObject([{ name: 'storefront', open: [], last: [] }, { name: 'checkout' }]);
  });
});

describe('dayshift dora', () => {
  async function released() {
    const api = anApi();
    const at = new Date().toISOString();
    const before = (minutes: number): string => new Date(Date.parse(at) - minutes * 60_000).toISOString();
    const deployment = { environment: 'production', digest: 'd', commit: 'c', attempt: 1, startedAt: before(31), at: before(30), endedAt: before(20), outcome: 'rolled-back' as const, committedAt: before(90), restoredAt: before(25) };
    await api.archive.save({ ...aRecord('a', at), deployments: [deployment, { ...deployment, startedAt: before(11), at: before(10), endedAt: before(1), outcome: 'kept', restoredAt: null }] }, '');
    return api;
  }

  it('prints a row for each week, a dash where there is nothing to tell by, and what each figure means', async () => {
    const { code, out } = await run(['dora', 'storefront', '--weeks', '2'], await released());
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('storefront  2 deployments in 2 weeks, 1 a week');
    expect(lines[1]).toBe('          deployments  lead time  fail rate   recovery  rework');
    expect(lines.slice(2, 4).every((line) => /^\d{4}-W\d{2} /.test(line))).toBe(true);
    expect(lines[4]).toBe('all                 2     70 min       50 %      5 min    50 %');
    expect(out).toContain('Deployment rework rate: ');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('says of a service without archived incidents that there is nothing, and shows no noughts for figures', async () => {
    const { out } = await run(['dora', 'checkout', '--weeks', '1'], await released());
    expect(out).toContain('checkout  no archived incident');
    expect(out).toContain('all                 0          –          –          –       –');
  });

  it('of all services when none is named, and as the API answers it', async () => {
    const { out } = await run(['dora', '--json'], await released());
    expect((JSON.parse(out) as { services: { service: string }[] }).services.map(({ service }) => service)).toEqual(['storefront', 'checkout']);
  });

  it('refuses what is no number of weeks, and a service that is none', async () => {
    expect(await run(['dora', '--weeks', 'many'])).toMatchObject({ code: 2, err: expect.stringContaining('--weeks many is no number of weeks') as string });
    expect(await run(['dora', 'elsewhere'])).toMatchObject({ code: 1, err: expect.stringContaining('known: storefront, checkout') as string });
  });
});

test('dayshift story prints the story as it was archived', async () => {
  const api = anApi();
  await api.archive.save(aHardDay(), '# As a person left it\n');
  expect(await run(['story', aHardDay().incident.id], api)).toMatchObject({ code: 0, out: '# As a person left it\n' });
});
