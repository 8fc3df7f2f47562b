// Does doctor find what is wrong, name it with what to do, and stay upright when a part is down?
import request from 'supertest';
import type { ApiDeps } from '../../api/deps';
import { createDoctor } from '../../api/doctor';
import { Installation } from '../../src/contracts/installation';
import { Diagnosis, type DoctorFinding } from '../../src/contracts/http';
import { incidentInput } from '../../src/config/incident-input';
import { TASK_QUEUE } from '../../src/domain/ids';
import { DayshiftError } from '../../src/errors';
import { PIPELINE } from '../support/files';
import { anApi, anInstallation } from './an-api';

const OLGAS_MAIL = { email: 'olga@storefront.example' };

/** A set-up in which everything is well: rosters, channels, tokens, a pipeline file, monitoring that answers. */
function aSetUp(change: (file: Installation) => void = () => undefined, deps: Partial<ApiDeps> = {}) {
  const file = anInstallation();
  file.services = file.services.slice(0, 1).map((service) => ({ ...service, duty: 'web', repository: 'shop' }));
  file.duty = [{ use: 'rotation', name: 'web', zone: 'UTC', starts: '2026-01-05T09:00', every: '1w', people: ['maya', 'ravi'], overrides: [] }];
  file.integrations.notifiers = [{ use: 'console' }];
  file.tokens = file.team.map(({ id }, i) => ({ sha256: String(i).repeat(64), person: id }));
  change(file);
  const installation = Installation.parse(file);
  const api = anApi({ installation, inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule), ...deps });
  api.sourceControl.addCommit({ repository: 'shop', files: { '.dayshift/pipeline.yaml': PIPELINE } });
  api.duty.setOnDuty('web', 'maya');
  api.monitoring.setMetric('q', 3);
  api.deployer.setLive('storefront', { environment: 'production', digest: `sha256:${'a'.repeat(64)}`, version: '1.4.0', at: '2026-01-05T09:00:00Z' });
  return { ...api, diagnose: async () => Diagnosis.parse((await request(api.app).get('/api/v1/doctor').expect(200)).body) };
}
const of = ({ findings }: Diagnosis, area: string): DoctorFinding[] => findings.filter((finding) => finding.area === area);
const wrong = ({ findings }: Diagnosis): DoctorFinding[] => findings.filter(({ state }) => state !== 'well');

test('a set-up in which everything is in its place is well, and every part was looked at', async () => {
  const diagnosis = await aSetUp().diagnose();
  expect(wrong(diagnosis)).toEqual([]);
  expect(diagnosis).toMatchObject({ broken: 0, doubtful: 0 });
  expect([...new Set(diagnosis.findings.map(({ area }) => area))]).toEqual(['Temporal', 'archive', 'monitoring', 'repositories', 'alert sources', 'unrouted alerts', 'notifiers', 'people', 'rosters', 'ladders', 'sign-off', 'deployments']);
  expect(of(diagnosis, 'ladders').map(({ what, found }) => `${what}: ${found}`)).toEqual([
    'storefront: assign: at once paula (console); after 5 min paula (console); after 10 min maya (console), olga (console)',
    'storefront: fix: at once maya (console), ravi (console); after 10 min maya (console), ravi (console); after 30 min maya (console); after 1 h paula (console)',
    'storefront: sign-off: at once olga (console); after 30 min olga (console); after 2 h paula (console)',
  ]);
  expect(of(diagnosis, 'sign-off')[0]?.found).toBe('1 of olga (operations-engineer); an author of the fix cannot approve');
});

