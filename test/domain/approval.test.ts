// A sign-off is for these bytes: who is asked, what counts, until when, and what the deploy step asks again.
import type { DecisionCard } from '../../src/contracts/decision';
import { expire, hold, look, mayGoOut, openDecision } from '../../src/domain/approval';
import { after, aParty, approves, bothWays, breaks, cardBy, delegates, FRIDAY_EVENING, MONDAY_MORNING, OFFICE, rejects, withdraws } from '../support/an-approval';
import { aCard, aKeeping, aPerson, aRule, at, COMMIT, DIGEST, OTHER_DIGEST, T0 } from '../support/builders';

const keeping = aKeeping();
const LATE = at(8 * 3600);
const two = aKeeping({ rule: aRule({ parties: [aParty({ approvals: 2 })] }) });

describe('the question', () => {
  test('names who may decide: those whom the rule asks, without a part in the change', () => {
    expect(aCard().mayDecide).toEqual(['ravi', 'olga', 'otto']);
    expect(aCard({ authors: ['RAVI@storefront.example ', 'maya@storefront.example'] }).mayDecide).toEqual(['olga', 'otto']);
    expect(aCard({ authors: [], pushedBy: ['olga'] })).toMatchObject({ mayDecide: ['ravi', 'otto'], excluded: ['olga'] });
  });

  test('may ask for people by name, whatever their role', () => {
    const named = aKeeping({ rule: aRule({ parties: [aParty({ roles: [], people: ['paula', 'maya'] })] }) });
    expect(cardBy(named)).toMatchObject({ mayDecide: ['paula'], missing: '1 approval of paula' });
  });

  test('says what each party asks for, all together, and what is missing', () => {
    expect(cardBy(bothWays())).toMatchObject({
      roles: ['operations-engineer', 'product-owner'], approvals: 2, missing: '1 approval of ravi, olga, otto and 1 approval of paula',
      parties: [{ approvals: 1, counted: [] }, { roles: ['product-owner'], counted: [] }],
    });
  });

  test('expires by the rule', () => {
    expect(aCard()).toMatchObject({ state: 'open', expires: LATE, missing: '1 approval of ravi, olga, otto', given: [] });
  });

  test('says when too few are left to answer it', () => {
    const alone = aKeeping({ team: [aPerson('maya', ['developer', 'operations-engineer'])] });
    expect(cardBy(alone).missing).toBe('1 approval, but only 0 of the team may: an author cannot approve');
  });

  test('names who may break the glass, without the author', () => {
    expect(aCard({ authors: ['olga@storefront.example'] }).mayBreakGlass).toEqual(['paula', 'ravi', 'otto']);
  });

  test('says that it is shut, until when, and who may make an exception', () => {
    const shut = aKeeping({ rule: aRule({ hours: OFFICE, exception: ['operations-engineer'] }) });
    expect(cardBy(shut, { at: FRIDAY_EVENING }).shut).toEqual({ why: 'it goes out mon, tue, wed, thu, fri from 08:00 to 18:00 (Europe/Berlin)', until: MONDAY_MORNING, mayExcept: ['ravi', 'olga', 'otto'] });
    expect(cardBy(shut).shut).toBeUndefined();
  });
});

describe('an approval', () => {
  test('grants when it is enough', () => {
    expect(after(aCard(), keeping, [approves('olga')])).toMatchObject({ state: 'granted', missing: '', expires: LATE, given: [{ by: 'olga', decision: 'approve', digest: DIGEST, at: at(60), through: 'api' }] });
  });

  test('is counted when more are asked for', () => {
    const open = after(cardBy(two), two, [approves('olga')]);
    expect(open).toMatchObject({ state: 'open', missing: '1 approval of ravi, otto', parties: [{ counted: ['olga'] }] });
    expect(after(open, two, [approves('otto')])).toMatchObject({ state: 'granted', parties: [{ counted: ['olga', 'otto'] }] });
  });

  test('may name the person by an e-mail of theirs', () => {
    expect(after(aCard(), keeping, [approves('olga@storefront.example')]).given[0]?.by).toBe('olga');
  });

  test('of one who could stand for two parties counts for one, and makes room where another can stand', () => {
    const ops = aPerson('olga', ['operations-engineer', 'product-owner']);
    const either = { ...bothWays(), team: [ops, aPerson('otto', ['operations-engineer']), aPerson('maya', ['developer'])] };
    const one = after(cardBy(either), either, [approves('olga')]);
    expect(one).toMatchObject({ state: 'open', parties: [{ counted: ['olga'] }, { counted: [] }], missing: '1 approval of otto' });
    expect(after(one, either, [approves('otto')])).toMatchObject({ state: 'granted', parties: [{ counted: ['otto'] }, { counted: ['olga'] }] });
  });

  test('of both sides is needed where the rule asks both ways', () => {
    const ways = bothWays();
    const ops = after(cardBy(ways), ways, [approves('olga')]);
    expect(ops).toMatchObject({ state: 'open', missing: '1 approval of paula' });
    expect(after(ops, ways, [approves('paula')]).state).toBe('granted');
  });
});

