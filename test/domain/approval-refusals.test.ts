// Every refusal of a sign-off, each by its name: by whom, for what, how often, when, and words that hold anything.
import type { DecisionCard } from '../../src/contracts/decision';
import type { SignOff } from '../../src/contracts/people';
import { decide } from '../../src/domain/approval';
import { after, aParty, approves, asks, breaks, cardBy, delegates, FRIDAY_EVENING, MONDAY_MORNING, OFFICE, refusalOf, rejects, withdraws, type Spoken } from '../support/an-approval';
import { aCard, aKeeping, aRule, at, DIGEST, OTHER_DIGEST } from '../support/builders';

const keeping = aKeeping();
const two = aKeeping({ rule: aRule({ parties: [aParty({ approvals: 2 })] }) });
const barred = aKeeping({ barred: [{ digest: DIGEST, why: 'it burnt the budget' }] });
const LATE = at(8 * 3600);
const reasonOf = (card: DecisionCard, word: Spoken, by = keeping, when?: string): string => refusalOf(card, by, word, when).reason;
/** Olga, Otto and Ravi decide; Maya wrote it, Ravi pushed it. */
const pushed = aCard({ pushedBy: ['ravi'] });

describe('a decision is refused', () => {
  it('of somebody who is not in the team', () => {
    expect(refusalOf(aCard(), keeping, approves('mallory'))).toEqual({ reason: 'mallory is not in the team', advice: 'These may: ravi, olga, otto.' });
  });

  it('of somebody without a role that the rule asks for', () => {
    expect(refusalOf(aCard(), keeping, approves('paula'))).toEqual({ reason: 'Paula has none of the roles operations-engineer', advice: 'These may: ravi, olga, otto.' });
  });

  it('of somebody whom the rule does not name', () => {
    const named = aKeeping({ rule: aRule({ parties: [aParty({ roles: [], people: ['otto'] })] }) });
    expect(reasonOf(cardBy(named), approves('olga'), named)).toBe('Olga is not one of otto');
    const either = aKeeping({ rule: aRule({ parties: [aParty({ roles: ['devtester'], people: ['otto'] })] }) });
    expect(reasonOf(cardBy(either), approves('olga'), either)).toBe('Olga has none of the roles devtester and is not one of otto');
  });

  it('of an author, a committer or a co-author, whatever roles they have', () => {
    expect(reasonOf(aCard({ authors: ['ravi@storefront.example'] }), approves('ravi'))).toBe('Ravi has a part in this change, and an author cannot approve');
  });

  it('of whoever pushed it', () => {
    expect(reasonOf(pushed, approves('ravi'))).toBe('Ravi has a part in this change, and an author cannot approve');
  });

  it('for another digest, with the right one in the advice', () => {
    expect(refusalOf(aCard(), keeping, approves('olga', { digest: OTHER_DIGEST }))).toEqual({ reason: `the sign-off is asked for ${DIGEST}, not for ${OTHER_DIGEST}`, advice: `Look at what was tested, then name its digest: ${DIGEST}.` });
  });

  it('when it is the second of the same person', () => {
    const open = after(cardBy(two), two, [approves('olga')]);
    expect(reasonOf(open, approves('olga'), two)).toBe('Olga has decided already');
    expect(reasonOf(open, rejects('olga'), two)).toBe('Olga has decided already');
  });

  it('of who delegated the say, once the other has decided', () => {
    const open = after(cardBy(two), two, [delegates('olga', 'paula'), approves('paula')]);
    expect(reasonOf(open, approves('olga'), two)).toBe('Olga gave the say to paula, who has decided');
  });

  it('at and after the expiry', () => {
    expect(reasonOf(aCard(), approves('olga'), keeping, LATE)).toBe(`the sign-off expired at ${LATE}`);
    expect(after(aCard(), keeping, [approves('olga')], at(8 * 3600 - 1)).state).toBe('granted');
  });

  it('on a card that is closed or held', () => {
    for (const state of ['granted', 'rejected', 'void', 'expired'] as const) expect(reasonOf({ ...aCard(), state }, approves('olga'))).toBe(`the sign-off is ${state} already`);
    expect(refusalOf({ ...aCard(), state: 'held' }, keeping, approves('olga'))).toMatchObject({ reason: 'the sign-off is held', advice: expect.stringContaining('newer commit') as string });
  });

  it('when it rejects without a reason', () => {
    expect(reasonOf(aCard(), rejects('olga', { reason: undefined }))).toBe('a rejection needs a reason');
    expect(reasonOf(aCard(), rejects('olga', { reason: '  ' }))).toBe('a rejection needs a reason');
  });

  it('when it approves bytes that production sent back; to reject them is possible', () => {
    expect(refusalOf(cardBy(barred), barred, approves('olga'))).toEqual({ reason: 'these bytes are barred: it burnt the budget', advice: 'Push another commit.' });
    expect(cardBy(barred).missing).toBe('it cannot be signed: it burnt the budget');
    expect(after(cardBy(barred), barred, [rejects('olga')]).state).toBe('rejected');
  });

  it('when it approves outside of the hours, with when they begin and who may make an exception', () => {
    const office = aKeeping({ rule: aRule({ hours: OFFICE, exception: ['operations-engineer'] }) });
    expect(refusalOf(cardBy(office, { at: FRIDAY_EVENING }), office, approves('olga'), FRIDAY_EVENING)).toEqual({
      reason: 'it is shut: it goes out mon, tue, wed, thu, fri from 08:00 to 18:00 (Europe/Berlin)',
      advice: `Wait until ${MONDAY_MORNING}, or let ravi or olga or otto approve with an \`exception\` that says why.`,
    });
  });

  it('when it approves within a freeze, and nobody may make an exception', () => {
    const frozen = aKeeping({ freezes: [{ name: 'end of the year', from: at(0), to: at(3600), environments: [] }] });
    expect(refusalOf(cardBy(frozen), frozen, approves('olga'))).toEqual({ reason: `it is shut: the freeze “end of the year” lasts until ${at(3600)}`, advice: `Wait until ${at(3600)}; nobody may make an exception.` });
    expect(after(cardBy(frozen), frozen, [rejects('olga')]).state).toBe('rejected');
  });

  it('with an exception of somebody who may make none', () => {
    const ways = aKeeping({ rule: aRule({ exception: ['product-owner'], parties: [aParty(), aParty({ roles: ['product-owner'] })] }) });
    expect(refusalOf(cardBy(ways), ways, approves('olga', { exception: 'now' }))).toEqual({ reason: 'Olga may make no exception', advice: 'Approve without one.' });
    expect(reasonOf(cardBy(ways), approves('paula', { exception: ' ' }), ways)).toBe('there is no exception');
  });

  it('when a signal holds anything', () => {
    const words: [Record<string, unknown>, string][] = [
      [{ decision: 'maybe' }, '“maybe” is no decision'], [{ decision: undefined }, '“nothing” is no decision'],
      [{ by: undefined }, 'nothing is not in the team'], [{ by: { id: 'olga' } }, '{"id":"olga"} is not in the team'],
      [{ by: { toString: 1, valueOf: 1 } }, '{"toString":1,"valueOf":1} is not in the team'], [{ by: 'x'.repeat(1000) }, `${'x'.repeat(80)}… is not in the team`],
      [{ digest: undefined }, `the sign-off is asked for ${DIGEST}, not for nothing`], [{ digest: [DIGEST] }, `the sign-off is asked for ${DIGEST}, not for ["${DIGEST}"]`],
      [{ reason: 7 }, 'the reason is not a text'], [{ reason: 'x'.repeat(501) }, 'the reason has 501 characters'], [{ exception: 7 }, 'the exception is not a text'],
    ];
    for (const [word, reason] of words) expect(reasonOf(aCard(), approves('olga', word))).toBe(reason);
  });

  it('when a signal holds nothing at all', () => {
    for (const nothing of [undefined, null, 7, 'olga', []]) expect(reasonOf(aCard(), (card, when, by) => decide(card, nothing as unknown as SignOff, when, by))).toBe('nothing is not in the team');
  });
});

