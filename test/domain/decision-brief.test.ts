// Does the brief of a card say what a signer asks, and nothing that is not known?
import { briefOf } from '../../src/domain/decision-brief';
import type { DecisionCard } from '../../src/contracts/decision';
import { eventsOf } from '../dashboard/fixture/tales';

const asked = eventsOf('day', 0).find((event) => event.kind === 'signOffAsked');
const CARD = (asked?.kind === 'signOffAsked' ? asked.card : undefined) as DecisionCard;
const textOf = (card: DecisionCard, name: string): string | undefined => briefOf(card).find((line) => line.name === name)?.text;

test('each fact is one line, in the order in which a signer asks', () => {
  expect(briefOf(CARD).map(({ name }) => name)).toEqual(['To', 'Commit', 'Change', 'Gates', 'Acceptance', 'Risks', 'Runs now', 'Budget', 'Missing', 'Until']);
  expect(textOf(CARD, 'To')).toBe(`production, digest ${CARD.digest}`);
  expect(textOf(CARD, 'Commit')).toMatch(/^4be4be4 “.+” by maya$/);
  expect(textOf(CARD, 'Gates')).toMatch(/^functional passed \(.+\), performance passed/);
  expect(textOf(CARD, 'Acceptance')).toBe('LOGIN-1 2 of 2');
  expect(textOf(CARD, 'Budget')).toBe('38 % left of 30 days');
});

test('what is not known is left out or said, and never zero', () => {
  const { facts: _none, ...recorded } = CARD;
  expect(briefOf({ ...recorded, risks: [], missing: '' }).map(({ name }) => name)).toEqual(['To', 'Commit', 'Until']);
  const budget = { objective: 0.995, windowSeconds: 2_592_000, left: null, reason: 'no data', at: '' };
  expect(textOf({ ...CARD, facts: { ...CARD.facts!, budget } }, 'Budget')).toBe('unknown: no data');
  expect(textOf({ ...CARD, facts: { ...CARD.facts!, budget: { ...budget, left: -0.5 } } }, 'Budget')).toBe('overspent by 50 % of 30 days');
});

test('what holds it back, broken glass and many risks are said', () => {
  const card: DecisionCard = { ...CARD, risks: Array.from({ length: 8 }, (_, at) => `risk ${at + 1}`), shut: { why: 'end of the year', until: '2027-01-04T08:00:00Z', mayExcept: [] }, glass: { by: ['olga', 'paula'], reason: 'it burns', digest: CARD.digest, at: '' } };
  expect(textOf(card, 'Risks')).toBe('risk 1; risk 2; risk 3; risk 4; risk 5; and 3 more');
  expect(textOf(card, 'Shut')).toBe('end of the year, until 2027-01-04T08:00:00Z');
  expect(textOf(card, 'Glass')).toBe('broken by olga and paula: it burns');
  expect(textOf({ ...card, glass: { ...card.glass!, by: ['olga'] } }, 'Glass')).toBe('touched by olga: it burns');
});
