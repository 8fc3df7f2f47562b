// What a pipeline file may say of the way to production: parties, hours, environments, canaries, queries. Each fault is told with line, place and advice.
import { contextOf } from '../../src/config/cross-field-context';
import { parseInstallation } from '../../src/config/installation';
import { aPerson } from '../support/builders';
import { changed, ENVIRONMENT, INSTALLATION, PIPELINE } from '../support/files';
import { after, CONTEXT, faultsOf } from './pipeline-faults';

const SIGN_OFF = 'signOff: { roles: [operations-engineer], approvals: 1, expires: 8h }';
const DEPLOY = 'deploy: { environment: production, target: processes, start: node server.js, health: /health }';
const WATCH = 'watch: { for: 1h, objective: 99.5%, query: bad_share, onBurn: rollback }';

/** The faults with another sign-off, and with what the installation says. */
function signed(rule: string): string[] {
  return faultsOf(changed(PIPELINE, SIGN_OFF, `signOff: { ${rule} }`), CONTEXT);
}
function deployed(more: string): string[] {
  return after(DEPLOY, `deploy: { environment: production, target: processes, start: node server.js, health: /health, ${more} }`);
}
function watched(rule: string): string[] {
  return after(WATCH, `watch: { for: 1h, objective: 99.5%, onBurn: rollback, ${rule} }`);
}
function verified(more: string): string[] {
  return after('alertClears: 5m }', `alertClears: 5m, ${more} }`);
}
/** The faults with earlier environments, and with what the installation says. */
function by(...environments: string[]): string[] {
  return faultsOf(changed(PIPELINE, SIGN_OFF, `environments: [${environments.join(', ')}]\n${SIGN_OFF}`), CONTEXT);
}

describe('who signs', () => {
  test('may be named by person, in several parties, with hours, an exception and a glass', () => {
    expect(signed('roles: [operations-engineer], people: [maya], and: [{ roles: [product-owner] }], hours: { zone: Europe/Berlin, from: "08:00", to: "18:00" }, exception: { roles: [product-owner] }')).toEqual([]);
  });

  test.each([
    ['approvals: 1', 'signOff: found neither `roles` nor `people`; write who may sign, e.g. `roles: [operations-engineer]` instead'],
    ['roles: [operations-engineer], and: [{ approvals: 1 }]', 'signOff.and[0]: found neither `roles` nor `people`'],
    ['people: [olgaa]', 'signOff.people[0]: found `olgaa`, who is not in the team; write `olga` instead'],
    ['people: [olga], and: [{ people: [nobody-at-all] }]', 'signOff.and[0].people[0]: found `nobody-at-all`, who is not in the team; write one of'],
    ['people: [olga], approvals: 2', 'signOff: found a gate that nobody can satisfy ('],
    ['roles: [product-owner], and: [{ people: [paula] }]', 'signOff: found a gate that nobody can satisfy ('],
    ['roles: [operations-engineer], breakGlass: { roles: [product-owner] }', 'signOff.breakGlass: found a glass that nobody can break (breaking the glass takes two people of product-owner, but only paula has such a role); write roles that two people of the team have instead'],
    ['roles: [operations-engineer], exception: { roles: [product-owner] }', 'signOff.exception.roles: found `product-owner`, which nobody has who may sign; write a role of somebody who may sign instead'],
    ['roles: [operations-engineer], hours: { zone: Europe/Berlin, from: "18:00", to: "08:00" }', 'signOff.hours.to: found `08:00`, not later than `from: 18:00`; write a later time of the same day instead'],
    ['roles: [operations-engineer], hours: { zone: Europe/Berlino, from: "08:00", to: "18:00" }', 'signOff.hours.zone: found `Europe/Berlino`, a time zone that nobody knows; write `Europe/Berlin` instead'],
    ['roles: [operations-engineer], hours: { zone: UTC, from: "8:00", to: "18:00" }', 'signOff.hours.from: found `8:00`; write a time of day'],
  ])('%s', (rule, fault) => {
    expect(signed(rule)).toEqual([expect.stringContaining(`line 27: ${fault}`)]);
  });

  test('a team that is too small for the glass that nobody wrote is no fault of the file', () => {
    const team = [aPerson('maya', ['developer']), aPerson('olga', ['operations-engineer'])];
    expect(faultsOf(PIPELINE, { ...CONTEXT, team })).toEqual([]);
  });
});

