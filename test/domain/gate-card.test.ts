// Who decides on an inconclusive gate, what may be said, and how narrow is what comes of it?
import type { AttemptView, GateCard, IncidentView } from '../../src/contracts/incident';
import type { JudgeGate } from '../../src/contracts/people';
import { decideGate, letThrough, openGate, openStage, quarantinesOf, refuseJudgeGate } from '../../src/domain/gate-card';
import { Role } from '../../src/domain/vocabulary';
import { aPerson, aResult, at, T0 } from '../support/builders';

const TEST = 'basket › keeps the tea';
const team = [aPerson('tess', ['devtester']), aPerson('tim', ['devtester']), aPerson('maya', ['developer']), aPerson('olga', ['operations-engineer'])];
const flakyOn = (device: string) => aResult({ id: `functional/shop/device=${device}`, check: 'shop', point: { device }, verdict: 'inconclusive', reason: 'flaky', flaky: [TEST] });
const noisy = aResult({ id: 'performance/load', stage: 'performance', check: 'load', verdict: 'inconclusive', reason: 'noise hides it' });
const ask = (results = [flakyOn('ipad'), flakyOn('pixel-8')], authors: string[] = []): GateCard =>
  openGate({ stage: 'functional', role: Role.DevTester, results, team, authors, deadline: at(3600) });

function viewWith(card: GateCard, verdict: AttemptView['verdict'] = 'running'): IncidentView {
  const stage = { stage: card.stage, verdict: 'running', cells: [], card };
  return { team, attempts: [{ number: 1, verdict, stages: [stage] }] } as unknown as IncidentView;
}
const word = (about: Partial<JudgeGate> = {}): JudgeGate => ({ by: 'tess', through: 'api', stage: 'functional', decision: 'quarantine', reason: 'the clock of the test', review: '2026-03-20', ...about });
const refusal = (about: Partial<JudgeGate>, card = ask(), by: string | undefined = about.by ?? 'tess') => refuseJudgeGate(viewWith(card), word(about), by, T0)?.reason;

describe('the question', () => {
  test('flaky tests are named once, with the cells in which they flaked', () => {
    expect(ask().flaky).toEqual([{ check: 'shop', test: TEST, at: [{ device: 'ipad' }, { device: 'pixel-8' }] }]);
    expect(ask().decisions).toEqual(['quarantine', 'run-again', 'send-back']);
  });

  test('noise is accepted, not put into quarantine; both together are accepted or run again', () => {
    expect(ask([noisy]).decisions).toEqual(['accept', 'run-again', 'send-back']);
    expect(ask([noisy, flakyOn('ipad')]).decisions).toEqual(['accept', 'run-again', 'send-back']);
  });

  test('people of the stage\'s role are asked, but for the authors of the fix', () => {
    expect(ask().mayDecide).toEqual(['tess', 'tim']);
    expect(ask(undefined, ['TESS@storefront.example']).mayDecide).toEqual(['tim']);
  });

  test('when nobody with the role is free of the fix, whoever answers for the release is asked', () => {
    expect(ask(undefined, ['tess@storefront.example', 'tim@storefront.example']).mayDecide).toEqual(['olga']);
  });
});

describe('the word', () => {
  test('of somebody who is asked is taken', () => {
    expect(refusal({})).toBeUndefined();
    expect(refusal({ decision: 'run-again', review: undefined })).toBeUndefined();
  });

  test.each([
    ['by somebody who is not asked', { by: 'maya' }, 'maya may not decide on it'],
    ['for another gate', { stage: 'security' }, 'the security gate does not wait for a decision'],
    ['that is no answer to it', { decision: 'accept' as const }, 'accept is no answer to this gate'],
    ['without a reason', { reason: ' ' }, 'there is no reason'],
    ['of quarantine without a day', { review: undefined }, 'a quarantine needs a day of review'],
    ['of quarantine until yesterday', { review: '2026-03-01' }, '2026-03-01 is past'],
    ['of quarantine for ever', { review: '2027-03-01' }, '2027-03-01 is more than 90 days away'],
  ])('%s is refused', (_, about, reason) => {
    expect(refusal(about)).toBe(reason);
  });

  test('is refused when nothing waits: decided already, or the attempt is over', () => {
    const decided = decideGate(ask(), word(), 'tess', T0);
    expect(refusal({}, decided)).toBe('no gate waits for a decision');
    expect(openStage(viewWith(ask(), 'superseded'))).toBeUndefined();
  });

  test('from anywhere may hold anything', () => {
    const strange = { by: 7, stage: null, decision: {}, reason: 3 } as unknown as JudgeGate;
    expect(refuseJudgeGate(viewWith(ask()), strange, undefined, T0)?.reason).toMatch(/does not wait/);
  });
});

describe('what comes of it', () => {
  test('a quarantine for each flaky test, no wider than where it flaked, with owner, reason and day', () => {
    const card = decideGate(ask([flakyOn('ipad')]), word({ owner: 'the shop team' }), 'tess', T0);
    expect(card.given?.quarantine).toEqual([{ check: 'shop', test: TEST, at: [{ device: 'ipad' }], owner: 'the shop team', reason: 'the clock of the test', review: '2026-03-20' }]);
    expect(quarantinesOf(viewWith(card).attempts)).toEqual(card.given?.quarantine);
  });

  test('a signer is told who let what through', () => {
    const quarantined = viewWith(decideGate(ask(), word(), 'tess', T0)).attempts[0];
    const accepted = viewWith(decideGate(ask([noisy]), word({ decision: 'accept', reason: 'measured by hand' }), 'tess', T0)).attempts[0];
    expect(quarantined && letThrough(quarantined)).toEqual([`tess put “${TEST}” into quarantine: the clock of the test`]);
    expect(accepted && letThrough(accepted)).toEqual(['tess accepted the functional gate, which was inconclusive: measured by hand']);
  });

  test('running again or sending back lets nothing through', () => {
    const again = viewWith(decideGate(ask(), word({ decision: 'run-again' }), 'tess', T0)).attempts[0];
    expect(again && letThrough(again)).toEqual([]);
  });
});
