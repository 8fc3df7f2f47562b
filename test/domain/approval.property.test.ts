// Whatever is said, by whomever, in whatever order: nothing goes out that the rule did not allow.
import fc from 'fast-check';
import { decide, expire, hold, look, mayGoOut, openDecision, unsatisfiable, unsatisfiableGlass } from '../../src/domain/approval';
import { Role } from '../../src/domain/vocabulary';
import { approves, cardBy, withdraws } from '../support/an-approval';
import { approvers, canFill, hearAll, keepings, parts, partsOf, PEOPLE, saysOf, words } from '../support/anything-said';
import { aPerson, aSignOff, at, COMMIT, DIGEST, OTHER_DIGEST } from '../support/builders';

const seconds = fc.integer({ min: 0, max: 130 });
const RUNS = { numRuns: 400 };
const FEWER = { numRuns: 100 }; // most of what is said leads elsewhere
const roleIn = (id: string, roles: readonly Role[]): boolean => PEOPLE.some((person) => person.id === id && person.roles.some((role) => roles.includes(role)));

test('granted means that different people of the right parties approved these bytes, or two of the right people broke the glass', () => {
  fc.assert(fc.property(keepings, parts, words, (by, part, said) => {
    const card = hearAll(cardBy(by, part), said, by);
    const glass = new Set(card.glass?.by.filter((id) => roleIn(id, by.rule.breakGlass)));
    const isRight = canFill(by.rule.parties, saysOf(card.given)) || glass.size >= 2;
    expect(card.state !== 'granted' || (isRight && by.barred.length === 0)).toBe(true);
    expect(card.state !== 'open' || !isRight || by.barred.length > 0).toBe(true);
  }), RUNS);
});

test('who has a part in the change never counts, by no sequence of words', () => {
  fc.assert(fc.property(keepings, parts, words, (by, part, said) => {
    const card = hearAll(cardBy(by, part), said, by);
    const counted = [...card.given.flatMap((given) => [given.by, given.for]), ...card.delegations.flatMap(({ from, to }) => [from, to]), ...(card.glass?.by ?? []), ...card.parties.flatMap((party) => party.counted), ...card.mayDecide, ...card.mayBreakGlass];
    for (const id of partsOf(part)) expect(counted).not.toContain(id);
  }), RUNS);
});

test('nobody counts twice, no say is used twice, and no word for other bytes is on the card', () => {
  fc.assert(fc.property(keepings, parts, words, (by, part, said) => {
    const card = hearAll(cardBy(by, part), said, by);
    const counted = card.parties.flatMap((party) => party.counted);
    expect(new Set(counted).size).toBe(counted.length);
    expect(new Set(card.given.map((given) => given.by)).size).toBe(card.given.length);
    expect(new Set(saysOf(card.given)).size).toBe(saysOf(card.given).length);
    for (const { digest } of [...card.given, ...(card.glass ? [card.glass] : [])]) expect(digest).toBe(DIGEST);
    expect(new Set(card.glass?.by).size).toBe(card.glass?.by.length ?? 0);
  }), RUNS);
});

test('a word that is refused leaves the card as it was, and only that', () => {
  fc.assert(fc.property(keepings, parts, words, words, (by, part, said, more) => {
    const card = hearAll(cardBy(by, part), said, by);
    for (const { word, seconds: when } of more) {
      const { card: next, refused } = word(card, at(when), by);
      expect(next === card).toBe(refused !== undefined);
      expect(refused === undefined || (refused.reason !== '' && refused.advice !== '')).toBe(true);
    }
  }), RUNS);
});

test('an approval that is withdrawn leaves no trace', () => {
  fc.assert(fc.property(keepings, parts, words, fc.constantFrom(...PEOPLE.map(({ id }) => id)), (by, part, said, id) => {
    const card = hearAll(cardBy(by, part), said.filter(({ seconds: when }) => when < 39), by);
    const { card: approved, refused } = approves(id)(card, at(39), by);
    fc.pre(!refused && !card.delegations.some(({ from }) => from === id));
    expect(withdraws(id)(approved, at(39), by).card).toEqual(look(card, at(39), by));
  }), FEWER);
});

test('in which order people approve makes no difference to the count', () => {
  fc.assert(fc.property(keepings, approvers.chain((ids) => fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length }))), (by, [one, other]) => {
    const [first, second] = [one, other].map((ids) => hearAll(cardBy(by), ids.map((id) => ({ word: approves(id), seconds: 1 })), by));
    expect(first?.state).toBe(second?.state);
    const given = (ids: string[]) => ids.map((id) => ({ ...aSignOff({ by: id }), at: at(1) }));
    const [counted, again] = [one, other].map((ids) => look({ ...cardBy(by), given: given(ids) }, at(2), by).parties);
    expect(counted).toEqual(again);
  }), RUNS);
});