describe('a ladder', () => {
  test('whose rung reaches nobody is broken, with the rung and the reason', async () => {
    const { diagnose } = aSetUp((file) => {
      file.integrations.notifiers = [{ use: 'console' }, { use: 'smtp', name: 'mail' }];
      file.team = file.team.map((member) => (member.id === 'olga' ? { ...member, notify: [{ by: 'mail', from: 'low' }] } : member));
      file.policies.ladders.assign = [{ after: '0s', tell: ['product-owner'] }, { after: '5m', tell: ['olga'] }];
    });
    const diagnosis = await diagnose();
    expect(of(diagnosis, 'ladders').filter(({ state }) => state === 'broken')).toEqual([
      { area: 'ladders', what: 'storefront: assign, rung 2 (after 5 min)', state: 'broken', found: 'it may reach nobody: olga: no channel reaches olga when olga is meant', advice: 'Give them `reach` and a channel under `notify`, or tell somebody else too.' },
      expect.objectContaining({ what: 'storefront: sign-off, the first rung (at once)', state: 'broken', found: 'it may reach nobody: deciders: no channel reaches olga when maya wrote the fix' }),
    ]);
    expect(of(diagnosis, 'people')).toContainEqual(expect.objectContaining({ state: 'doubtful', found: 'no channel reaches olga, even when it is critical' }));
  });

  test('is mended by an address', async () => {
    const { diagnose } = aSetUp((file) => {
      file.integrations.notifiers = [{ use: 'smtp', name: 'mail' }];
      file.team = file.team.map((member) => ({ ...member, reach: OLGAS_MAIL }));
    });
    expect(wrong(await diagnose())).toEqual([]);
  });

  test('with a rung only for some severities is broken for those', async () => {
    const { diagnose } = aSetUp((file) => {
      file.team = file.team.map((member) => (member.id === 'paula' ? { ...member, notify: [{ by: 'console', from: 'high' }] } : member));
      file.policies.ladders.assign = [{ after: '0s', tell: ['product-owner'] }];
    });
    expect(wrong(await diagnose()).map(({ found }) => found)).toContain('it may reach nobody when the severity is low or medium: product-owner: no channel reaches paula when the role product-owner is meant');
  });

  test('that a gap of the roster leaves empty later is broken now, with its times', async () => {
    const now = new Date();
    const gap = new Date(now.getTime() + 10 * 86_400_000);
    const back = new Date(gap.getTime() + 86_400_000);
    const { diagnose } = aSetUp((file) => {
      file.policies.ladders.fix = [{ after: '0s', tell: ['assignee'] }, { after: '10m', tell: ['duty'] }];
    }, { duty: { onDuty: async (_roster, at) => {
      if (at >= gap && at < back) return { person: null, why: 'a hole in the calendar', until: back.toISOString() };
      return { person: 'maya', until: (at < gap ? gap : new Date(at.getTime() + 7 * 86_400_000)).toISOString(), why: 'on duty by the calendar web' };
    } } });
    const diagnosis = await diagnose();
    const times = `from ${gap.toISOString().slice(0, 16).replace('T', ' ')} to ${back.toISOString().slice(0, 16).replace('T', ' ')} UTC (a hole in the calendar)`;
    expect(wrong(diagnosis)).toEqual([
      expect.objectContaining({ area: 'rosters', what: 'web', state: 'doubtful', found: `nobody is on duty ${times}` }),
      expect.objectContaining({ area: 'ladders', what: 'storefront: fix, rung 2 (after 10 min)', state: 'broken', found: `it may reach nobody: duty: nobody is on duty ${times}` }),
    ]);
  });

  test('of the defaults, in a small team without a roster, is only doubtful between rungs that hold', async () => {
    const { diagnose } = aSetUp((file) => { file.duty = []; file.services = file.services.map((service) => ({ ...service, duty: undefined })); });
    expect(wrong(await diagnose())).toEqual([expect.objectContaining({ area: 'ladders', what: 'storefront: fix, rung 3 (after 30 min)', state: 'doubtful', found: 'it may reach nobody: duty: the service has no duty roster' })]);
  });

  test('whose first rung means nobody goes to everybody, and says so', async () => {
    const { diagnose } = aSetUp((file) => { file.team = file.team.map((member) => (member.id === 'paula' ? { ...member, roles: ['stakeholder'] } : member)); });
    const ladders = of(await diagnose(), 'ladders').filter(({ state }) => state !== 'well');
    expect(ladders[0]).toMatchObject({ what: 'storefront: assign, the first rung (at once)', state: 'doubtful', found: 'it may reach nobody: product-owner: nobody is product-owner; everybody is told instead, in each channel\'s common place' });
  });

  test('may wait when the only one it reaches is quiet even for `high`', async () => {
    const { diagnose } = aSetUp((file) => {
      file.team = file.team.map((member) => (member.id === 'paula' ? { ...member, quietHours: { from: '22:00', to: '07:00', zone: 'Europe/Berlin', unless: 'critical' } } : member));
    });
    const diagnosis = await diagnose();
    expect(wrong(diagnosis)).toContainEqual(expect.objectContaining({ what: 'storefront: assign, the first rung (at once)', state: 'doubtful', found: 'everybody whom it reaches may have quiet hours that hold back high' }));
    expect(diagnosis.broken).toBe(0);
  });

  test('without any notifier is broken', async () => {
    const diagnosis = await aSetUp((file) => { file.integrations.notifiers = []; }).diagnose();
    expect(of(diagnosis, 'notifiers')).toEqual([expect.objectContaining({ state: 'broken', found: 'none is configured: nobody is told anything' })]);
    expect(of(diagnosis, 'ladders').every(({ state }) => state !== 'well')).toBe(true);
  });
});

