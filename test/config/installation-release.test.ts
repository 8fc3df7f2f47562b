// What dayshift.yaml says of releases: deployers, environments, freezes, objectives. Each fault is told with its place and what to write.
import { incidentInput } from '../../src/config/incident-input';
import { parseInstallation } from '../../src/config/installation';
import { serviceEnvironment } from '../../src/config/service-environment';
import type { Installation } from '../../src/contracts/installation';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

const DEPLOYER = '{ use: processes, folder: /srv/releases, ports: { from: 4100, to: 4119 } }';
const OWNERS = '    owners: [maya]';

function parse(text: string): Installation {
  return parseInstallation(text, 'dayshift.yaml', ENVIRONMENT);
}
function deployers(...rows: string[]): string[] {
  return faultsIn(() => parse(changed(INSTALLATION, DEPLOYER, rows.join(', '))));
}
function withService(more: string): string {
  return changed(INSTALLATION, OWNERS, `${OWNERS}\n    ${more}`);
}
function withFreeze(freeze: string): string {
  return changed(INSTALLATION, 'assignWithin: 5m', `assignWithin: 5m, freezes: [{ ${freeze} }]`);
}
const COMMANDS = '{ use: command, name: shell, deploy: a, status: b, rollback: c, folder: /srv/deploy }';

describe('deployers', () => {
  test('may be several, of both kinds', () => {
    expect(deployers(DEPLOYER, COMMANDS, '{ use: processes, name: lab, folder: /srv/lab, ports: { from: 4200, to: 4209 } }')).toEqual([]);
  });

  test.each([
    ['names that differ', [DEPLOYER, '{ use: processes, folder: /srv/other, ports: { from: 5000, to: 5009 } }'], 'deployers[1].name: found `processes` for the second time; write a name that no other has instead'],
    ['ports that no other has', [DEPLOYER, '{ use: processes, name: lab, folder: /srv/lab, ports: { from: 4119, to: 4130 } }'], 'deployers[1].ports: found 4119 to 4130, of which `processes` has 4119 to 4119; write ports that no other deployer has instead'],
    ['folders that differ', [DEPLOYER, '{ use: processes, name: lab, folder: /srv/releases/, ports: { from: 5000, to: 5009 } }'], 'deployers[1].folder: found'],
    ['a folder of its own', [DEPLOYER, COMMANDS.replace('/srv/deploy', 'deploy')], 'deployers[1].folder: found `deploy`, which is not absolute; write the whole path'],
    ['a limit', [DEPLOYER, COMMANDS.replace(' }', ', timeout: 0s }')], 'deployers[1].timeout: found `0s`'],
    ['an adapter that is known', [DEPLOYER, '{ use: cloud, name: x, folder: /x }'], 'deployers[1].use: found `cloud`; write'],
  ])('%s', (_, rows, fault) => {
    expect(deployers(...rows)).toEqual([expect.stringContaining(`integrations.${fault}`)]);
  });

  test('are named by services and their environments', () => {
    expect(faultsIn(() => parse(withService('target: proceses\n    environments: { staging: { address: "http://s", target: cloud } }')))).toEqual([
      expect.stringContaining('services[0].target: found `proceses`, which is no deployer; write `processes` instead'),
      expect.stringContaining('services[0].environments.staging.target: found `cloud`, which is no deployer; write `processes` instead'),
    ]);
  });
});

describe('a service', () => {
  test.each([
    ['environments: { production: { address: "http://p" } }', 'environments.production: found `production`, the service\'s own environment, among those before it'],
    ['environments: { staging: { address: "http://me:hunter22@s" } }', 'environments.staging.address: found an address with a password'],
    ['objective: { target: 100%, query: "bad[$window]" }', 'objective.target: found `100%`; write the share that must be good, below 100%'],
    ['objective: { target: 99.5%, query: bad }', 'objective.query: found a query without `$window`'],
    ['objective: { target: 99.5%, query: "bad[$window] $release" }', 'objective.query: found `$release`, which is not put in here'],
    ['objective: { target: 99.5%, query: "bad[$window]", window: 0s }', 'objective.window: found `0s`'],
    ['compareLink: "git.example/{base}...{head}"', 'compareLink: found `git.example/{base}...{head}`, which is no web address'],
    ['compareLink: "https://git.example/shop"', 'compareLink: found `https://git.example/shop`; write an address with `{base}` and `{head}`'],
  ])('%s', (more, fault) => {
    const faults = faultsIn(() => parse(withService(more)));
    expect(faults).toEqual([expect.stringContaining(`services[0].${fault}`)]);
    expect(faults.join()).not.toContain('hunter22');
  });

  test('may promise something over a quarter', () => {
    expect(faultsIn(() => parse(withService('objective: { target: 99.5%, query: "bad[$window]", window: 90d }\n    compareLink: "https://git.example/{base}...{head}"')))).toEqual([]);
  });
});