describe('environments before the service\'s own', () => {
  test('say only what is different, and are asked by each rule too', () => {
    expect(by('{ environment: staging, bake: 10m }')).toEqual([]);
    expect(by('{ environment: staging, signOff: { people: [nobody] } }')).toEqual([expect.stringContaining('environments[0].signOff.people[0]: found `nobody`, who is not in the team')]);
    expect(by('{ environment: staging, signOff: { approvals: 1 } }')).toEqual([expect.stringContaining('environments[0].signOff: found neither `roles` nor `people`')]);
    expect(by('{ environment: staging, deploy: { timeout: 0s } }')).toEqual([expect.stringContaining('environments[0].deploy.timeout: found `0s`')]);
    expect(by('{ environment: staging, verify: { run: x, report: { junit: ../x.xml } } }')).toEqual([expect.stringContaining('environments[0].verify.report.junit: found `../x.xml`, which leads out of the checkout')]);
    expect(by('{ environment: staging, verify: { run: x, report: { sarif: x.sarif } } }')).toEqual([expect.stringContaining('environments[0].verify.report: found a report without tests')]);
  });

  test.each([
    ['the service\'s own', ['{ environment: production }'], 'environments[0].environment: found `production`, where `deploy` goes already; write an environment before it instead'],
    ['one that comes twice', ['{ environment: staging }', '{ environment: staging }'], 'environments[1].environment: found `staging` for the second time'],
    ['one that the service has not', ['{ environment: stagging }'], 'environments[0].environment: found `stagging`, which is none of the service\'s `environments` in dayshift.yaml; write `staging` instead'],
    ['a bake without room for its samples', ['{ environment: staging, bake: 20s }'], 'environments[0].bake: found `20s`, which has no room for 3 samples (`watch.every: 15s`); write at least `30s`, or `0s` instead'],
  ])('%s', (_, environments, fault) => {
    expect(by(...environments)).toEqual([expect.stringContaining(fault)]);
  });

  test('of a service without any there is none to name', () => {
    const text = changed(PIPELINE, SIGN_OFF, `environments: [{ environment: staging }]\n${SIGN_OFF}`);
    expect(faultsOf(text, { ...CONTEXT, targets: { production: { target: 'processes', use: 'processes' } } })).toEqual([expect.stringContaining('write no environment here, or give the service one there')]);
  });
});

describe('a canary', () => {
  test('has steps that rise, each watched long enough', () => {
    expect(deployed('strategy: canary, steps: [{ weight: 10%, for: 1m }, { weight: 0.5, for: 5m }]')).toEqual([]);
  });

  test.each([
    ['strategy: canary', 'deploy.steps: found `strategy: canary` without a step; write at least one, e.g. `[{ weight: 10%, for: 5m }]` instead'],
    ['steps: [{ weight: 10%, for: 1m }]', 'deploy.steps: found steps with `strategy: blue-green`, which goes to everybody at once; write `strategy: canary` beside them, or no steps, instead'],
    ['strategy: canary, steps: [{ weight: 50%, for: 1m }, { weight: 50%, for: 1m }]', 'deploy.steps[1].weight: found `50%` after 50%; write shares that rise instead'],
    ['strategy: canary, steps: [{ weight: 50%, for: 1m }, { weight: 20%, for: 1m }]', 'deploy.steps[1].weight: found `20%` after 50%'],
    ['strategy: canary, steps: [{ weight: 10, for: 1m }]', 'deploy.steps[0].weight: found `10`; write `10%` instead'],
    ['strategy: canary, steps: [{ weight: 100%, for: 1m }]', 'deploy.steps[0].weight: found `100%`; write nothing: the step to everybody needs no line instead'],
    ['strategy: canary, steps: [{ weight: 0.5%, for: 1m }]', 'deploy.steps[0].weight: found `0.5%`; write a share of whole percent, `1%` to `99%` instead'],
    ['strategy: canary, steps: [{ weight: 10s, for: 1m }]', 'deploy.steps[0].weight: found `10s`; write a share of whole percent'],
    ['strategy: canary, steps: [{ weight: 10%, for: 20s }]', 'deploy.steps[0].for: found `20s`, which has no room for two samples (`watch.every: 15s`); write at least `30s` instead'],
  ])('%s', (more, fault) => {
    expect(deployed(more)).toEqual([expect.stringContaining(fault)]);
  });

  test('is watched by the default where the file does not say how often, also when its shape is wrong', () => {
    expect(faultsOf(changed(changed(PIPELINE, DEPLOY, DEPLOY.replace(' }', ', strategy: canary, steps: [{ weight: 10%, for: 20s }] }')), 'service: storefront', 'service: 7'))).toEqual([
      expect.stringContaining('service: found'), expect.stringContaining('which has no room for two samples (`watch.every: 15s`)'),
    ]);
  });

  test('of an earlier environment is asked the same, and is not taken over from the last one', () => {
    const canary = changed(PIPELINE, DEPLOY, DEPLOY.replace(' }', ', strategy: canary, steps: [{ weight: 10%, for: 1m }] }'));
    const with_ = (earlier: string): string[] => faultsOf(changed(canary, SIGN_OFF, `environments: [${earlier}]\n${SIGN_OFF}`), CONTEXT);
    expect(with_('{ environment: staging }')).toEqual([]);
    expect(with_('{ environment: staging, deploy: { strategy: canary } }')).toEqual([expect.stringContaining('environments[0].deploy.steps: found `strategy: canary` without a step')]);
  });
});

