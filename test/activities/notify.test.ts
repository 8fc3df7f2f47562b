// Is each person told by their own channels, and does no channel hold up or repeat another?
import { MockActivityEnvironment } from '@temporalio/testing';
import { createEveryoneActivities, type Telling, type Told } from '../../activities/everyone';
import { tellChannels, type ChannelOutcome } from '../../activities/tell-channels';
import { createInMemoryArchive, createInMemoryDuty, createInMemoryNotifier } from '../../integrations/in-memory';
import type { TeamMember } from '../../src/contracts/team';
import type { Notifier } from '../../src/ports/notifier';
import { aNotification } from '../support/a-notification';
import { TEAM } from '../support/a-team';

const QUIET = { from: '22:00', to: '07:00', zone: 'Europe/Berlin', unless: 'critical' } as const;

function world(change: Partial<Record<string, Partial<TeamMember>>> = {}) {
  const [mail, slack] = [createInMemoryNotifier(), createInMemoryNotifier()];
  const recipients = TEAM.map((person): TeamMember => ({ ...person, reach: {}, ...change[person.id] }));
  const { notify } = createEveryoneActivities({
    notifiers: new Map([['mail', mail], ['slack', slack]]), recipients, publicUrl: 'https://dayshift.example/', archive: createInMemoryArchive(), duty: createInMemoryDuty(),
  });
  async function tell(about: Partial<Telling> = {}, heartbeatDetails?: unknown): Promise<Told & { beats: unknown[] }> {
    const environment = new MockActivityEnvironment({ heartbeatDetails });
    const beats: unknown[] = [];
    environment.on('heartbeat', (details) => beats.push(structuredClone(details)));
    const { receipt: _, ...telling } = aNotification();
    const told: Told = await environment.run(notify, { ...telling, ...about });
    return { ...told, beats };
  }
  return { mail, slack, tell };
}

it('tells every channel, with a link to the incident when none was given', async () => {
  const { mail, slack, tell } = world();
  expect(await tell({ link: undefined })).toMatchObject({ delivered: [{ channel: 'mail' }, { channel: 'slack' }], failed: [], deferred: [] });
  expect(mail.sent[0]).toMatchObject({ to: ['maya'], link: 'https://dayshift.example/#/incidents/storefront.LoginRefused.0123abcd' });
  expect(slack.sent).toHaveLength(1);
});

it('tells each by the channels of their choice for that severity', async () => {
  const { mail, slack, tell } = world({ maya: { notify: [{ by: 'mail', from: 'low' }] }, olga: { notify: [{ by: 'slack', from: 'critical' }] }, paula: { notify: [{ by: 'slack', from: 'high' }] } });
  await tell({ to: ['maya', 'olga', 'paula'], severity: 'high' });
  expect([mail.sent[0]?.to, slack.sent[0]?.to]).toEqual([['maya'], ['paula']]);
});

it('a channel that fails stops no other, and alone is told again', async () => {
  const { mail, slack, tell } = world();
  mail.setFault('unreachable');
  const first = await tell();
  expect(first).toMatchObject({ delivered: [{ channel: 'slack' }], failed: [{ channel: 'mail', mayRetry: true, reason: expect.stringContaining('cannot be reached') }] });
  mail.setFault(undefined);
  expect(await tell({ only: ['mail'] })).toMatchObject({ delivered: [{ channel: 'mail' }], failed: [] });
  expect([mail.deliveries(), slack.deliveries()]).toEqual([2, 1]);
});

it('a refusal for good is not to be tried again', async () => {
  const { slack, tell } = world();
  slack.setFault('telling-refused');
  expect((await tell()).failed).toEqual([{ channel: 'slack', mayRetry: false, reason: expect.any(String) }]);
});

it('gives each channel its own receipt back', async () => {
  const { mail, slack, tell } = world();
  const { delivered } = await tell({ key: '1' });
  await tell({ key: '2', subject: 'Reminder', receipts: Object.fromEntries(delivered.map(({ channel, receipt }) => [channel, receipt ?? ''])) });
  expect([mail.shown(), slack.shown()].map((shown) => shown.map(({ subject }) => subject))).toEqual([['Reminder'], ['Reminder']]);
});

it('puts off whose hours are quiet, tells the others, and puts nobody off a second time', async () => {
  const { mail, slack, tell } = world({ maya: { quietHours: QUIET } });
  mail.setFault('unreachable');
  const asked = { to: ['maya', 'olga'], at: '2026-01-05T23:30:00Z' };
  expect((await tell(asked)).deferred).toEqual([{ person: 'maya', until: '2026-01-06T06:00:00.000Z' }]);
  expect(slack.sent[0]?.to).toEqual(['olga']);
  mail.setFault(undefined);
  expect((await tell({ ...asked, only: ['mail'] })).deferred).toEqual([]);
  expect(mail.sent[0]?.to).toEqual(['olga']);
});

it('tells nobody at all when all of them sleep: that is not everybody', async () => {
  const { mail, slack, tell } = world({ maya: { quietHours: QUIET } });
  expect(await tell({ at: '2026-01-05T23:30:00Z' })).toMatchObject({ delivered: [], failed: [], deferred: [{ person: 'maya' }] });
  expect([mail.deliveries(), slack.deliveries()]).toEqual([0, 0]);
});

it('after its worker was killed it tells only those channels that had not answered', async () => {
  const { mail, slack, tell } = world();
  const { beats } = await tell();
  expect(beats.at(-1)).toHaveLength(2);
  const known = [{ channel: 'slack', receipt: '7' }];
  expect((await tell({ key: 'next' }, known)).delivered).toEqual([{ channel: 'mail', receipt: expect.any(String) }, { channel: 'slack', receipt: '7' }]);
  expect([mail.deliveries(), slack.deliveries()]).toEqual([2, 1]);
});

describe('channels side by side', () => {
  const silent: Notifier = { notify: () => new Promise(() => undefined) };
  const broken: Notifier = { notify: () => Promise.reject(new Error('token=hunter22')) };

  it('one that hangs is given up by itself, and one that breaks tells no secret', async () => {
    const heard: ChannelOutcome[][] = [];
    const quick = createInMemoryNotifier();
    const orders = [{ channel: 'hangs', notifier: silent }, { channel: 'breaks', notifier: broken }, { channel: 'works', notifier: quick }].map((order) => ({ ...order, notification: aNotification() }));
    expect(await tellChannels(orders, [], (all) => heard.push(all), 20)).toEqual([
      { channel: 'hangs', mayRetry: true, reason: expect.stringContaining('no answer within') },
      { channel: 'breaks', mayRetry: true, reason: 'token=***' },
      { channel: 'works', receipt: '0' },
    ]);
    expect(heard.map((all) => all.length)).toEqual([1, 2, 3]);
  });
});