describe('to withdraw is refused', () => {
  it('without an approval of one\'s own', () => {
    const card = after(cardBy(two), two, [approves('olga')]);
    expect(refusalOf(card, two, withdraws('otto'))).toEqual({ reason: 'Otto has not approved it', advice: 'Only one\'s own approval can be withdrawn.' });
  });

  it('of who only delegated it', () => {
    expect(reasonOf(after(aCard(), keeping, [delegates('olga', 'paula'), approves('paula')]), withdraws('olga'))).toBe('Olga has not approved it');
  });

  it('without a reason, of a stranger, and when it is closed', () => {
    const granted = after(aCard(), keeping, [approves('olga')]);
    expect(reasonOf(granted, withdraws('olga', { reason: '' }))).toBe('there is no reason');
    expect(reasonOf(granted, withdraws('mallory'))).toBe('mallory is not in the team');
    expect(reasonOf({ ...granted, state: 'void' }, withdraws('olga'))).toBe('the sign-off is void already');
    expect(reasonOf(granted, withdraws('olga'), keeping, LATE)).toBe(`the sign-off expired at ${LATE}`);
  });
});

describe('to delegate is refused', () => {
  it('of an author, and to an author', () => {
    expect(reasonOf(pushed, delegates('ravi', 'paula'))).toBe('Ravi has a part in this change, and an author cannot approve');
    expect(reasonOf(pushed, delegates('olga', 'maya'))).toBe('Maya has a part in this change, and an author cannot approve');
    expect(reasonOf(pushed, delegates('olga', 'ravi'))).toBe('Ravi has a part in this change, and an author cannot approve');
  });

  it('of who has no say, and of who has used it', () => {
    expect(reasonOf(aCard(), delegates('paula', 'otto'))).toBe('Paula has none of the roles operations-engineer');
    expect(reasonOf(after(cardBy(two), two, [approves('olga')]), delegates('olga', 'paula'), two)).toBe('Olga has decided already');
    expect(reasonOf(after(cardBy(two), two, [delegates('olga', 'paula'), approves('paula')]), delegates('olga', 'paula'), two)).toBe('Olga gave the say to paula, who has decided');
  });

  it('to who may decide already, by the rule or for another, and to oneself', () => {
    expect(reasonOf(aCard(), delegates('olga', 'otto'))).toBe('Otto may decide already, and counts once');
    expect(reasonOf(after(aCard(), keeping, [delegates('olga', 'paula')]), delegates('otto', 'paula'))).toBe('Paula decides for olga already');
    expect(refusalOf(aCard(), keeping, delegates('olga', 'olga'))).toEqual({ reason: 'that is the same person', advice: 'Decide, or name one of paula.' });
  });

  it('by who was delegated to: no chains', () => {
    const card = after(aCard(), keeping, [delegates('olga', 'paula')]);
    expect(reasonOf(card, delegates('paula', 'otto'))).toBe('Paula decides for somebody else, and cannot pass that on');
  });

  it('from or to a stranger, with a reason that is no text, and when it is closed', () => {
    expect(reasonOf(aCard(), delegates('mallory', 'paula'))).toBe('mallory is not in the team');
    expect(reasonOf(aCard(), delegates('olga', 'mallory'))).toBe('mallory is not in the team');
    expect(reasonOf(aCard(), delegates('olga', 'paula', { reason: 7 as unknown as string }))).toBe('the reason is not a text');
    expect(reasonOf({ ...aCard(), state: 'granted' }, delegates('olga', 'paula'))).toBe('the sign-off is granted already');
  });
});