describe('the target', () => {
  test('of processes is told how a release starts and where it says that it is well', () => {
    expect(after(', start: node server.js', '')).toEqual([expect.stringContaining('deploy.start: found no `start`; write the command that starts the release')]);
    expect(after(', health: /health', '')).toEqual([expect.stringContaining('deploy.health: found no `health`')]);
    expect(faultsOf(changed(PIPELINE, ', start: node server.js, health: /health', ''), CONTEXT)).toHaveLength(2);
  });

  test('is where the environment lives', () => {
    expect(faultsOf(changed(PIPELINE, 'target: processes', 'target: cluster'), CONTEXT)).toEqual([
      expect.stringContaining('deploy.target: found `cluster`; write `processes`, where `production` lives by dayshift.yaml instead'),
    ]);
  });

  test('of the team\'s own commands needs neither, and knows no canary', () => {
    const targets = { production: { target: 'cluster', use: 'command' as const } };
    const text = changed(PIPELINE, 'target: processes, start: node server.js, health: /health', 'target: cluster');
    expect(faultsOf(text, { ...CONTEXT, targets })).toEqual([]);
    expect(faultsOf(changed(text, 'target: cluster', 'target: cluster, strategy: canary, steps: [{ weight: 10%, for: 1m }]'), { ...CONTEXT, targets })).toEqual([
      expect.stringContaining('deploy.strategy: found `canary` to a target of the team\'s own commands'),
    ]);
    expect(after('target: processes, start: node server.js, health: /health', 'target: command, strategy: canary, steps: [{ weight: 10%, for: 1m }]')).toEqual([expect.stringContaining('deploy.strategy: found `canary`')]);
  });

  test('is read from the installation, for each environment', () => {
    const file = parseInstallation(changed(changed(INSTALLATION, '    owners: [maya]', '    owners: [maya]\n    environments: { staging: { address: "http://staging", target: shell } }'),
      'ports: { from: 4100, to: 4119 } }]', 'ports: { from: 4100, to: 4119 } }, { use: command, name: shell, deploy: a, status: b, rollback: c, folder: /srv }]'), 'dayshift.yaml', ENVIRONMENT);
    const [service] = file.services;
    if (!service) throw new Error('the file has a service');
    expect(contextOf(file, service)).toMatchObject({ service: 'storefront', environment: 'production', targets: { production: { target: 'processes', use: 'processes' }, staging: { target: 'shell', use: 'command' } } });
  });
});

