// How does an attempt go out? Environments in order, each with its own rule; what is left out is as in the last.
import { environmentsOf, lastEnvironment } from '../../src/domain/plan-release';
import type { EarlierEnvironment } from '../../src/contracts/release-rules';
import { EarlierEnvironment as Earlier } from '../../src/contracts/release-rules';
import { aPipelineFile } from '../support/builders';

const earlier = (about: object): EarlierEnvironment => Earlier.parse({ environment: 'staging', ...about });

test('the earlier ones come first, in the file\'s order, and the service\'s own is the last', () => {
  const environments = environmentsOf(aPipelineFile({ environments: [earlier({}), earlier({ environment: 'preview' })] }));
  expect(environments.map(({ environment, deploy }) => [environment, deploy.environment])).toEqual([['staging', 'staging'], ['preview', 'preview'], ['production', 'production']]);
  expect(lastEnvironment({ environments }).environment).toBe('production');
  expect(() => lastEnvironment({ environments: [] })).toThrow('at least one environment');
});

test('what an earlier one leaves out is as in the last, but for sign-off, watch and canary', () => {
  const { deploy } = aPipelineFile();
  const [staging, production] = environmentsOf(aPipelineFile({ deploy: { ...deploy, strategy: 'canary', steps: [{ weight: '10%', for: '1m' }] }, environments: [earlier({})] }));
  expect(staging).toEqual({ environment: 'staging', signOff: undefined, verify: production?.verify, watch: undefined, deploy: { ...production?.deploy, environment: 'staging', strategy: 'blue-green', steps: [] } });
  expect(production?.deploy).toMatchObject({ strategy: 'canary', steps: [{ weight: 10, forSeconds: 60 }] });
});

test('what an earlier one says is its own', () => {
  const [staging] = environmentsOf(aPipelineFile({ environments: [earlier({
    bake: '10m', signOff: { people: ['tess'], expires: '1h' }, deploy: { target: 'cluster', timeout: '5m' }, verify: { run: 'smoke', report: { junit: 'a.xml' } },
  })] }));
  expect(staging).toMatchObject({
    signOff: { parties: [{ roles: [], people: ['tess'], approvals: 1 }], expiresSeconds: 3600 }, deploy: { target: 'cluster', timeoutSeconds: 300, start: 'node server.js' },
    verify: { run: 'smoke' }, watch: { forSeconds: 600, objective: 0.995 },
  });
});

test('an earlier one that says something of its deployment has the rest from the last, the time limit too', () => {
  const { deploy } = aPipelineFile();
  const [staging] = environmentsOf(aPipelineFile({ deploy: { ...deploy, timeout: '5m' }, environments: [earlier({ deploy: { target: 'cluster' } })] }));
  expect(staging?.deploy).toMatchObject({ target: 'cluster', strategy: 'blue-green', steps: [], start: 'node server.js', health: '/health', timeoutSeconds: 300 });
});

test('every party must agree, and an exception is nobody\'s unless it is written', () => {
  const { signOff } = aPipelineFile();
  const [production] = environmentsOf(aPipelineFile({ signOff: { ...signOff, and: [{ roles: ['product-owner'], people: [], approvals: 1 }], exception: { roles: ['operations-engineer'] } } }));
  expect(production?.signOff).toMatchObject({ parties: [{ roles: ['operations-engineer'] }, { roles: ['product-owner'] }], exception: ['operations-engineer'] });
  expect(production?.signOff).not.toHaveProperty('hours');
});

test('steps of a strategy without steps are none', () => {
  const { deploy } = aPipelineFile();
  expect(environmentsOf(aPipelineFile({ deploy: { ...deploy, steps: [{ weight: '10%', for: '1m' }] } }))[0]?.deploy.steps).toEqual([]);
});

describe('how fast the budget may burn', () => {
  const { watch } = aPipelineFile();
  const burnOf = (about: Partial<typeof watch>) => environmentsOf(aPipelineFile({ watch: { ...watch, ...about } }))[0]?.watch?.burn;

  test('is the workbook\'s two rows when the query is asked over windows', () => {
    expect(burnOf({ query: 'bad[$window]' })).toEqual([{ rate: 14.4, longSeconds: 3600, shortSeconds: 300 }, { rate: 6, longSeconds: 21_600, shortSeconds: 1800 }]);
  });

  test('is what is written, and nothing for a query without a window', () => {
    expect(burnOf({ query: 'bad[$window]', burn: [{ rate: 2, long: '1m', short: '10s' }] })).toEqual([{ rate: 2, longSeconds: 60, shortSeconds: 10 }]);
    expect(burnOf({ query: 'bad' })).toEqual([]);
  });
});

test('figures and comparisons have their limits as numbers, and only those that are written', () => {
  const { watch, verify } = aPipelineFile();
  const [production] = environmentsOf(aPipelineFile({
    watch: { ...watch, figures: [{ name: 'p99', query: 'q', max: '300ms' }, { name: 'rps', query: 'r', min: 5 }] },
    verify: { ...verify, compare: [{ name: 'errors', query: 'e', max: '1%', regression: '50%' }] },
  }));
  expect(production?.watch?.figures).toEqual([{ name: 'p99', query: 'q', max: 0.3 }, { name: 'rps', query: 'r', min: 5 }]);
  expect(production?.verify.compare).toEqual([{ name: 'errors', query: 'e', max: 0.01, regression: 0.5 }]);
});