describe('a sign-off', () => {
  const withPipeline = (text: string | null) => {
    const setUp = aSetUp();
    setUp.sourceControl.addCommit({ repository: 'shop', files: { '.dayshift/pipeline.yaml': text } });
    return setUp;
  };

  test('that nobody can give is broken, with the reason', async () => {
    const diagnosis = await withPipeline(PIPELINE.replace('approvals: 1', 'approvals: 2')).diagnose();
    expect(of(diagnosis, 'sign-off')).toEqual([expect.objectContaining({ what: 'storefront', state: 'broken', found: 'nobody can satisfy the gate: 2 approvals are asked of operations-engineer, but only olga has such a role' })]);
  });

  test('without its file is broken, and its ladder is not known', async () => {
    const diagnosis = await withPipeline(null).diagnose();
    expect(of(diagnosis, 'sign-off')).toEqual([expect.objectContaining({ state: 'broken', found: 'there is no .dayshift/pipeline.yaml on main, so no fix can be built' })]);
    expect(of(diagnosis, 'ladders').filter(({ state }) => state !== 'well').map(({ what, state }) => `${what}: ${state}`)).toEqual([
      'storefront: sign-off, the first rung (at once): doubtful', 'storefront: sign-off, rung 2 (after 30 min): doubtful',
    ]);
  });

  test('with a faulty file is broken, with every fault and its line', async () => {
    const diagnosis = await withPipeline(PIPELINE.replace('expires: 8h', 'expires: soon').replace('timeout: 10m', 'timeout: never')).diagnose();
    const [finding] = of(diagnosis, 'sign-off');
    expect(finding?.state).toBe('broken');
    expect(finding?.found).toMatch(/2 faults:\nline \d+: build\.timeout: [\s\S]*line \d+: signOff\.expires/);
  });

  test('of a file for another service is broken', async () => {
    const diagnosis = await withPipeline(PIPELINE.replace('service: storefront', 'service: shop')).diagnose();
    expect(of(diagnosis, 'sign-off')[0]).toMatchObject({ state: 'broken', found: '.dayshift/pipeline.yaml: service says `shop`', advice: 'Write `storefront`, as dayshift.yaml calls it.' });
  });

  test('that is over before its last rung is doubtful', async () => {
    const diagnosis = await withPipeline(PIPELINE.replace('expires: 8h', 'expires: 1h')).diagnose();
    expect(wrong(diagnosis)).toEqual([expect.objectContaining({ what: 'storefront: sign-off', state: 'doubtful', found: 'the rung after 2 h comes later than the sign-off lasts (`expires: 1h`)' })]);
  });

  test('that lasts as long as one before it is doubtful once', async () => {
    const { diagnose } = withPipeline(PIPELINE.replace('expires: 8h }', 'expires: 1h }\nenvironments: [{ environment: staging, signOff: { roles: [operations-engineer], expires: 1h } }]'));
    expect(wrong(await diagnose()).filter(({ found }) => found.includes('comes later than the sign-off lasts'))).toHaveLength(1);
  });
});