describe('queries', () => {
  const QUERY = "'rate(bad[$window]) / rate(all[$window])'";

  test('name what dayshift puts in, and a dashboard\'s own names are left to it', () => {
    expect(watched(`query: ${QUERY}, figures: [{ name: p99, query: 'p99{digest="$release",env="$environment"}[$__rate_interval]', max: 300ms }]`)).toEqual([]);
    expect(watched('query: \'share{path=~".*/login$"}\'')).toEqual([]);
  });

  test.each([
    ['query: "rate(bad[$windows])"', 'watch.query: found `$windows`, which nobody puts in; write `$window` instead'],
    ['query: bad, figures: [{ name: a, query: "x{v=\\"${version}\\"}", max: 1 }]', 'watch.figures[0].query: found `${version}`, which nobody puts in; write one of `$release`'],
    ['query: bad, figures: [{ name: a, query: x, max: 1 }, { name: a, query: y, max: 1 }]', 'watch.figures[1].name: found `a` for the second time'],
    ['query: bad, figures: [{ name: a, query: x, max: 1parsec }]', 'watch.figures[0].max: found `1parsec`, whose unit is unknown'],
    ['query: bad, figures: [{ name: a, query: x, max: 1, min: 2 }]', 'watch.figures[0].min: found `2`, more than `max` (`1`); write at most `1` instead'],
    ['query: bad, figures: [{ name: a, query: x }]', 'watch.figures[0]: found an object with `name`, `query`; write `max`, `min` or both'],
    ['query: bad, burn: [{ rate: 6, long: 1h, short: 5m }]', 'watch.query: found a query without `$window`, while `burn` asks over windows'],
    [`query: ${QUERY}, burn: []`, 'watch.burn: found no row, while the query asks over `$window`'],
    [`query: ${QUERY}, burn: [{ rate: 6, long: 5m, short: 5m }]`, 'watch.burn[0].short: found `5m`, not shorter than `long: 5m`'],
    [`query: ${QUERY}, burn: [{ rate: 6, long: 1h, short: 0s }]`, 'watch.burn[0].short: found `0s`; write more than zero'],
  ])('%s', (rule, fault) => {
    expect(watched(rule)).toEqual([expect.stringContaining(fault)]);
  });

  test('of a budget of nothing no rate could be told', () => {
    expect(after(WATCH, `watch: { for: 1h, objective: 100%, query: ${QUERY} }`)).toEqual([expect.stringContaining('watch.objective: found `100%`')]);
    expect(after(WATCH, 'watch: { for: 1h, objective: 100%, query: bad_share }')).toEqual([]);
  });
});

describe('comparisons with the release before', () => {
  test('are asked of each release', () => {
    expect(verified('compare: [{ name: errors, query: \'errors{digest="$release"}\', max: 1%, regression: 50% }]')).toEqual([]);
  });

  test.each([
    ['compare: [{ name: errors, query: errors, max: 1% }]', 'verify.compare[0].query: found a query without `$release`'],
    ['compare: [{ name: errors, query: "e{d=\\"$release\\"}" }]', 'verify.compare[0]: found an object with `name`, `query`; write `max`, `regression` or both'],
    ['compare: [{ name: errors, query: "e{d=\\"$release\\",s=\\"$svc\\"}", max: 1 }]', 'verify.compare[0].query: found `$svc`, which nobody puts in'],
    ['compare: [{ name: e, query: "e{d=\\"$release\\"}", regression: 50 }]', 'verify.compare[0].regression: found `50`; write `50%` instead'],
    ['compareFor: 0s', 'verify.compareFor: found `0s`; write more than zero'],
  ])('%s', (more, fault) => {
    expect(verified(more)).toEqual([expect.stringContaining(fault)]);
  });
});

test('every fault is told at once', () => {
  const text = changed(changed(changed(PIPELINE, SIGN_OFF, 'environments: [{ environment: production }]\nsignOff: { approvals: 1, hours: { zone: Nowhere, from: "18:00", to: "08:00" } }'), DEPLOY, 'deploy: { environment: production, target: processes, strategy: canary }'), WATCH, 'watch: { for: 1h, objective: 99.5%, query: "$what", burn: [{ rate: 1, long: 1m, short: 1h }] }');
  expect(faultsOf(text).map((fault) => /: (\S+): found/.exec(fault)?.[1])).toEqual([
    'environments[0].environment', 'signOff', 'signOff.hours.to', 'signOff.hours.zone', 'deploy.steps', 'deploy.start', 'deploy.health', 'watch.query', 'watch.burn[0].short', 'watch.query',
  ]);
});
