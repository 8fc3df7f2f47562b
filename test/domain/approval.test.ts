// A sign-off is for these bytes: by whom, for what, how many, until when.
import type { DecisionCard } from '../../src/contracts/incident';
import type { SignOff } from '../../src/contracts/people';
import { decide, expire, mayGoOut, openDecision, unsatisfiable } from '../../src/domain/approval';
import { aCard, aPerson, aRule, aSignOff, aTeam, at, DIGEST, OTHER_DIGEST, T0 } from '../support/builders';

const team = aTeam();
const LATE = at(8 * 3600);

function say(card: DecisionCard, ...words: Partial<SignOff>[]): DecisionCard {
  return words.reduce<DecisionCard>((open, word) => decide(open, aSignOff(word), at(60), team).card, card);
}

function refusalOf(card: DecisionCard, word: Partial<SignOff>, when = at(60)): string | undefined {
  const { card: after, refused } = decide(card, aSignOff(word), when, team);
  if (refused) expect(after).toBe(card);
  if (refused) expect(refused.advice).not.toBe('');
  return refused?.reason;
}

describe('the question', () => {
  test('names who may decide: those with the role, without the author', () => {
    expect(aCard().mayDecide).toEqual(['ravi', 'olga', 'otto']);
    expect(aCard({ authors: ['RAVI@storefront.example ', 'maya@storefront.example'] }).mayDecide).toEqual(['olga', 'otto']);
  });

  test('expires by the rule and says what is missing', () => {
    expect(aCard()).toMatchObject({ state: 'open', expires: LATE, missing: '1 approval of ravi, olga, otto', given: [] });
  });

  test('says when too few are left to answer it', () => {
    expect(aCard({ team: [aPerson('maya', ['developer', 'operations-engineer'])] }).missing).toBe('1 approval, but only 0 of the team may: an author cannot approve');
  });

  test('carries the risks', () => {
    expect(aCard({ risks: ['the fix changes the pipeline file'] }).risks).toHaveLength(1);
  });
});

describe('an approval', () => {
  test('grants when it is enough', () => {
    const card = say(aCard(), {});
    expect(card).toMatchObject({ state: 'granted', missing: '', given: [{ by: 'olga', decision: 'approve', digest: DIGEST, at: at(60), through: 'api' }] });
  });

  test('is counted when more are asked', () => {
    const open = say(aCard({ rule: aRule({ approvals: 2 }) }), { by: 'olga' });
    expect(open).toMatchObject({ state: 'open', missing: '1 approval of ravi, otto' });
    expect(say(open, { by: 'otto' }).state).toBe('granted');
  });
});

describe('a rejection', () => {
  test('closes the question, whatever was approved before', () => {
    const card = say(aCard({ rule: aRule({ approvals: 2 }) }), { by: 'olga' }, { by: 'otto', decision: 'reject', reason: 'the release note is missing' });
    expect(card).toMatchObject({ state: 'rejected', missing: '' });
    expect(card.given).toHaveLength(2);
  });

  test('needs a reason', () => {
    expect(refusalOf(aCard(), { decision: 'reject' })).toBe('a rejection needs a reason');
    expect(refusalOf(aCard(), { decision: 'reject', reason: '  ' })).toBe('a rejection needs a reason');
  });
});

describe('is refused', () => {
  test('somebody who is not in the team', () => {
    expect(refusalOf(aCard(), { by: 'mallory' })).toBe('mallory is not in the team');
  });

  test('somebody without the role', () => {
    expect(refusalOf(aCard(), { by: 'paula' })).toBe('Paula has none of the roles operations-engineer');
  });

  test('the author, whatever roles they have', () => {
    expect(refusalOf(aCard({ authors: ['ravi@storefront.example'] }), { by: 'ravi' })).toBe('Ravi has a part in this change, and an author cannot approve');
  });

  test('another digest, with the right one in the advice', () => {
    const { refused } = decide(aCard(), aSignOff({ digest: OTHER_DIGEST }), at(60), team);
    expect(refused).toEqual({ reason: `the sign-off is asked for ${DIGEST}, not for ${OTHER_DIGEST}`, advice: `Look at what was tested, then name its digest: ${DIGEST}.` });
  });

  test('a second word of the same person', () => {
    const open = say(aCard({ rule: aRule({ approvals: 2 }) }), { by: 'olga' });
    expect(refusalOf(open, { by: 'olga' })).toBe('Olga has decided already');
    expect(refusalOf(open, { by: 'olga', decision: 'reject', reason: 'no' })).toBe('Olga has decided already');
  });

  test('a word at or after the expiry', () => {
    expect(refusalOf(aCard(), {}, LATE)).toBe(`the sign-off expired at ${LATE}`);
    expect(refusalOf(aCard(), {}, at(8 * 3600 - 1))).toBeUndefined();
  });

  test.each(['granted', 'rejected', 'void', 'expired'] as const)('a word on a question that is %s', (state) => {
    expect(refusalOf({ ...aCard(), state }, {})).toBe(`the sign-off is ${state} already`);
  });

  test.each([
    [{ decision: 'maybe' }, '“maybe” is no decision'],
    [{ decision: undefined }, '“undefined” is no decision'],
    [{ by: undefined }, 'undefined is not in the team'],
    [{ by: { id: 'olga' } }, '[object Object] is not in the team'],
    [{ digest: undefined }, `the sign-off is asked for ${DIGEST}, not for undefined`],
    [{ reason: 7 }, 'the reason is not a text'],
  ])('a signal that holds anything: %j', (word, reason) => {
    expect(refusalOf(aCard(), word as unknown as Partial<SignOff>)).toBe(reason);
  });
});

