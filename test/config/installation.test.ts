// The installation file is taken with its variables put in, or refused with every fault at once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { incidentInput } from '../../src/config/incident-input';
import { loadInstallation, parseInstallation } from '../../src/config/installation';
import { serviceEnvironment } from '../../src/config/service-environment';
import type { Installation } from '../../src/contracts/installation';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

function faultsOf(text: string, env: Record<string, string> = ENVIRONMENT): string[] {
  return faultsIn(() => parseInstallation(text, 'dayshift.yaml', env));
}

function after(passage: string, by: string): string[] {
  return faultsOf(changed(INSTALLATION, passage, by));
}

const installation = (): Installation => parseInstallation(INSTALLATION, 'dayshift.yaml', ENVIRONMENT);

describe('a whole file', () => {
  test('is taken with its defaults', () => {
    expect(installation()).toMatchObject({
      services: [{ protectedBranch: 'main', environment: 'production' }], integrations: { checkRunner: { slots: 2 }, notifiers: [] },
      policies: { assignWithin: '5m', fixWithin: '4h', quietWindow: '5m' },
    });
  });

  test('has its variables put in', () => {
    expect(installation().services[0]).toMatchObject({ checkEnvironment: { TEST_DATABASE_URL: ENVIRONMENT.TEST_DATABASE_URL, FLAG: 'on' }, deployEnvironment: { SESSION_SECRET: 'a long secret' } });
    expect(installation().integrations).toMatchObject({ monitoring: { url: 'http://prometheus:9090' }, archive: { url: ENVIRONMENT.DATABASE_URL } });
  });

  test('keeps its variables as written when no environment is given', () => {
    expect(parseInstallation(INSTALLATION, 'dayshift.yaml').integrations.archive.url).toBe('${DATABASE_URL}');
  });
});

describe('variables', () => {
  test('that are not set are all told, with their lines', () => {
    expect(faultsOf(INSTALLATION, { PROMETHEUS_HOST: 'p' })).toEqual([
      'line 18: services[0].checkEnvironment.TEST_DATABASE_URL: found `${TEST_DATABASE_URL}`, which is not set; write the value, or set TEST_DATABASE_URL in dayshift\'s environment instead',
      expect.stringContaining('line 19: services[0].deployEnvironment.SESSION_SECRET'), expect.stringContaining('line 27: integrations.archive.url'),
    ]);
  });

  test('may be empty, and stand for themselves after a second dollar', () => {
    const text = changed(INSTALLATION, 'FLAG: on', 'FLAG: "$${HOME} ${EMPTY}|"');
    expect(parseInstallation(text, 'dayshift.yaml', { ...ENVIRONMENT, EMPTY: '' }).services[0]?.checkEnvironment['FLAG']).toBe('${HOME} |');
  });

  test('are put in once: a value that looks like a variable stays', () => {
    const { services } = parseInstallation(INSTALLATION, 'dayshift.yaml', { ...ENVIRONMENT, SESSION_SECRET: '${PROMETHEUS_HOST}' });
    expect(services[0]?.deployEnvironment['SESSION_SECRET']).toBe('${PROMETHEUS_HOST}');
  });

  test('are not put in where they would travel through history', () => {
    const text = changed(INSTALLATION, '/srv/git/storefront.git', '"${PROMETHEUS_HOST}"');
    expect(parseInstallation(text, 'dayshift.yaml', ENVIRONMENT).services[0]?.repository).toBe('${PROMETHEUS_HOST}');
  });
});