describe('to ask is refused', () => {
  it('of a stranger, to a stranger, without a question, and when it is closed', () => {
    expect(reasonOf(aCard(), asks('mallory'))).toBe('mallory is not in the team');
    expect(reasonOf(aCard(), asks('paula', { to: 'mallory' }))).toBe('mallory is not in the team');
    expect(reasonOf(aCard(), asks('paula', { text: ' ' }))).toBe('there is no question');
    expect(reasonOf(aCard(), asks('paula', { text: 'x'.repeat(2001) }))).toBe('the question has 2001 characters');
    expect(reasonOf({ ...aCard(), state: 'rejected' }, asks('paula'))).toBe('the sign-off is rejected already');
  });
});

describe('to break the glass is refused', () => {
  it('of an author and of whoever pushed', () => {
    expect(reasonOf(pushed, breaks('maya'))).toBe('Maya has a part in this change, and an author cannot approve');
    expect(refusalOf(pushed, keeping, breaks('ravi'))).toEqual({ reason: 'Ravi has a part in this change, and an author cannot approve', advice: 'These may: paula, olga, otto.' });
  });

  it('of somebody without the role, and of a stranger', () => {
    const ops = aKeeping({ rule: aRule({ breakGlass: ['operations-engineer'] }) });
    expect(reasonOf(cardBy(ops), breaks('paula'), ops)).toBe('Paula has none of the roles operations-engineer');
    expect(reasonOf(aCard(), breaks('mallory'))).toBe('mallory is not in the team');
  });

  it('of the same person twice: two people are needed', () => {
    const card = after(aCard(), keeping, [breaks('olga')]);
    expect(refusalOf(card, keeping, breaks('olga'))).toEqual({ reason: 'Olga has broken it already, and two people are needed', advice: 'These may: paula, ravi, otto.' });
  });

  it('for another digest', () => {
    expect(reasonOf(aCard(), breaks('olga', { digest: OTHER_DIGEST }))).toBe(`the sign-off is asked for ${DIGEST}, not for ${OTHER_DIGEST}`);
  });

  it('for bytes that production sent back', () => {
    expect(reasonOf(cardBy(barred), breaks('olga'), barred)).toBe('these bytes are barred: it burnt the budget');
  });

  it('without a reason', () => {
    expect(reasonOf(aCard(), breaks('olga', { reason: ' ' }))).toBe('there is no reason');
  });

  it('when it is broken, granted and open, expired, or closed', () => {
    expect(reasonOf(after(aCard(), keeping, [breaks('olga'), breaks('paula')]), breaks('otto'))).toBe('the glass is broken already');
    expect(reasonOf(after(aCard(), keeping, [approves('olga')]), breaks('otto'))).toBe('the sign-off is granted, and nothing holds it back');
    expect(reasonOf(aCard(), breaks('olga'), keeping, LATE)).toBe(`the sign-off expired at ${LATE}`);
    expect(reasonOf({ ...aCard(), state: 'rejected' }, breaks('olga'))).toBe('the sign-off is rejected already');
  });
});

it('a card that does not say who has a part in the change is decided by nobody', () => {
  const old = { ...aCard(), excluded: undefined };
  for (const word of [approves('olga'), breaks('olga'), delegates('olga', 'paula')]) expect(reasonOf(old, word)).toBe('the card does not say who has a part in the change');
});