describe('a part that is down is the finding, and the others are still looked at', () => {
  test('Temporal', async () => {
    const setUp = aSetUp();
    setUp.gateway.silent = true;
    const diagnosis = await setUp.diagnose();
    expect(wrong(diagnosis).map(({ area, state, found }) => [area, state, found])).toEqual([
      ['Temporal', 'broken', 'Temporal cannot be reached: no connection'], ['unrouted alerts', 'broken', 'Temporal cannot be reached: no connection'],
    ]);
  });

  test('workers', async () => {
    const setUp = aSetUp();
    setUp.gateway.workers = 0;
    expect(wrong(await setUp.diagnose()).map(({ what }) => what)).toEqual(Object.values(TASK_QUEUE).map((queue) => `workers for ${queue}`));
  });

  test('monitoring, or one of its queries', async () => {
    const down = aSetUp();
    down.monitoring.setUnreachable('no route to Prometheus');
    expect(wrong(await down.diagnose())).toEqual([expect.objectContaining({ area: 'monitoring', what: 'server', state: 'broken', found: 'no route to Prometheus' })]);
    const empty = aSetUp();
    empty.monitoring.setMetric('q', null);
    expect(wrong(await empty.diagnose()).map(({ what, state, found }) => `${what} is ${state}: ${found}`)).toEqual([
      'storefront: customers affected is doubtful: the query gives no value: the query found no data', 'storefront: logins refused is broken: the query gives no value: the query found no data',
    ]);
  });

  test('the archive, with its password masked', async () => {
    const list = () => Promise.reject(new Error('connect ECONNREFUSED postgres://dayshift:t0psecret@db/archive'));
    const diagnosis = await aSetUp(undefined, { archive: { list, count: () => Promise.resolve(0), save: () => Promise.resolve(), testHistory: () => Promise.resolve([]), serviceHistory: () => Promise.resolve({ weeks: [], fresh: [], given: [] }), releaseFacts: () => Promise.resolve([]), find: () => Promise.resolve(undefined) } }).diagnose();
    expect(wrong(diagnosis)).toEqual([expect.objectContaining({ area: 'archive', state: 'broken', found: expect.stringContaining('ECONNREFUSED') })]);
    expect(JSON.stringify(diagnosis)).not.toContain('t0psecret');
  });

  test('the repository', async () => {
    const readFile = () => Promise.reject(new DayshiftError('source-control-broken', { what: 'fetch shop', reason: 'no such host' }));
    const diagnosis = await aSetUp(undefined, { sourceControl: { readFile } }).diagnose();
    expect(of(diagnosis, 'repositories')).toEqual([expect.objectContaining({ what: 'storefront', state: 'broken', found: 'git could not fetch shop: no such host' })]);
  });

  test('a roster that throws against its promise', async () => {
    const diagnosis = await aSetUp(undefined, { duty: { onDuty: () => Promise.reject(new Error('out of order')) } }).diagnose();
    expect(of(diagnosis, 'rosters')).toEqual([expect.objectContaining({ what: 'web', state: 'broken', found: expect.stringMatching(/^nobody is on duty from .* \(out of order\)$/) })]);
  });
});

describe('the doors and the people', () => {
  test('a source without secret or token is doubtful as soon as others reach the API', async () => {
    const token = 'mayas-token';
    const wide = aSetUp((file) => { file.tokens = anInstallation().tokens; }, { readsNeedToken: true, othersCanCome: true });
    await request(wide.app).get('/api/v1/doctor').expect(401);
    const { body } = await request(wide.app).get('/api/v1/doctor').set('Authorization', `Bearer ${token}`).expect(200);
    expect(of(Diagnosis.parse(body), 'alert sources')).toEqual([expect.objectContaining({ what: 'alertmanager', state: 'doubtful', found: expect.stringContaining('anybody may open incidents') })]);
    expect(of(await aSetUp(undefined, { readsNeedToken: false, othersCanCome: true }).diagnose(), 'alert sources')).toEqual([expect.objectContaining({ state: 'doubtful' })]);
    expect(of(await aSetUp().diagnose(), 'alert sources')).toEqual([expect.objectContaining({ state: 'well', found: 'neither secret nor token; only this machine can deliver' })]);
    const guarded = aSetUp((file) => { file.integrations.alertSources = [{ use: 'alertmanager', name: 'alertmanager', token: 'x' }]; });
    expect(of(await guarded.diagnose(), 'alert sources')).toEqual([expect.objectContaining({ state: 'well', found: 'deliveries need a token' })]);
  });

  test('unrouted alerts are doubtful, with their names', async () => {
    const setUp = aSetUp();
    await setUp.gateway.unrouted.setAside({ source: 'alertmanager', fingerprint: 'f', status: 'firing', name: 'DiskFull', severity: 'high', summary: '', labels: {}, startsAt: '2026-01-05T09:40:00Z' }, 'no matcher');
    expect(wrong(await setUp.diagnose())).toEqual([expect.objectContaining({ area: 'unrouted alerts', state: 'doubtful', found: '1 belong to no service (DiskFull)' })]);
  });

  test('people without tokens are named; a step that nobody can take is broken', async () => {
    const some = await aSetUp((file) => { file.tokens = file.tokens.filter(({ person }) => person !== 'ravi'); }).diagnose();
    expect(wrong(some)).toEqual([expect.objectContaining({ area: 'people', state: 'doubtful', found: 'without a token: ravi' })]);
    const none = await aSetUp((file) => { file.tokens = file.tokens.filter(({ person }) => person !== 'olga'); }).diagnose();
    expect(wrong(none)).toEqual([expect.objectContaining({ state: 'broken', found: 'nobody can sign off storefront: no token for olga' })]);
  });
});