describe('rules across fields', () => {
  test('people differ in id, e-mail and handle', () => {
    const second = '  - { id: maya, name: Maja, roles: [developer], emails: [Maya@storefront.example], handles: ["@MAYA"] }\n';
    expect(after('tokens:', `${second}tokens:`)).toEqual([
      'line 6: team[3].id: found `maya` for the second time; write an id that no other has instead',
      'line 6: team[3].emails[0]: found `maya@storefront.example` for the second time; write an e-mail that no other has instead',
      'line 6: team[3].handles[0]: found `@maya` for the second time; write a handle that no other has instead',
    ]);
  });

  test('tokens belong to people who exist', () => {
    expect(after('person: olga', 'person: olgaa')).toEqual(['line 7: tokens[0].person: found `olgaa`, who is not in the team; write `olga` instead']);
    expect(after('person: olga', 'person: zoe')).toEqual([expect.stringContaining('write one of `paula`, `maya`, `olga` instead')]);
  });

  test('a token is given once, and its hash is not repeated', () => {
    expect(after('b'.repeat(64), 'a'.repeat(64))).toEqual(['line 8: tokens[1].sha256: found the same token for the second time; write the hash of a token that no other has instead']);
  });

  test('a token that was written in plain text is not repeated either', () => {
    const [fault] = after('a'.repeat(64), 'my-very-secret-token');
    expect(fault).toBe('line 7: tokens[0].sha256: found a text of 20 characters; write the SHA-256 of the token in hex (64 digits) instead');
  });

  test('a token is a person\'s or a program\'s', () => {
    expect(after('person: olga }', 'person: olga, program: x }')).toEqual([expect.stringContaining('tokens[0]: found an object with `sha256`, `person`, `program`; write either a `person` or a `program`')]);
  });

  test('owners are developers', () => {
    expect(after('owners: [maya]', 'owners: [paula, mayo]')).toEqual([
      'line 17: services[0].owners[0]: found `paula`, who is no developer; write the id of a developer instead',
      'line 17: services[0].owners[1]: found `mayo`, who is not in the team; write `maya` instead',
    ]);
  });

  test('somebody may take each step', () => {
    expect(after('roles: [developer]', 'roles: [devtester]')).toContainEqual(expect.stringContaining('team: found nobody who may write a fix'));
    expect(faultsOf(INSTALLATION.replace('[product-owner]', '[devtester]').replace('[operations-engineer]', '[devtester]'))).toEqual([expect.stringContaining('team: found nobody who may assign a developer')]);
  });

  test('services and their figures have different names', () => {
    const text = INSTALLATION.replace('customers affected', 'logins refused').replace('integrations:', '  - { name: storefront, repository: r, address: a, impact: [{ name: n, unit: count, query: q }] }\nintegrations:');
    expect(faultsOf(text)).toEqual([expect.stringContaining('services[0].impact[1].name: found `logins refused` for the second time'), expect.stringContaining('services[1].name: found `storefront` for the second time')]);
  });

  test('there is one headline, and only it says what trouble is', () => {
    expect(after('unit: customers,', 'unit: customers, headline: true,')).toEqual([expect.stringContaining('impact[1].headline: found a second headline')]);
    expect(after('headline: true, ', '')).toEqual([expect.stringContaining('impact[0].troubleAbove: found `troubleAbove` on a figure that is no headline')]);
  });

  test('a matcher says something', () => {
    expect(after('{ job: storefront }', '{}')).toEqual([expect.stringContaining('labels: found no label, which matches every alert')]);
  });

  test.each(['{ from: 4100, to: 4100 }', '{ from: 4119, to: 4100 }', '{ from: 0, to: 10 }', '{ from: 65000, to: 70000 }'])('the release ports %s are refused', (ports) => {
    expect(after('{ from: 4100, to: 4119 }', ports)).toEqual([expect.stringContaining('integrations.deployers[0].ports: found')]);
  });

  test('sources are named once, policies take time', () => {
    expect(after('[alertmanager]', '[alertmanager, alertmanager]')).toEqual([expect.stringContaining('alertSources[1]: found `alertmanager` for the second time')]);
    expect(after('assignWithin: 5m', 'assignWithin: 0m')).toEqual([expect.stringContaining('policies.assignWithin: found `0m`; write more than zero')]);
  });

  test.each([['/srv/git/storefront.git', 'https://bot:hunter22@git.example/storefront'], ['https://shop.example', 'https://shop:hunter22@shop.example']])('%s may not be %s: it would travel through history', (passage, by) => {
    const [fault, ...others] = after(passage, by);
    expect(others).toEqual([]);
    expect(fault).toContain('found an address with a password');
    expect(fault).not.toContain('hunter22');
  });
});

test('unknown keys and roles are told with the ones that were meant', () => {
  expect(after('roles: [product-owner]', 'roles: [productowner]')).toContain('line 3: team[0].roles[0]: found `productowner`; write `product-owner` instead');
  expect(after('    repository:', '    repo:')).toContain('line 11: services[0].repo: found the unknown key `repo`; write `repository` instead');
});

test('a value of an environment is never repeated in a fault', () => {
  expect(after('FLAG: on', 'FLAG: { nested: hunter22 }').join()).not.toContain('hunter22');
  expect(after('FLAG: on', 'FLAG: 20261123')).toEqual([expect.stringContaining('checkEnvironment.FLAG: found a number; write a text (put it in quotes) instead')]);
});

