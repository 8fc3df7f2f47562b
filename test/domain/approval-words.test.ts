// What a word changes on the card: withdraw, delegate, ask, except, and two people who break the glass.
import { mayGoOut } from '../../src/domain/approval';
import { after, aParty, approves, asks, bothWays, breaks, cardBy, delegates, FRIDAY_EVENING, OFFICE, refusalOf, rejects, withdraws } from '../support/an-approval';
import { aCard, aKeeping, aPerson, aRule, at, DIGEST } from '../support/builders';

const keeping = aKeeping();
const two = aKeeping({ rule: aRule({ parties: [aParty({ approvals: 2 })] }) });
const office = (exception: Parameters<typeof aRule>[0] = {}) => aKeeping({ rule: aRule({ hours: OFFICE, ...exception }) });

describe('to withdraw', () => {
  it('takes back one\'s own approval, and leaves the others\'', () => {
    const card = after(cardBy(two), two, [approves('olga'), approves('otto'), withdraws('olga')]);
    expect(card).toMatchObject({ state: 'open', missing: '1 approval of ravi, olga', parties: [{ counted: ['otto'] }] });
    expect(card.given.map(({ by }) => by)).toEqual(['otto']);
  });

  it('lets the same person approve again', () => {
    expect(after(aCard(), keeping, [approves('olga'), withdraws('olga'), approves('olga')]).state).toBe('granted');
  });

  it('gives a delegated say back to who delegates, and not to the one who delegated', () => {
    const card = after(aCard(), keeping, [delegates('olga', 'paula'), approves('paula'), withdraws('paula')]);
    expect(card).toMatchObject({ state: 'open', given: [], delegations: [{ from: 'olga', to: 'paula' }] });
    expect(after(card, keeping, [approves('paula')]).state).toBe('granted');
  });
});

describe('to delegate', () => {
  it('lets another decide, for the party of the one who gave it', () => {
    const given = after(aCard(), keeping, [delegates('olga', 'paula', { reason: 'I am on a train' }), approves('paula')]);
    expect(given).toMatchObject({ state: 'granted', parties: [{ counted: ['paula'] }], given: [{ by: 'paula', for: 'olga' }], delegations: [{ from: 'olga', to: 'paula', reason: 'I am on a train', at: at(60) }] });
    expect(mayGoOut(given, DIGEST, at(120), keeping)).toEqual({ ok: true });
  });

  it('counts for one party only, also when the other could stand for another', () => {
    const ways = bothWays();
    const team = [...ways.team, aPerson('stella', ['stakeholder'])];
    const card = after(cardBy({ ...ways, team }), { ...ways, team }, [delegates('paula', 'stella'), approves('stella')]);
    expect(card).toMatchObject({ state: 'open', missing: '1 approval of ravi, olga, otto', parties: [{ counted: [] }, { counted: ['stella'] }] });
  });

  it('says on the card who is awaited for whom', () => {
    const card = after(aCard(), keeping, [delegates('olga', 'paula')]);
    expect(card).toMatchObject({ mayDecide: ['ravi', 'olga', 'otto', 'paula'], missing: '1 approval of ravi, paula for olga, otto' });
  });

  it('lets the other reject, too', () => {
    expect(after(aCard(), keeping, [delegates('olga', 'paula'), rejects('paula')])).toMatchObject({ state: 'rejected', given: [{ by: 'paula', for: 'olga' }] });
  });

  it('can be given to another instead, before it was used', () => {
    const more = aKeeping({ team: [...keeping.team, aPerson('stella', ['stakeholder'])] });
    const card = after(cardBy(more), more, [delegates('olga', 'paula'), delegates('olga', 'stella')]);
    expect(card.mayDecide).toEqual(['ravi', 'olga', 'otto', 'stella']);
    expect(refusalOf(card, more, approves('paula')).reason).toBe('Paula has none of the roles operations-engineer');
  });

  it('is taken back by deciding oneself, before it was used', () => {
    const card = after(cardBy(two), two, [delegates('olga', 'paula'), approves('olga')]);
    expect(card).toMatchObject({ delegations: [], parties: [{ counted: ['olga'] }], mayDecide: ['ravi', 'olga', 'otto'] });
  });
});