describe('a freeze', () => {
  test.each([
    ['name: x, from: 2026-12-18T18:00, to: 2026-12-18T18:00, zone: Europe/Berlin', 'to: found `2026-12-18T18:00`, not after its `from`; write a time after `2026-12-18T18:00` instead'],
    ['name: x, from: 2026-02-30T18:00, to: 2026-12-18T18:00, zone: Europe/Berlin', 'from: found `2026-02-30T18:00`, a day that does not exist'],
    ['name: x, from: 2026-12-01T18:00, to: 2026-12-18T18:00, zone: Europe/Berlinn', 'zone: found `Europe/Berlinn`, a time zone that nobody knows; write `Europe/Berlin` instead'],
    ['name: x, from: 2026-12-01T18:00, to: 2026-12-18T18:00, zone: UTC, services: [storefrnt]', 'services[0]: found `storefrnt`, which is no service; write `storefront` instead'],
    ['name: x, from: 2026-12-01T18:00, to: 2026-12-18T18:00, zone: UTC, environments: [prod]', 'environments[0]: found `prod`, which is no environment of any service; write `production` instead'],
  ])('%s', (freeze, fault) => {
    expect(faultsIn(() => parse(withFreeze(freeze)))).toEqual([expect.stringContaining(`policies.freezes[0].${fault}`)]);
  });
});

describe('what an incident takes with it', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  function inputOf(text: string): ReturnType<typeof incidentInput> {
    const file = parse(text);
    const [service] = file.services;
    if (!service) throw new Error('the file has a service');
    return incidentInput(file, service, 'LoginRefused', 'label service', now);
  }

  test('is where the earlier environments are reached, the promise in numbers, and the link to a change', () => {
    expect(inputOf(withService('environments: { staging: { address: "http://staging.example" } }\n    objective: { target: 99.5%, query: "bad[$window]" }\n    compareLink: "https://git.example/{base}...{head}"'))).toMatchObject({
      addresses: { staging: 'http://staging.example' }, objective: { target: 0.995, query: 'bad[$window]', windowSeconds: 30 * 86_400 }, compareLink: 'https://git.example/{base}...{head}',
    });
    expect(inputOf(INSTALLATION)).toMatchObject({ addresses: {}, freezes: [], objective: undefined, compareLink: undefined });
  });

  test('is each freeze that is not over, by the clock on the wall of its zone', () => {
    const freeze = 'name: end of the year, from: 2026-12-18T18:00, to: 2027-01-04T06:00, zone: America/New_York, environments: [production]';
    expect(inputOf(withFreeze(freeze)).freezes).toEqual([{ name: 'end of the year', from: '2026-12-18T23:00:00.000Z', to: '2027-01-04T11:00:00.000Z', environments: ['production'] }]);
    expect(inputOf(withFreeze('name: under way, from: 2026-11-25T12:00, to: 2026-11-25T14:00, zone: Europe/Berlin')).freezes).toHaveLength(1);
    expect(inputOf(withFreeze('name: over, from: 2026-11-25T12:00, to: 2026-11-25T13:00, zone: Europe/Berlin')).freezes).toEqual([]);
  });

  test('is no freeze of another service', () => {
    const two = changed(withFreeze('name: x, from: 2026-12-01T18:00, to: 2026-12-18T18:00, zone: UTC, services: [till]'), 'integrations:', '  - { name: till, repository: /r, address: "http://t", impact: [{ name: n, unit: count, query: q }] }\nintegrations:');
    const file = parse(two);
    expect(file.services.map((service) => incidentInput(file, service, 'a', 'b', now).freezes.length)).toEqual([0, 1]);
  });
});

describe('the variables of a release', () => {
  const file = parse(withService('environments: { staging: { address: "http://s", deployEnvironment: { SESSION_SECRET: "of staging", EXTRA_TOKEN: "tok-staging" } } }'));

  test('are the service\'s, and beside them the environment\'s own', () => {
    expect(serviceEnvironment(file, 'storefront').deploy).toEqual({ SESSION_SECRET: 'a long secret' });
    expect(serviceEnvironment(file, 'storefront', 'production').deploy).toEqual({ SESSION_SECRET: 'a long secret' });
    expect(serviceEnvironment(file, 'storefront', 'staging').deploy).toEqual({ SESSION_SECRET: 'of staging', EXTRA_TOKEN: 'tok-staging' });
  });

  test('are secret wherever they are declared', () => {
    expect(serviceEnvironment(file, 'storefront').secrets).toEqual(['t0psecret', 'a long secret', 'of staging', 'tok-staging']);
  });

  test('of an environment that the service has not are refused', () => {
    expect(() => serviceEnvironment(file, 'storefront', 'moon')).toThrow('The service "storefront" has no environment "moon"; known: production, staging.');
    expect(() => serviceEnvironment(file, 'storefront', 'constructor')).toThrow('has no environment "constructor"');
  });

  test('may come from dayshift\'s own environment', () => {
    const text = withService('environments: { staging: { address: "http://${PROMETHEUS_HOST}", deployEnvironment: { A: "${NOT_THERE}" } } }');
    expect(faultsIn(() => parse(text))).toEqual([expect.stringContaining('services[0].environments.staging.deployEnvironment.A: found `${NOT_THERE}`, which is not set')]);
  });
});
