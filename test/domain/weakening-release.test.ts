// What a fix's own file would ask less of a release on its way: said forth, and never back.
import type { EnvironmentPlan, SignOffPlan } from '../../src/contracts/release-plan';
import { weakerEnvironments } from '../../src/domain/weakening-release';
import { aDeploy, anEnvironment, aRule, aVerify, aWatch } from '../support/builders';

type Way = Partial<EnvironmentPlan>;
function both(before: Way, after: Way): { forth: string[]; back: string[] } {
  const [one, other] = [anEnvironment(before), anEnvironment(after)];
  return { forth: weakerEnvironments([one], [other]), back: weakerEnvironments([other], [one]) };
}
const signed = (before: Partial<SignOffPlan>, after: Partial<SignOffPlan>) => both({ signOff: aRule(before) }, { signOff: aRule(after) });
const party = (roles: SignOffPlan['parties'][number]['roles'], about: Partial<SignOffPlan['parties'][number]> = {}) => ({ roles, people: [], approvals: 1, ...about });

test('the same way asks nothing less', () => {
  expect(both({}, {})).toEqual({ forth: [], back: [] });
});

describe('who signs', () => {
  test.each([
    ['a party is gone', { parties: [party(['operations-engineer']), party(['product-owner'])] }, { parties: [party(['operations-engineer'])] }, 'the sign-off no longer asks 1 of product-owner'],
    ['a person may sign too', { parties: [party(['operations-engineer'])] }, { parties: [party(['operations-engineer'], { people: ['maya'] })] }, 'the sign-off is open to maya too'],
    ['fewer approvals of one party', { parties: [party(['operations-engineer']), party(['product-owner'], { approvals: 2 })] }, { parties: [party(['operations-engineer']), party(['product-owner'])] }, 'the sign-off asks for 1 approvals instead of 2'],
    ['somebody may make an exception', {}, { exception: ['product-owner' as const] }, 'product-owner may let it out in spite of hours and freezes'],
    ['others may break the glass', {}, { breakGlass: ['operations-engineer' as const, 'product-owner' as const, 'developer' as const] }, 'developer may break the glass too'],
  ])('%s', (_, before, after, sentence) => {
    expect(signed(before, after)).toEqual({ forth: [sentence], back: [] });
  });

  test('parties in another order are the same', () => {
    const parties = [party(['operations-engineer']), party(['product-owner'])];
    expect(signed({ parties }, { parties: [...parties].reverse() })).toEqual({ forth: [], back: [] });
    const wideFirst = [party(['operations-engineer', 'product-owner']), party(['operations-engineer'])];
    expect(signed({ parties: wideFirst }, { parties: [...wideFirst].reverse() })).toEqual({ forth: [], back: [] });
  });

  test('nobody signs any more', () => {
    expect(both({}, { signOff: undefined })).toEqual({ forth: ['nobody is asked to sign any more'], back: [] });
  });

  test('it may go out at more hours', () => {
    const hours = { zone: 'Europe/Berlin', days: ['mon' as const, 'tue' as const], from: '08:00', to: '18:00' };
    expect(signed({ hours }, {})).toEqual({ forth: ['it may go out at any hour'], back: [] });
    expect(signed({ hours }, { hours: { ...hours, to: '20:00' } })).toEqual({ forth: ['it may go out mon tue 08:00 to 20:00 (Europe/Berlin) instead of mon tue 08:00 to 18:00 (Europe/Berlin)'], back: [] });
    expect(signed({ hours }, { hours: { ...hours, days: ['mon'] } }).forth).toEqual([]);
    expect(signed({ hours }, { hours: { ...hours, zone: 'UTC' } }).forth).toHaveLength(1);
  });
});

describe('how it goes out', () => {
  const canary = (...steps: [number, number][]) => ({ deploy: aDeploy({ strategy: 'canary' as const, steps: steps.map(([weight, forSeconds]) => ({ weight, forSeconds })) }) });

  test.each([
    ['steps are gone', canary([10, 60]), {}, 'the release goes to everybody at once instead of in steps'],
    ['a step is shorter', canary([10, 60], [50, 60]), canary([10, 30], [50, 90]), 'the release is watched for 30 s with at most 10% of the traffic instead of 60 s'],
    ['the first step is wider', canary([10, 60]), canary([20, 600]), 'the release is watched for 0 s with at most 10% of the traffic instead of 60 s'],
  ])('%s', (_, before, after, sentence) => {
    expect(both(before, after).forth).toEqual([sentence]);
  });

  test('more steps, and longer ones, ask more', () => {
    expect(both(canary([10, 60]), canary([5, 60], [10, 10], [50, 60])).forth).toEqual([]);
  });

  test('it is asked for its health elsewhere', () => {
    expect(both({}, { deploy: aDeploy({ health: '/' }) }).forth).toEqual(['the release is asked for its health at / instead of /health']);
  });
});

describe('how it is looked at', () => {
  const compared = (about: object = {}) => ({ verify: aVerify({ compare: [{ name: 'errors', query: 'q', max: 0.01, regression: 0.5, ...about }] }) });
  const figure = (about: object = {}) => ({ watch: aWatch({ figures: [{ name: 'p99', query: 'q', max: 0.3, min: 0.1, ...about }] }) });
  const burning = (...rates: number[]) => ({ watch: aWatch({ burn: rates.map((rate) => ({ rate, longSeconds: 3600, shortSeconds: 300 })) }) });

  test.each([
    ['a comparison is gone', compared(), { verify: aVerify() }, 'the verification no longer looks at errors'],
    ['a comparison allows more', compared(), compared({ regression: 0.9 }), 'the verification allows more of errors'],
    ['a limit of a comparison is gone', compared(), compared({ max: undefined }), 'the verification allows more of errors'],
    ['a figure is gone', figure(), { watch: aWatch() }, 'the watch no longer looks at p99'],
    ['a figure may be higher', figure(), figure({ max: 0.4 }), 'the watch allows more of p99'],
    ['a figure may be lower', figure(), figure({ min: 0.05 }), 'the watch allows more of p99'],
    ['a burn may be faster', burning(6), burning(10), 'the watch acts on a burn of 10 over 3600 s and 300 s instead of 6'],
    ['an environment bakes no more', {}, { watch: undefined }, 'the release is not watched any more'],
  ])('%s', (_, before, after, sentence) => {
    expect(both(before, after)).toEqual({ forth: [sentence], back: [] });
  });

  test('what cannot be compared is said both ways', () => {
    expect(both(compared(), compared({ query: 'other' }))).toEqual({ forth: ['the verification asks something else for errors'], back: ['the verification asks something else for errors'] });
    expect(both({}, burning(6))).toEqual({ forth: ['the watch judges by how fast the budget burns instead of every sample'], back: ['the watch no longer looks for a burn of 6 over 3600 s and 300 s'] });
  });
});

describe('the way', () => {
  const [staging, production] = [anEnvironment({ environment: 'staging' }), anEnvironment()];

  test('no longer leads over an environment, or does anew', () => {
    expect(weakerEnvironments([staging, production], [production])).toEqual(['a release no longer goes to staging first']);
    expect(weakerEnvironments([production], [staging, production])).toEqual([]);
  });

  test('of several environments says which one it speaks of', () => {
    expect(weakerEnvironments([staging, production], [{ ...staging, signOff: undefined }, production])).toEqual(['staging: nobody is asked to sign any more']);
  });
});