describe('to ask', () => {
  it('puts a question on the card, of anybody to anybody, and pauses nothing', () => {
    const card = after(aCard(), keeping, [asks('paula', { to: 'maya' }), asks('maya', { text: 'Which data?' })]);
    expect(card.questions).toEqual([{ by: 'paula', text: 'Was the old data tried?', to: 'maya', at: at(60) }, { by: 'maya', text: 'Which data?', to: undefined, at: at(60) }]);
    expect(after(card, keeping, [approves('olga')]).state).toBe('granted');
  });

  it('is possible on a card that is granted or held', () => {
    const granted = after(aCard(), keeping, [approves('olga')]);
    expect(after(granted, keeping, [asks('paula')])).toMatchObject({ state: 'granted', questions: [{ by: 'paula' }] });
    expect(after({ ...granted, state: 'held' }, keeping, [asks('paula')]).questions).toHaveLength(1);
  });
});

describe('an exception', () => {
  it('lets an approval count while it is shut, and others follow it', () => {
    const rule = office({ exception: ['operations-engineer'], parties: [aParty(), aParty({ roles: ['product-owner'] })] });
    const asked = cardBy(rule, { at: FRIDAY_EVENING });
    const card = after(asked, rule, [approves('olga', { exception: 'nobody can log in' }), approves('paula')], FRIDAY_EVENING);
    expect(card).toMatchObject({ state: 'granted', given: [{ by: 'olga', exception: 'nobody can log in' }, { by: 'paula' }] });
    expect(mayGoOut(card, DIGEST, FRIDAY_EVENING, rule)).toEqual({ ok: true });
  });

  it('that is withdrawn holds no longer: it waits for the hours', () => {
    const rule = office({ exception: ['product-owner'], parties: [aParty(), aParty({ roles: ['product-owner', 'operations-engineer'] })] });
    const card = after(cardBy(rule, { at: FRIDAY_EVENING }), rule, [approves('paula', { exception: 'nobody can log in' }), approves('olga'), withdraws('paula')], FRIDAY_EVENING);
    expect(refusalOf(card, rule, approves('otto'), FRIDAY_EVENING).reason).toMatch(/^it is shut/);
  });

  it('may be made ahead, before it is shut', () => {
    const rule = office({ exception: ['operations-engineer'], expiresSeconds: 7 * 86_400 });
    const card = after(cardBy(rule), rule, [approves('olga', { exception: 'it goes out when the lane is free' })]);
    expect(mayGoOut(card, DIGEST, FRIDAY_EVENING, rule)).toEqual({ ok: true });
  });
});

describe('the glass', () => {
  it('is touched by the first of two, and nothing happens yet', () => {
    const card = after(aCard(), keeping, [breaks('olga')]);
    expect(card).toMatchObject({ state: 'open', glass: { by: ['olga'], reason: 'nobody can log in', digest: DIGEST, at: at(60) } });
    expect(mayGoOut(card, DIGEST, at(120), keeping).ok).toBe(false);
  });

  it('is broken by the second, with both reasons, whatever the rule asks', () => {
    const card = after(cardBy(two), two, [breaks('olga'), breaks('paula', { reason: 'I agree' })]);
    expect(card).toMatchObject({ state: 'granted', given: [], glass: { by: ['olga', 'paula'], reason: 'olga: nobody can log in; paula: I agree' } });
    expect(mayGoOut(card, DIGEST, at(120), two)).toEqual({ ok: true });
  });

  it('passes hours and freezes, also when the approvals were there already', () => {
    const rule = office();
    const granted = after(cardBy(rule, { at: '2026-03-06T16:00:00.000Z' }), rule, [approves('olga')], '2026-03-06T16:01:00.000Z');
    expect(mayGoOut(granted, DIGEST, FRIDAY_EVENING, rule)).toMatchObject({ ok: false, isShut: true });
    const broken = after(granted, rule, [breaks('otto'), breaks('paula')], FRIDAY_EVENING);
    expect(mayGoOut(broken, DIGEST, FRIDAY_EVENING, rule)).toEqual({ ok: true });
  });

  it('ends with the card', () => {
    const card = after(aCard(), keeping, [breaks('olga'), breaks('paula')]);
    expect(mayGoOut(card, DIGEST, at(8 * 3600), keeping)).toMatchObject({ ok: false, reason: `the sign-off expired at ${at(8 * 3600)}` });
  });

  it.each([
    ['one person twice', ['olga', 'olga']],
    ['one alone', ['olga']],
    ['somebody with a part in the change', ['olga', 'maya']],
    ['somebody of no such role', ['olga', 'dora']],
  ])('is not broken by %s, whatever the card says', (_, by) => {
    const forged = { ...aCard(), state: 'granted' as const, glass: { by, reason: 'x', digest: DIGEST, at: at(60) } };
    expect(mayGoOut(forged, DIGEST, at(120), keeping).ok).toBe(false);
  });
});