test('a rejection closes the question, whatever was approved before', () => {
  const card = after(cardBy(two), two, [approves('olga'), rejects('otto')]);
  expect(card).toMatchObject({ state: 'rejected', missing: '' });
  expect(card.given).toHaveLength(2);
});

describe('time', () => {
  test('ends an open question and an approval that was not used', () => {
    expect(expire(aCard(), LATE)).toMatchObject({ state: 'expired', missing: '' });
    expect(expire(after(aCard(), keeping, [approves('olga')]), LATE).state).toBe('expired');
  });

  test('leaves what is not due, or closed otherwise, as it was', () => {
    const rejected = after(aCard(), keeping, [rejects('olga')]);
    expect(expire(rejected, LATE)).toBe(rejected);
    const card = aCard();
    expect(expire(card, at(10))).toBe(card);
  });

  test('is looked at anew: shut and open again, and the same card when nothing moved', () => {
    const office = aKeeping({ rule: aRule({ hours: OFFICE, expiresSeconds: 7 * 86_400 }) });
    const card = cardBy(office);
    expect(look(card, at(60), office)).toBe(card);
    const evening = look(card, FRIDAY_EVENING, office);
    expect(evening.shut?.until).toBe(MONDAY_MORNING);
    expect(look(evening, MONDAY_MORNING, office).shut).toBeUndefined();
  });
});

describe('a newer commit', () => {
  const held = (card: DecisionCard): DecisionCard => hold(card);
  const again = (earlier: DecisionCard, by = keeping, about: Partial<Parameters<typeof openDecision>[0]> = {}): DecisionCard =>
    openDecision({ environment: 'production', digest: DIGEST, commit: 'd'.repeat(40), by, authors: ['maya@storefront.example'], pushedBy: [], at: at(3600), risks: [], earlier, ...about });

  test('holds what is open or granted, and nothing else', () => {
    expect(held(aCard()).state).toBe('held');
    expect(held(after(aCard(), keeping, [approves('olga')]))).toMatchObject({ state: 'held', missing: '' });
    const rejected = after(aCard(), keeping, [rejects('olga')]);
    expect(held(rejected)).toBe(rejected);
  });

  test('with the same bytes keeps what was given, for as long as that is good', () => {
    const card = again(held(after(aCard(), keeping, [approves('olga')])));
    expect(card).toMatchObject({ state: 'granted', commit: 'd'.repeat(40), given: [{ by: 'olga' }], expires: at(8 * 3600 + 60) });
    expect(mayGoOut(card, DIGEST, at(7200), keeping)).toEqual({ ok: true });
    expect(mayGoOut(card, DIGEST, at(8 * 3600 + 60), keeping).ok).toBe(false);
  });

  test('keeps delegations and questions too', () => {
    const card = again(held(after(aCard(), keeping, [delegates('olga', 'paula')])));
    expect(card).toMatchObject({ state: 'open', delegations: [{ from: 'olga', to: 'paula' }], mayDecide: ['ravi', 'olga', 'otto', 'paula'] });
  });

  test.each([
    ['other bytes', keeping, { digest: OTHER_DIGEST }],
    ['another environment', keeping, { environment: 'staging' }],
    ['somebody who wrote at it meanwhile', keeping, { authors: ['olga@storefront.example'] }],
    ['somebody who pushed it', keeping, { pushedBy: ['olga'] }],
    ['what was given too long ago', keeping, { at: at(8 * 3600 + 60) }],
    ['bytes that production sent back', aKeeping({ barred: [{ digest: DIGEST, why: 'it burnt the budget' }] }), {}],
  ])('keeps no approval for %s', (_, by, about) => {
    const card = again(held(after(aCard(), keeping, [approves('olga')])), by, about);
    expect(card.state).toBe('open');
    expect(card.parties[0]?.counted.length === 0 || card.missing.startsWith('it cannot be signed')).toBe(true);
  });

  test.each(['rejected', 'void', 'expired'] as const)('takes nothing over from a card that is %s', (state) => {
    expect(again({ ...after(aCard(), keeping, [approves('olga')]), state })).toMatchObject({ state: 'open', given: [] });
  });

  test('keeps broken glass, as long as neither of the two has a part in it', () => {
    const broken = held(after(aCard(), keeping, [breaks('olga'), breaks('paula')]));
    expect(again(broken)).toMatchObject({ state: 'granted', glass: { by: ['olga', 'paula'] } });
    const pushed = again(broken, keeping, { pushedBy: ['olga'] });
    expect([pushed.state, pushed.glass]).toEqual(['open', undefined]);
  });
});