describe('time', () => {
  test('ends an open question and an approval that was not used', () => {
    expect(expire(aCard(), LATE)).toMatchObject({ state: 'expired', missing: '' });
    expect(expire(say(aCard(), {}), LATE).state).toBe('expired');
  });

  test('leaves what is not due, or closed otherwise, as it was', () => {
    const rejected = say(aCard(), { decision: 'reject', reason: 'no' });
    expect(expire(rejected, LATE)).toBe(rejected);
    const card = aCard();
    expect(expire(card, at(10))).toBe(card);
  });
});

describe('the deploy step asks again', () => {
  const granted = say(aCard(), {});

  test('and is let through with the signed digest in time', () => {
    expect(mayGoOut(granted, DIGEST, at(120))).toEqual({ ok: true });
  });

  test('and is stopped with another digest', () => {
    expect(mayGoOut(granted, OTHER_DIGEST, at(120))).toMatchObject({ ok: false, reason: expect.stringContaining('not for') as string });
  });

  test('and is stopped after the expiry', () => {
    expect(mayGoOut(granted, DIGEST, LATE)).toEqual({ ok: false, reason: `the sign-off expired at ${LATE}` });
  });

  test('and is stopped when nobody granted it', () => {
    expect(mayGoOut(aCard(), DIGEST, at(120))).toEqual({ ok: false, reason: 'the sign-off is open, not granted' });
  });

  test('and does not take the card\'s word for it: the approvals are counted again', () => {
    expect(mayGoOut({ ...aCard(), state: 'granted' }, DIGEST, at(120))).toEqual({ ok: false, reason: '0 of 1 approvals count' });
    const word = granted.given[0];
    const forged = { ...granted, approvals: 2, given: word ? [word, word] : [] };
    expect(mayGoOut(forged, DIGEST, at(120))).toEqual({ ok: false, reason: '1 of 2 approvals count' });
  });

  test('and is stopped by any rejection', () => {
    const word = granted.given[0];
    const both = { ...granted, given: word ? [word, { ...word, by: 'otto', decision: 'reject' as const }] : [] };
    expect(mayGoOut(both, DIGEST, at(120))).toEqual({ ok: false, reason: 'somebody rejected it' });
  });
});

describe('a gate that nobody can satisfy', () => {
  test('is told by its reason', () => {
    expect(unsatisfiable(aRule({ approvals: 4 }), team)).toBe('4 approvals are asked of operations-engineer, but only ravi, olga, otto have such a role');
    expect(unsatisfiable(aRule({ roles: ['devtester'] }), team)).toBe('1 approval is asked of devtester, but nobody has such a role');
  });

  test('is one that asks the only developer, who is always the author', () => {
    const alone = [aPerson('maya', ['developer', 'operations-engineer']), aPerson('paula', ['product-owner'])];
    expect(unsatisfiable(aRule(), alone)).toBe('1 approval is asked of operations-engineer, but an author cannot approve, and without the author too few are left');
    expect(unsatisfiable(aRule(), [...alone, aPerson('ravi', ['developer'])])).toBeUndefined();
  });

  test('is none when enough have a role', () => {
    expect(unsatisfiable(aRule({ approvals: 3 }), team)).toBeUndefined();
    expect(unsatisfiable(aRule({ roles: ['operations-engineer', 'product-owner'], approvals: 4 }), team)).toBeUndefined();
  });

  test('is one without a role or an approval', () => {
    expect(unsatisfiable(aRule({ approvals: 0 }), team)).toBe('a sign-off needs at least one role and one approval');
    expect(unsatisfiable(aRule({ roles: [] }), team)).toBe('a sign-off needs at least one role and one approval');
  });
});

test('another commit with the same digest is still signed', () => {
  const card = decide(openDecision({ digest: DIGEST, commit: 'd'.repeat(40), rule: aRule(), team, authors: [], at: T0, risks: [] }), aSignOff(), at(1), team).card;
  expect(mayGoOut(card, DIGEST, at(2))).toEqual({ ok: true });
});
