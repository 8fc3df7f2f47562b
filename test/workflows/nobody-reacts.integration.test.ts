// What happens when nobody reacts for two days? Every reminder, escalation and automatic assignment, once, in order, to the right person.
import { parseInstallation } from '../../src/config/installation';
import { incidentInput } from '../../src/config/incident-input';
import type { IncidentInput, IncidentView } from '../../src/contracts/incident';
import { cancelUpdate } from '../../workflows/messages';
import { anInput, openDay, whenView, type DayHandle } from '../support/a-day';
import { fastForward } from '../support/fast-forward';
import { inAWorld } from '../support/in-a-world';
import { ENVIRONMENT, INSTALLATION } from '../support/files';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HUMAN = ['asked', 'reminded', 'escalated', 'deadlinePassed', 'assigned', 'acknowledgementExpired'];

const stage = inAWorld();
beforeAll(() => {
  stage.world.integrations.duty.setOnDuty('storefront', 'olga');
});

/** The policies that dayshift.yaml has when it says nothing. */
function defaultPolicies(): IncidentInput['policies'] {
  const file = parseInstallation(INSTALLATION.replace(/^policies:.*$/m, ''), 'dayshift.yaml', ENVIRONMENT);
  const [service] = file.services;
  if (!service) throw new Error('the file has a service');
  return { ...incidentInput(file, service, 'a', 'b').policies, refreshImpactSeconds: 7 * DAY }; // each timer on the way costs the test a moment
}

interface Step { kind: string; minutes: number; people: string }

/** What people were bothered with, and how many minutes after the beginning. */
function stepsOf(view: IncidentView): Step[] {
  const names = new Map(view.team.map(({ id, name }) => [name, id]));
  return view.timeline.filter(({ kind }) => HUMAN.includes(kind)).map(({ kind, at, text }) => ({
    kind, minutes: Math.round((Date.parse(at) - Date.parse(view.openedAt)) / 60_000),
    people: [...names].filter(([name]) => text.includes(name)).map(([, id]) => id).join(' '),
  }));
}

/** One round of the fix's ladder, from the minute at which it begins. */
function fixRound(from: number): Step[] {
  return [
    { kind: 'asked', minutes: from, people: 'ravi' },
    { kind: 'reminded', minutes: from + 10, people: 'ravi' },
    { kind: 'escalated', minutes: from + 30, people: 'olga' },
    { kind: 'escalated', minutes: from + 60, people: 'paula' },
    { kind: 'deadlinePassed', minutes: from + 240, people: '' },
  ];
}

const assignment: Step[] = [
  { kind: 'asked', minutes: 0, people: 'paula' },
  { kind: 'reminded', minutes: 5, people: 'paula' },
  { kind: 'escalated', minutes: 10, people: 'olga' },
  { kind: 'deadlinePassed', minutes: 15, people: '' },
  { kind: 'assigned', minutes: 15, people: 'ravi' },
];

async function openOne(): Promise<DayHandle> {
  return openDay(stage.world, anInput({ duty: 'storefront', policies: defaultPolicies() }));
}

async function end(day: DayHandle): Promise<void> {
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
}

test('for two days the ladders are climbed again and again, each rung once, and the timeline tells it', async () => {
  const day = await openOne();
  await whenView(day, ({ ladder }) => ladder !== undefined, 'the product owner is asked');
  await fastForward(stage.server.environment, day, 2 * DAY);
  const view = await whenView(day, () => true);
  const rounds = Array.from({ length: 12 }, (_, round) => fixRound(15 + round * 240)).flat();
  const expected = [...assignment, ...rounds].filter(({ minutes }) => minutes < 48 * 60);
  expect(stepsOf(view).filter(({ minutes }) => minutes < 48 * 60)).toEqual(expected);
  expect(view.ladder).toMatchObject({ step: 'fix', round: 12 });
  expect(view.assignment).toMatchObject({ to: 'ravi', by: 'dayshift' });

  const { sent, deliveries } = stage.world.integrations.notifier;
  const own = sent.filter(({ incident }) => incident === view.id);
  const told = own.map(({ to, subject }) => `${to.join(' ')} ${subject.split(':')[0]}`);
  const round = ['ravi Your turn', 'ravi Reminder', 'olga Still waiting', 'paula Still waiting', 'paula No fix yet'];
  expect(told.slice(0, 8)).toEqual(['paula Assign a developer', 'paula Reminder', 'olga Still waiting', ...round]);
  expect(told.slice(3, 3 + 11 * 5)).toEqual(Array.from({ length: 11 }, () => round).flat());
  expect(new Set(own.map(({ key }) => key)).size).toBe(own.length);
  expect(deliveries()).toBe(sent.length); // nobody was told twice
  await end(day);
});

test('without the policy nobody is assigned, and the product owner is asked anew', async () => {
  const day = await openDay(stage.world, anInput({ duty: 'storefront', policies: { ...defaultPolicies(), assignAutomatically: false } }));
  await whenView(day, ({ ladder }) => ladder !== undefined, 'the product owner is asked');
  await fastForward(stage.server.environment, day, HOUR - MINUTE);
  const view = await whenView(day, () => true);
  expect(view.assignment).toBeUndefined();
  const one = assignment.slice(0, 4);
  expect(stepsOf(view)).toEqual([0, 15, 30, 45].flatMap((from) => one.map((step) => ({ ...step, minutes: step.minutes + from }))).slice(0, 15));
  await end(day);
});