describe('the deploy step asks again', () => {
  const granted = after(aCard(), keeping, [approves('olga')]);

  test('and is let through with the signed digest in time', () => {
    expect(mayGoOut(granted, DIGEST, at(120), keeping)).toEqual({ ok: true });
  });

  test('and is let through for another commit with the same digest', () => {
    const card = after(aCard({ commit: 'd'.repeat(40) }), keeping, [approves('olga')]);
    expect(card.commit).not.toBe(COMMIT);
    expect(mayGoOut(card, DIGEST, at(120), keeping)).toEqual({ ok: true });
  });

  const word = granted.given[0] ?? { by: 'olga', decision: 'approve' as const, digest: DIGEST, at: T0, through: 'api' as const };
  test.each<[string, DecisionCard, string, string, string]>([
    ['another digest', granted, OTHER_DIGEST, at(120), `the sign-off is for ${DIGEST}, not for ${OTHER_DIGEST}`],
    ['a time after the expiry', granted, DIGEST, LATE, `the sign-off expired at ${LATE}`],
    ['a card that nobody granted', aCard(), DIGEST, at(120), 'the sign-off is open, not granted'],
    ['a card that only says of itself that it is granted', { ...aCard(), state: 'granted' }, DIGEST, at(120), '0 of 1 approvals count'],
    ['an approval of somebody with a part in the change', { ...granted, excluded: ['olga'] }, DIGEST, at(120), '0 of 1 approvals count'],
    ['an approval of somebody without a say', { ...granted, given: [{ ...word, by: 'paula' }] }, DIGEST, at(120), '0 of 1 approvals count'],
    ['an approval for somebody who delegated nothing', { ...granted, given: [{ ...word, by: 'paula', for: 'otto' }] }, DIGEST, at(120), '0 of 1 approvals count'],
    ['an approval of other bytes', { ...granted, given: [{ ...word, digest: OTHER_DIGEST }] }, DIGEST, at(120), '0 of 1 approvals count'],
    ['an approval that is too old', { ...granted, given: [{ ...word, at: at(-9 * 3600) }] }, DIGEST, at(120), '0 of 1 approvals count'],
    ['any rejection', { ...granted, given: [word, { ...word, by: 'otto', decision: 'reject' }] }, DIGEST, at(120), 'somebody rejected it'],
    ['a card that does not say who has a part in the change', { ...granted, excluded: undefined }, DIGEST, at(120), 'the card does not say who has a part in the change'],
  ])('and is stopped by %s', (_, card, digest, when, reason) => {
    expect(mayGoOut(card, digest, when, keeping)).toEqual({ ok: false, reason, isShut: false });
  });

  test('and does not count one approval twice', () => {
    expect(mayGoOut({ ...granted, given: [word, word] }, DIGEST, at(120), two)).toEqual({ ok: false, reason: '1 of 2 approvals count', isShut: false });
  });

  test('and is stopped when production sent the bytes back meanwhile', () => {
    const barred = aKeeping({ barred: [{ digest: DIGEST, why: 'it burnt the budget' }] });
    expect(mayGoOut(granted, DIGEST, at(120), barred)).toEqual({ ok: false, reason: 'these bytes are barred: it burnt the budget', isShut: false });
  });

  test('and waits while it is shut, unless somebody who may made an exception', () => {
    const freeze = { name: 'end of the year', from: at(90), to: at(300), environments: ['production'] };
    const frozen = aKeeping({ rule: aRule({ exception: ['operations-engineer'] }), freezes: [freeze] });
    expect(mayGoOut(granted, DIGEST, at(120), frozen)).toEqual({ ok: false, reason: `it is shut: the freeze “end of the year” lasts until ${at(300)}`, isShut: true });
    expect(mayGoOut(granted, DIGEST, at(300), frozen)).toEqual({ ok: true });
    expect(mayGoOut(after(aCard(), frozen, [approves('olga', { exception: 'customers cannot pay' })]), DIGEST, at(120), frozen)).toEqual({ ok: true });
    expect(mayGoOut(granted, DIGEST, at(120), { ...frozen, freezes: [{ ...freeze, environments: ['staging'] }] })).toEqual({ ok: true });
  });

  test('and is stopped once the approval was withdrawn', () => {
    expect(mayGoOut(after(granted, keeping, [withdraws('olga')]), DIGEST, at(120), keeping)).toMatchObject({ ok: false, reason: 'the sign-off is open, not granted' });
  });
});
