// Whatever is said, by whomever, in whatever order: nothing goes out that the rule did not allow.
import fc from 'fast-check';
import type { DecisionCard } from '../../src/contracts/incident';
import type { SignOff } from '../../src/contracts/people';
import { decide, expire, mayGoOut, openDecision, unsatisfiable } from '../../src/domain/approval';
import { Role } from '../../src/domain/vocabulary';
import { aCard, aPerson, aRule, aTeam, at, DIGEST, OTHER_DIGEST, T0 } from '../support/builders';

const team = aTeam();
const word = fc.record({
  by: fc.constantFrom('paula', 'maya', 'ravi', 'olga', 'otto', 'mallory'),
  decision: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const),
  digest: fc.constantFrom(DIGEST, DIGEST, DIGEST, OTHER_DIGEST),
  reason: fc.constantFrom(undefined, 'because'),
  seconds: fc.integer({ min: 0, max: 120 }),
});
type Said = SignOff & { seconds: number };
const words = fc.array(word.map((said): Said => ({ ...said, through: 'signal' })), { maxLength: 12 }).map((said) => [...said].sort((a, b) => a.seconds - b.seconds));
const rule = fc.record({ approvals: fc.integer({ min: 1, max: 3 }), expiresSeconds: fc.constantFrom(60, 100) }).map((about) => aRule(about));

function hear(card: DecisionCard, said: readonly Said[]): DecisionCard {
  return said.reduce((open, each) => decide(open, each, at(each.seconds), team).card, card);
}

test('granted means that enough different people with the role, none an author, approved this digest in time', () => {
  fc.assert(fc.property(rule, words, fc.subarray(['ravi@storefront.example', 'olga@storefront.example']), (asked, said, authors) => {
    const card = hear(aCard({ rule: asked, authors }), said);
    const may = ['ravi', 'olga', 'otto'].filter((id) => !authors.includes(`${id}@storefront.example`));
    const approvers = new Set(card.given.filter(({ decision }) => decision === 'approve').map(({ by }) => by));
    for (const given of card.given) {
      expect(may).toContain(given.by);
      expect(given.digest).toBe(DIGEST);
      expect(given.at < card.expires).toBe(true);
    }
    expect(card.state === 'granted').toBe(approvers.size >= asked.approvals && card.state !== 'rejected');
  }));
});

test('nobody is counted twice, and a closed question hears no more', () => {
  fc.assert(fc.property(rule, words, words, (asked, said, more) => {
    const card = hear(aCard({ rule: asked }), said);
    expect(new Set(card.given.map(({ by }) => by)).size).toBe(card.given.length);
    const again = hear(card, more);
    expect(card.state === 'open' || again === card).toBe(true);
  }));
});

test('a word that is refused leaves the card as it was', () => {
  fc.assert(fc.property(rule, words, word, (asked, said, next) => {
    const card = hear(aCard({ rule: asked }), said);
    const { card: after, refused } = decide(card, { ...next, through: 'signal' }, at(next.seconds), team);
    expect(after === card).toBe(refused !== undefined);
  }));
});

test('what goes out was granted, for this digest, in time', () => {
  fc.assert(fc.property(rule, words, fc.constantFrom(DIGEST, OTHER_DIGEST), fc.integer({ min: 0, max: 200 }), (asked, said, digest, seconds) => {
    const card = hear(aCard({ rule: asked }), said);
    const allowed = card.state === 'granted' && digest === DIGEST && seconds < asked.expiresSeconds;
    expect(mayGoOut(card, digest, at(seconds)).ok).toBe(allowed);
    expect(mayGoOut(expire(card, at(seconds)), digest, at(seconds)).ok).toBe(allowed);
  }));
});

test('a rule is unsatisfiable exactly when no author leaves enough people to grant it', () => {
  const person = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), roles: fc.uniqueArray(fc.constantFrom(Role.Developer, Role.OperationsEngineer, Role.Stakeholder), { minLength: 1 }) });
  const anyTeam = fc.uniqueArray(person, { selector: ({ id }) => id, minLength: 1 }).map((people) => people.map(({ id, roles }) => aPerson(id, roles)));
  fc.assert(fc.property(anyTeam, fc.integer({ min: 1, max: 3 }), (people, approvals) => {
    const developers = people.filter(({ roles }) => roles.includes('developer'));
    const authors = developers.length ? developers.map(({ emails }) => emails) : [[]];
    const possible = authors.some((emails) => {
      const card = openDecision({ digest: DIGEST, commit: 'c', rule: aRule({ approvals }), team: people, authors: emails, at: T0, risks: [] });
      const all = card.mayDecide.reduce((open, by) => decide(open, { by, decision: 'approve', digest: DIGEST, through: 'api' }, at(1), people).card, card);
      return all.state === 'granted';
    });
    expect(unsatisfiable(aRule({ approvals }), people) === undefined).toBe(possible);
  }));
});
