// What do those who look cost? One question for a change of the incident or of its watch, however many look; and nothing while nothing changes.
import { createIncidentTopics } from '../../api/live/incident-topics';
import type { Frame } from '../../api/live/frame';
import type { IncidentView } from '../../src/contracts/incident';
import { anIncident } from '../support/an-incident';
import { until } from './until';

const briefly = () => new Promise<void>((resolve) => { setImmediate(resolve); });

/** News that is told when a test says so. */
function aFeed() {
  let wake = (): void => undefined;
  let pending = 1; // something at once
  return {
    tell: () => { pending += 1; wake(); },
    async *changes(signal: AbortSignal): AsyncGenerator<void> {
      signal.addEventListener('abort', () => { wake(); }, { once: true });
      while (!signal.aborted) {
        if (pending === 0) await new Promise<void>((resolve) => { wake = resolve; });
        if (signal.aborted) return;
        pending = 0;
        yield;
      }
    },
  };
}

function aGateway(change: Partial<IncidentView> = {}) {
  const now = { view: { ...anIncident(), ...change }, questions: 0, progress: 0 };
  const [incident, watch] = [aFeed(), aFeed()];
  const topics = createIncidentTopics({
    impacts: { of: async () => ({ at: '2026-11-30T09:00:00.000Z', figures: [] }) }, pause: briefly,
    gateway: {
      async view() { now.questions += 1; return now.view; },
      async progress() { now.progress += 1; return { running: [] }; },
      changes: (_id, signal) => incident.changes(signal), watchChanges: (_view, signal) => watch.changes(signal),
    },
  });
  return { now, topics, incident, watch };
}

const settle = async () => { for (let turn = 0; turn < 50; turn += 1) await briefly(); };
const WATCH = { verdict: 'observing', from: '2026-11-30T09:00:00.000Z', until: '2026-11-30T10:00:00.000Z', samples: [], reason: '' } as const;

test('a change is asked for once, however many look', async () => {
  const { now, topics, incident } = aGateway();
  const heard: Frame[][] = Array.from({ length: 500 }, () => []);
  const leave = heard.map((frames) => topics.of(now.view.id).subscribe((frame) => { if (frame.event === 'incident') frames.push(frame); }));
  await until(() => heard[499]?.length, (count) => count === 1, 'all have it');
  for (let changes = 1; changes <= 20; changes += 1) {
    now.view = { ...now.view, title: `change ${changes}` };
    incident.tell();
    await until(() => heard[499]?.length, (count) => count === changes + 1, 'all have the change');
    await settle();
  }
  expect(now.questions).toBe(21);
  expect(new Set(heard.map((frames) => frames.at(-1)?.bytes)).size).toBe(1);
  expect([topics.followed(), topics.isFollowed(now.view.id)]).toEqual([1, true]);
  for (const one of leave) one();
  expect([topics.followed(), topics.isFollowed(now.view.id)]).toEqual([0, false]);
});

test('nothing is asked while nothing changes, also while something runs', async () => {
  const { now, topics } = aGateway({ turn: { role: 'dayshift', to: 'build', since: '2026-11-30T09:00:00.000Z' } });
  const leave = topics.of(now.view.id).subscribe(() => undefined);
  await until(() => now.progress, (count) => count > 10, 'heartbeats are read');
  expect(now.questions).toBe(1);
  leave();
});

test('a sample of the watch is a change of its own, asked for once', async () => {
  const { now, topics, watch } = aGateway({ watch: { ...WATCH, samples: [] } });
  const heard: Frame[] = [];
  const leave = topics.of(now.view.id).subscribe((frame) => { if (frame.event === 'incident') heard.push(frame); });
  await until(() => now.questions, (count) => count === 2, 'both have been looked at');
  await settle();
  now.view = { ...now.view, watch: { ...WATCH, samples: [{ at: '2026-11-30T09:01:00.000Z', value: 0.01 }] as never } };
  watch.tell();
  await until(() => heard.length, (count) => count === 2, 'the sample is told');
  await settle();
  expect(now.questions).toBe(3);
  leave();
});

test('many changes in one moment are told together', async () => {
  const { now, topics, incident } = aGateway();
  const heard: Frame[] = [];
  const leave = topics.of(now.view.id).subscribe((frame) => { if (frame.event === 'incident') heard.push(frame); });
  await until(() => heard.length, (count) => count === 1, 'it is there');
  await settle();
  for (let change = 0; change < 100; change += 1) incident.tell();
  now.view = { ...now.view, title: 'all of them' };
  await until(() => heard.length, (count) => count === 2, 'the last one is told');
  await settle();
  expect(now.questions).toBeLessThanOrEqual(3);
  leave();
});