test('what is granted stays so until somebody withdraws or it is over, whatever else is said', () => {
  fc.assert(fc.property(keepings, parts, words, words, (by, part, said, more) => {
    const card = hearAll(cardBy(by, part), said, by);
    fc.pre(card.state === 'granted');
    const later = more.reduce((open, { word, seconds: when }) => {
      const next = word(open, at(when), by).card;
      return next.given.length < open.given.length ? open : next;
    }, card);
    expect(later.state).toBe('granted');
    expect(look(later, at(50), by).state).toBe('granted');
    expect(hold(later).state).toBe('held');
    expect(expire(later, later.expires).state).toBe('expired');
  }), FEWER);
});

test('what goes out holds by every rule, told anew: exactly that, and nothing else', () => {
  fc.assert(fc.property(keepings, parts, words, fc.constantFrom(DIGEST, DIGEST, OTHER_DIGEST), seconds, (by, part, said, digest, when) => {
    const card = hearAll(cardBy(by, part), said, by);
    const out = partsOf(part);
    const glass = card.glass !== undefined && card.glass.by.filter((id) => roleIn(id, by.rule.breakGlass) && !out.includes(id)).length >= 2;
    const filled = canFill(by.rule.parties, saysOf(card.given).filter((id) => !out.includes(id)));
    const shut = by.freezes.length > 0 && when >= 40 && when < 80;
    const excepted = card.given.some(({ exception, by: id }) => exception !== undefined && roleIn(id, by.rule.exception));
    const holds = digest === DIGEST && by.barred.length === 0 && card.state === 'granted' && when < by.rule.expiresSeconds;
    const answer = mayGoOut(card, digest, at(when), by);
    expect(answer.ok).toBe(holds && (glass || (filled && (!shut || excepted))));
    expect(!answer.ok && answer.isShut).toBe(holds && !glass && filled && shut && !excepted);
    expect(mayGoOut(expire(card, at(when)), digest, at(when), by).ok).toBe(answer.ok);
  }), RUNS);
});

test('a card that was held keeps no more than was given for these bytes, by people who may still say it', () => {
  fc.assert(fc.property(keepings, parts, parts, words, seconds, (by, part, later, said, when) => {
    const earlier = hold(hearAll(cardBy(by, part), said, by));
    const card = openDecision({ environment: 'production', digest: DIGEST, commit: COMMIT, by, ...later, at: at(when), risks: [], earlier });
    for (const given of card.given) {
      expect(earlier.given).toContainEqual(given);
      expect(partsOf(later)).not.toContain(given.by);
      expect(Date.parse(given.at) + by.rule.expiresSeconds * 1000 > Date.parse(at(when))).toBe(true);
    }
    expect(card.state !== 'granted' || mayGoOut(card, DIGEST, at(when), { ...by, freezes: [] }).ok).toBe(true);
    expect(Date.parse(card.expires) <= Date.parse(at(when + by.rule.expiresSeconds))).toBe(true);
  }), RUNS);
});

test('a rule is unsatisfiable exactly when no author leaves enough people to grant it', () => {
  const person = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), roles: fc.uniqueArray(fc.constantFrom(Role.Developer, Role.OperationsEngineer, Role.ProductOwner), { minLength: 1 }) });
  const anyTeam = fc.uniqueArray(person, { selector: ({ id }) => id, minLength: 1 }).map((people) => people.map(({ id, roles }) => aPerson(id, roles)));
  fc.assert(fc.property(anyTeam, keepings, fc.array(fc.record({ role: fc.constantFrom('operations-engineer' as const, 'product-owner' as const), approvals: fc.integer({ min: 1, max: 2 }) }), { minLength: 1, maxLength: 2 }), (team, { rule: some }, asked) => {
    const rule = { ...some, parties: asked.map(({ role, approvals }) => ({ roles: [role], people: [], approvals })) };
    const by = { rule, team, freezes: [], barred: [] };
    const developers = team.filter(({ roles }) => roles.includes('developer'));
    const cards = (developers.length > 0 ? developers.map(({ emails }) => emails) : [[]]).map((authors) => cardBy(by, { authors, pushedBy: [] }));
    const possible = cards.some((card) => card.mayDecide.reduce((open, id) => decide(open, aSignOff({ by: id }), at(1), by).card, card).state === 'granted');
    expect(unsatisfiable(rule, team) === undefined).toBe(possible);
    expect(unsatisfiableGlass(rule, team) === undefined).toBe(cards.some(({ mayBreakGlass }) => mayBreakGlass.length >= 2));
  }), RUNS);
});