test('those who ask while it looks share one look', async () => {
  let looks = 0;
  const { deps } = aSetUp(undefined, { sourceControl: { readFile: async () => { looks += 1; return { commit: 'c'.repeat(40), text: PIPELINE }; } } });
  const diagnose = createDoctor(deps);
  const [one, other] = await Promise.all([diagnose(), diagnose(), diagnose()]);
  expect(looks).toBe(1);
  expect(other).toBe(one);
  await diagnose();
  expect(looks).toBe(2);
});

describe('a target', () => {
  test('is asked what runs in each environment', async () => {
    const diagnosis = await aSetUp().diagnose();
    expect(of(diagnosis, 'deployments')).toEqual([expect.objectContaining({ state: 'well', what: 'storefront in production (processes)', found: 'it runs 1.4.0 (sha256:aaaaaaaaaaaa)' })]);
  });

  test('is asked while the repositories are read', async () => {
    let hear = (): void => undefined;
    const asked = new Promise<void>((resolve) => { hear = resolve; });
    const deployer = { current: async () => { hear(); return undefined; } };
    const sourceControl = { readFile: async () => { await asked; return undefined; } };
    expect(of(await aSetUp(() => undefined, { deployer, sourceControl }).diagnose(), 'sign-off')).toEqual([expect.objectContaining({ found: expect.stringContaining('there is no .dayshift/pipeline.yaml') })]);
  });

  test('that cannot be reached is broken, with its reason', async () => {
    const down = new DayshiftError('unreachable', { what: 'The target\'s status command', reason: 'it printed nothing' });
    const diagnosis = await aSetUp(() => undefined, { deployer: { current: () => Promise.reject(down) } }).diagnose();
    expect(of(diagnosis, 'deployments')).toEqual([expect.objectContaining({ state: 'broken', found: 'The target\'s status command cannot be reached: it printed nothing' })]);
  });

  test('on which nothing runs is doubtful in the service\'s own environment, and waits for its first release before it', async () => {
    const diagnosis = await aSetUp((file) => {
      for (const service of file.services) service.environments = { staging: { address: 'http://127.0.0.1:3', deployEnvironment: {} } };
    }, { deployer: { current: () => Promise.resolve(undefined) } }).diagnose();
    expect(of(diagnosis, 'deployments').map(({ state, what }) => `${state} ${what}`)).toEqual(['doubtful storefront in production (processes)', 'well storefront in staging (processes)', 'doubtful storefront in staging']);
  });
});

describe('a sign-off by parties', () => {
  const withSignOff = (rule: string) => {
    const setUp = aSetUp();
    setUp.sourceControl.addCommit({ repository: 'shop', files: { '.dayshift/pipeline.yaml': PIPELINE.replace('signOff: { roles: [operations-engineer], approvals: 1, expires: 8h }', `signOff: { ${rule} }`) } });
    return setUp.diagnose();
  };

  test('is told party by party', async () => {
    expect(of(await withSignOff('roles: [operations-engineer], and: [{ roles: [product-owner] }]'), 'sign-off')).toEqual([
      expect.objectContaining({ state: 'well', found: '1 of olga (operations-engineer) and 1 of paula (product-owner); an author of the fix cannot approve' }),
    ]);
  });

  test('that one developer\'s own fix could not pass is doubtful', async () => {
    expect(of(await withSignOff('people: [maya]'), 'sign-off')).toContainEqual(expect.objectContaining({ state: 'doubtful', found: 'a fix of maya could be signed by nobody' }));
  });

  test('of a stranger names them', async () => {
    expect(of(await withSignOff('people: [olgaa]'), 'sign-off')).toContainEqual(expect.objectContaining({ state: 'broken', found: '.dayshift/pipeline.yaml: signOff.people[0] says `olgaa`, who is not in the team' }));
  });
});
