// Who is meant by an audience? Roles, the assignee, who may decide, who is on duty, a person; each once.
import { peopleMeant, rostersOf } from '../../src/domain/audience';
import { aCard, anIncident, ASSIGNED } from '../support/an-incident';

const view = anIncident(ASSIGNED, { kind: 'signOffAsked', card: aCard() });

test.each([
  [['product-owner'], ['paula']],
  [['assignee'], ['maya']],
  [['deciders'], ['olga']],
  [['developer'], ['maya', 'ravi']],
  [['everybody'], ['paula', 'maya', 'ravi', 'tess', 'olga']],
  [['ravi', 'assignee', 'developer'], ['ravi', 'maya']],
  [['stakeholder'], []],
  [['somebody-else'], []],
])('%j are %j', (audience, people) => {
  expect(peopleMeant(view, audience, undefined)).toEqual(people);
});

test('nobody is the assignee, and nobody may decide, before it has come to that', () => {
  expect(peopleMeant(anIncident(), ['assignee', 'deciders'], undefined)).toEqual([]);
});

test('duty is the service\'s roster, or the one that is named', () => {
  expect(rostersOf(['duty', 'duty:ops', 'duty:ops', 'product-owner'], 'shop')).toEqual(['shop', 'ops']);
  expect(rostersOf(['duty'], undefined)).toEqual([]);
  expect(peopleMeant(view, ['duty', 'duty:ops'], 'shop', { shop: 'ravi', ops: 'olga' })).toEqual(['ravi', 'olga']);
  expect(peopleMeant(view, ['duty', 'duty:ops'], 'shop', { ops: 'olga' })).toEqual(['olga']);
  expect(peopleMeant(view, ['duty'], undefined, { shop: 'ravi' })).toEqual([]);
});
