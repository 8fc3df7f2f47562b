// What is seen of what an agent did? On the timeline, in the attempt and on the card; and its person signs nothing of it.
import { decide } from '../../src/domain/approval';
import { excludedOf } from '../../src/domain/approval-count';
import { risksOf } from '../../src/domain/risks';
import type { IncidentEvent } from '../../src/domain/events';
import { aCard as aBuilderCard, aRule, aSignOff, T0 } from '../support/builders';
import { aCard, anIncident, ASSIGNED, COMMIT, PUSHED } from '../support/an-incident';
import { TEAM } from '../support/a-team';

const SAID: IncidentEvent[] = [
  { kind: 'acknowledged', by: 'maya' }, { kind: 'helperJoined', by: 'olga' }, { kind: 'noted', by: 'maya', text: 'The e-mail is compared as it was typed.' },
  { kind: 'questionAsked', card: aCard(), by: 'maya', to: 'olga', text: 'Was the old data tried?' }, PUSHED,
];
const byAgent = (event: IncidentEvent): IncidentEvent => ({ ...event, through: 'agent' }) as IncidentEvent;
const textsOf = (events: IncidentEvent[]): string[] => anIncident(ASSIGNED, ...events).timeline.slice(-events.length).map(({ text }) => text);

test('the timeline names the agent beside its person, and is theirs', () => {
  expect(textsOf(SAID.map(byAgent))).toEqual([
    'Maya Mender\'s agent is on it', 'Olga Operator\'s agent joined to help', 'Maya Mender\'s agent: The e-mail is compared as it was typed.', 'Maya Mender\'s agent asks Olga Operator: Was the old data tried?', `Attempt 1: Maya Mender's agent had ${COMMIT.slice(0, 7)} built`,
  ]);
  expect(anIncident(ASSIGNED, ...SAID.map(byAgent)).timeline.slice(-5).map(({ who }) => who)).toEqual(['maya', 'olga', 'maya', 'maya', 'maya']);
  expect(textsOf(SAID).join()).not.toContain('agent');
});

test('an attempt says that an agent had it built, and a signer is told', () => {
  const [attempt] = anIncident(ASSIGNED, byAgent(PUSHED)).attempts;
  expect(attempt).toMatchObject({ by: 'maya', through: 'agent' });
  expect(risksOf(attempt ?? { stages: [] }, { touchesPipeline: false, weakens: [] })).toEqual(['an agent had it built, in the name of maya']);
  expect(anIncident(ASSIGNED, PUSHED).attempts[0]).not.toHaveProperty('through');
});

test('what an agent has built its person has built: they cannot approve it', () => {
  const [attempt] = anIncident(ASSIGNED, byAgent(PUSHED)).attempts;
  expect(excludedOf(TEAM, [], [attempt?.by ?? ''])).toEqual(['maya']);
  const by = { rule: aRule({ parties: [{ roles: ['developer', 'operations-engineer'], people: [], approvals: 1 }] }), team: TEAM, freezes: [], barred: [] };
  const card = aBuilderCard({ by, authors: [], pushedBy: [attempt?.by ?? ''], at: T0 });
  expect(card.mayDecide).not.toContain('maya');
  expect(decide(card, aSignOff({ by: 'maya' }), T0, by).refused?.reason).toContain('an author cannot approve');
});