describe('read from disk', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'dayshift config ')); });
  afterEach(() => rm(folder, { recursive: true }));

  test('the file is taken', async () => {
    await writeFile(path.join(folder, 'dayshift.yaml'), INSTALLATION);
    await expect(loadInstallation(path.join(folder, 'dayshift.yaml'), ENVIRONMENT)).resolves.toEqual(installation());
  });

  test('a file that is not there is told with its place', async () => {
    await expect(loadInstallation(path.join(folder, 'dayshift.yaml'), ENVIRONMENT)).rejects.toMatchObject({ code: 'file-missing', message: `There is no dayshift.yaml in ${folder}.` });
  });
});

describe('what an incident takes with it', () => {
  test('is the service, the team and the policies in seconds', () => {
    const file = installation();
    const [service] = file.services;
    if (!service) throw new Error('the file has a service');
    expect(incidentInput(file, service, 'LoginRefused', 'label service')).toEqual({
      service: 'storefront', environment: 'production', repository: '/srv/git/storefront.git', protectedBranch: 'main', address: 'https://shop.example',
      cause: 'LoginRefused', rule: 'label service', team: file.team.map(({ reach: _, ...person }) => person), impact: service.impact, owners: ['maya'], duty: undefined, links: [], isPublished: false, addresses: {}, freezes: [], objective: undefined, compareLink: undefined,
      policies: {
        assignWithinSeconds: 300, assignAutomatically: true, fixWithinSeconds: 14_400, acknowledgedForSeconds: 1800, quietWindowSeconds: 300, reopenWithinSeconds: 1800,
        silentForSeconds: 14_400, refreshImpactSeconds: 300, laneLeaseSeconds: 300,
        ladders: {
          assign: [{ afterSeconds: 0, tell: ['product-owner'] }, { afterSeconds: 300, tell: ['product-owner'] }, { afterSeconds: 600, tell: ['duty', 'operations-engineer'] }],
          fix: [{ afterSeconds: 0, tell: ['assignee'] }, { afterSeconds: 600, tell: ['assignee'] }, { afterSeconds: 1800, tell: ['duty'] }, { afterSeconds: 3600, tell: ['product-owner'] }],
          signOff: [{ afterSeconds: 0, tell: ['deciders'] }, { afterSeconds: 1800, tell: ['deciders'] }, { afterSeconds: 7200, tell: ['product-owner'] }],
        },
      },
    });
  });

  test('is not how people are reached, and a ladder is in the order of its times', () => {
    const file = parseInstallation(changed(INSTALLATION, 'assignWithin: 5m', 'assignWithin: 5m, ladders: { assign: [{ after: 1m, tell: [maya] }, { after: 0s, tell: [product-owner] }] }'), 'dayshift.yaml', ENVIRONMENT);
    const [service] = file.services;
    if (!service) throw new Error('the file has a service');
    const team = file.team.map((member) => ({ ...member, reach: { email: 'private@home.example' } }));
    const input = incidentInput({ ...file, team }, service, 'a', 'b');
    expect(JSON.stringify(input)).not.toContain('private@home.example');
    expect(input.policies.ladders.assign.map(({ tell }) => tell)).toEqual([['product-owner'], ['maya']]);
  });

  test('holds no secret', () => {
    const file = installation();
    const text = JSON.stringify(file.services.map((service) => incidentInput(file, service, 'a', 'b')));
    for (const secret of ['t0psecret', 'a long secret', 'pa%24s', 'a'.repeat(64)]) expect(text).not.toContain(secret);
  });
});

describe('the environment of a service', () => {
  test('is for checks and for the release, with what must never be written down', () => {
    expect(serviceEnvironment(installation(), 'storefront')).toEqual({
      checks: { TEST_DATABASE_URL: ENVIRONMENT.TEST_DATABASE_URL, FLAG: 'on' }, deploy: { SESSION_SECRET: 'a long secret' }, secrets: ['t0psecret', 'a long secret'],
    });
  });

  test('knows a password in an address also as it reads decoded, and leaves short values alone', () => {
    const text = changed(INSTALLATION, 'FLAG: on', 'URL: "redis://:pa%24sword@cache", API_KEY: abc');
    expect(serviceEnvironment(parseInstallation(text, 'dayshift.yaml', ENVIRONMENT), 'storefront').secrets).toEqual(['t0psecret', 'pa%24sword', 'pa$sword', 'a long secret']);
  });

  test('is refused for a service that is not in the file', () => {
    expect(() => serviceEnvironment(installation(), 'shop')).toThrow('There is no service "shop"; known: storefront.');
  });
});
