// Does the card offer only what dayshift takes, and all of it? Any words in any order, every person, against the domain's own rules.
import fc from 'fast-check';
import { cardOffers } from '../../dashboard/src/decision';
import type { DecisionCard } from '../../src/contracts/decision';
import type { SignOffPlan } from '../../src/contracts/release-plan';
import { ask, breakGlass, decide, delegate, openDecision, withdraw } from '../../src/domain/approval';
import type { Keeping } from '../../src/domain/approval';
import { INPUT, digestOf, commitOf } from './fixture/people';
import { RELEASE_INPUT } from './fixture/release-tale';

const AT = '2026-03-02T10:00:00.000Z';
const NOW = Date.parse(AT) + 60_000;
const LATER = new Date(NOW).toISOString();
const { team } = RELEASE_INPUT;
const digest = digestOf('a1');
const through = 'api' as const;
const ids = fc.constantFrom(...team.map(({ id }) => id));

const rule = fc.record({
  parties: fc.uniqueArray(fc.constantFrom('operations-engineer' as const, 'product-owner' as const, 'devtester' as const), { minLength: 1, maxLength: 2 }).map((roles) => roles.map((role) => ({ roles: [role], people: [], approvals: 1 }))),
  expiresSeconds: fc.constant(3600),
  exception: fc.constantFrom<SignOffPlan['exception']>([], ['product-owner'], ['operations-engineer']),
  breakGlass: fc.constant<SignOffPlan['breakGlass']>(['operations-engineer', 'product-owner']),
});
const freezes = fc.constantFrom<Keeping['freezes']>([], [{ name: 'a freeze', from: '2026-03-01T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z', environments: [] }]);
const barred = fc.constantFrom<Keeping['barred']>([], [{ digest, why: 'production sent it back' }]);
const said = fc.record({ kind: fc.constantFrom('approve', 'except', 'reject', 'withdraw', 'delegate', 'glass'), by: ids, to: ids });
const world = fc.record({ rule, freezes, barred, words: fc.array(said, { maxLength: 7 }), author: fc.constantFrom('maya', 'olga', 'paula') });

function hear(card: DecisionCard, { kind, by, to }: { kind: string; by: string; to: string }, keeping: Keeping): DecisionCard {
  if (kind === 'withdraw') return withdraw(card, { by, through, reason: 'doubts' }, AT, keeping).card;
  if (kind === 'delegate') return delegate(card, { by, through, to }, AT, keeping).card;
  if (kind === 'glass') return breakGlass(card, { by, through, digest, reason: 'now' }, AT, keeping).card;
  return decide(card, { by, through, digest, decision: kind === 'reject' ? 'reject' : 'approve', ...(kind === 'reject' ? { reason: 'no' } : {}), ...(kind === 'except' ? { exception: 'it burns' } : {}) }, AT, keeping).card;
}

test('what is offered is taken, and what would be taken is offered', () => {
  fc.assert(fc.property(world, ({ words, author, ...kept }) => {
    const keeping: Keeping = { ...kept, team };
    const asked = openDecision({ environment: 'production', digest, commit: commitOf('4be'), by: keeping, authors: [`${author}@example.org`], pushedBy: [author], at: AT, risks: [] });
    const card = words.reduce((now, word) => hear(now, word, keeping), asked);
    const view = { team, phase: 'sign-off' as const, lane: undefined, barred: keeping.barred.map((one) => ({ ...one, at: AT })) };
    for (const { id: by } of team) {
      const offers = cardOffers(view, card, { id: by }, NOW);
      const takes = (heard: { refused?: unknown }): boolean => heard.refused === undefined;
      const word = { by, through, digest };
      expect({ by, ...offers, why: '', delegateTo: offers.delegateTo.map(({ id }) => id), exception: false }).toEqual({
        by, why: '', exception: false,
        sign: takes(decide(card, { ...word, decision: 'approve' }, LATER, keeping)),
        reject: takes(decide(card, { ...word, decision: 'reject', reason: 'no' }, LATER, keeping)),
        withdraw: takes(withdraw(card, { by, through, reason: 'doubts' }, LATER, keeping)),
        ask: takes(ask(card, { by, through, text: 'why?' }, LATER, keeping)),
        delegateTo: team.map(({ id }) => id).filter((to) => takes(delegate(card, { by, through, to }, LATER, keeping))),
        breakGlass: takes(breakGlass(card, { ...word, reason: 'now' }, LATER, keeping)),
      });
      const excepted = decide(card, { ...word, decision: 'approve', exception: 'it burns' }, LATER, keeping);
      expect(offers.exception).toBe(card.shut?.mayExcept.includes(by) === true && takes(excepted)); // where nothing is shut it would be taken, and says nothing
    }
  }), { numRuns: 200 });
});

test('who can not sign an open card reads why, and nothing is offered when its time is over', () => {
  fc.assert(fc.property(world, ({ words, author, ...kept }) => {
    const keeping: Keeping = { ...kept, team };
    const asked = openDecision({ environment: 'production', digest, commit: commitOf('4be'), by: keeping, authors: [`${author}@example.org`], pushedBy: [], at: AT, risks: [] });
    const card = words.reduce((now, word) => hear(now, word, keeping), asked);
    const view = { team, phase: 'sign-off' as const, lane: undefined, barred: keeping.barred.map((one) => ({ ...one, at: AT })) };
    for (const { id } of team) {
      const { sign, exception, why } = cardOffers(view, card, { id }, NOW);
      expect(card.state === 'open' && !sign && !exception && why === '').toBe(false);
      const { why: _, delegateTo, ...late } = cardOffers(view, card, { id }, Date.parse(card.expires));
      expect([...Object.values(late), delegateTo.length > 0]).not.toContain(true);
    }
  }), { numRuns: 200 });
});

test('a stranger to the team is offered nothing', () => {
  const keeping: Keeping = { rule: { parties: [{ roles: ['operations-engineer'], people: [], approvals: 1 }], expiresSeconds: 3600, exception: [], breakGlass: ['operations-engineer'] }, team: INPUT.team, freezes: [], barred: [] };
  const card = openDecision({ environment: 'production', digest, commit: commitOf('4be'), by: keeping, authors: [], pushedBy: [], at: AT, risks: [] });
  const offers = cardOffers({ team: INPUT.team, phase: 'sign-off', lane: undefined, barred: [] }, card, { id: 'nobody' }, NOW);
  expect(offers).toEqual({ sign: false, exception: false, reject: false, withdraw: false, ask: false, delegateTo: [], breakGlass: false, why: 'You are not in the team of this incident.' });
});
