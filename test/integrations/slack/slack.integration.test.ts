// Is one step one message in Slack, updated and never repeated, and is what Slack refuses told apart from what may be tried again?
import { createSlackNotifier, type SlackOptions } from '../../../integrations/slack';
import type { TeamMember } from '../../../src/contracts/team';
import type { Notification } from '../../../src/ports/notifier';
import { aNotification } from '../../support/a-notification';
import { TEAM } from '../../support/a-team';
import { aSlack, BOT_TOKEN, RATE_LIMITED, SIGNING_SECRET, type Slack } from './a-slack';

const MEMBERS: Readonly<Record<string, string>> = { maya: 'U0MAYA', olga: 'U0OLGA', paula: 'U0PAULA' };
const team: TeamMember[] = TEAM.map((person) => ({ ...person, reach: MEMBERS[person.id] ? { slack: MEMBERS[person.id] } : {} }));
const DIGEST = `sha256:${'d'.repeat(64)}`;
let slack: Slack;

beforeEach(async () => { slack = await aSlack(); });
afterEach(() => slack.close());

function bot(change: Partial<SlackOptions> = {}) {
  return createSlackNotifier({ token: BOT_TOKEN, channel: 'C0SHOP', secret: SIGNING_SECRET, api: slack.api, team, ...change });
}

function hooked(change: Partial<SlackOptions> = {}) {
  return createSlackNotifier({ url: slack.hook, team, ...change });
}

const reads = (): string[] => slack.shown.map(({ channel, text }) => `${channel} ${text}`);
const buttons = (at = 0): string[] => slack.shown[at]?.blocks.flatMap(({ type, elements = [] }) => (type === 'actions' ? elements : [])).map(({ text }) => (typeof text === 'object' ? text.text : '')) ?? [];

describe('with a bot\'s token', () => {
  it('each person has a direct message, and who is not in Slack has none', async () => {
    await bot().notify(aNotification({ to: ['maya', 'olga', 'ravi'] }));
    expect(reads()).toEqual(['D0MAYA A fix is yours (storefront, high)', 'D0OLGA A fix is yours (storefront, high)']);
  });

  it('everybody is told once, in the channel', async () => {
    await bot().notify(aNotification({ to: [], action: undefined }));
    expect(reads()).toEqual(['C0SHOP A fix is yours (storefront, high)']);
  });

  it('nobody of them in Slack is no message and no fault', async () => {
    await expect(bot().notify(aNotification({ to: ['ravi', 'stranger'] }))).resolves.toEqual({});
    expect(slack.calls).toEqual([]);
  });

  it('the step\'s next message updates the first, wherever the worker runs', async () => {
    const { receipt } = await bot().notify(aNotification({ key: '1' }));
    const again = await bot().notify(aNotification({ key: '2', subject: 'Reminder: A fix is yours', receipt }));
    expect(reads()).toEqual(['D0MAYA Reminder: A fix is yours (storefront, high)']);
    expect(again.receipt).toBe(receipt);
  });

  it('who joins later gets a message of their own, and the others\' are not forgotten', async () => {
    const { receipt } = await bot().notify(aNotification({ key: '1', to: ['maya'] }));
    const second = await bot().notify(aNotification({ key: '2', to: ['olga'], subject: 'Still waiting', receipt }));
    await bot().notify(aNotification({ key: '3', to: ['maya', 'olga'], subject: 'Done', receipt: second.receipt }));
    expect(reads()).toEqual(['D0MAYA Done (storefront, high)', 'D0OLGA Done (storefront, high)']);
  });

  it('a message that somebody deleted is told anew, and a receipt that is none is no fault', async () => {
    const { receipt } = await bot().notify(aNotification({ key: '1' }));
    slack.shown.pop();
    await bot().notify(aNotification({ key: '2', receipt }));
    await bot().notify(aNotification({ key: '3', receipt: 'nonsense' }));
    expect(reads()).toHaveLength(2);
  });

  it('the same message told again is still one', async () => {
    const notifier = bot();
    for (let times = 0; times < 2; times += 1) await notifier.notify(aNotification());
    expect(reads()).toHaveLength(1);
  });

  it('one who could not be told is tried again alone', async () => {
    const notifier = bot();
    slack.refuseNext(RATE_LIMITED);
    await expect(notifier.notify(aNotification({ to: ['maya', 'olga'] }))).rejects.toMatchObject({ code: 'unreachable', details: { retryAfterSeconds: 30 } });
    const { receipt } = await notifier.notify(aNotification({ to: ['maya', 'olga'] }));
    expect(reads().map((line) => line.split(' ')[0]).sort()).toEqual(['D0MAYA', 'D0OLGA']);
    expect(Object.keys(JSON.parse(receipt ?? '') as object).sort()).toEqual(['maya', 'olga']);
  });

  it.each<[string, Partial<SlackOptions>, Partial<Notification>]>([
    ['invalid_auth', { token: 'xoxb-guessed' }, {}],
    ['channel_not_found', { channel: 'C0ELSE' }, { to: [] }],
    ['neither `channel` nor `url`', { channel: undefined }, { to: [] }],
  ])('%s is refused for good, and tells no token', async (reason, change, about) => {
    const failure = await bot(change).notify(aNotification(about)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'telling-refused', message: expect.stringContaining(reason) });
    expect(String(failure)).not.toContain('xoxb');
  });

  it.each([
    ['a rate limit', RATE_LIMITED],
    ['trouble of its own', { status: 503, body: 'upstream' }],
    ['trouble of its own, said politely', { status: 200, body: '{"ok":false,"error":"internal_error"}' }],
    ['a page instead of an answer', { status: 200, body: '<html>' }],
  ])('%s may be tried again', async (_, refusal) => {
    slack.refuseNext(refusal);
    await expect(bot().notify(aNotification())).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('with an incoming webhook alone', () => {
  it('the channel is told, and those who are meant are called by name', async () => {
    await hooked().notify(aNotification({ to: ['maya', 'olga', 'ravi'] }));
    expect(reads()).toEqual(['C0SHOP <@U0MAYA> <@U0OLGA> A fix is yours (storefront, high)']);
  });

  it('everybody is told without calling anybody', async () => {
    await expect(hooked().notify(aNotification({ to: [] }))).resolves.toEqual({});
    expect(reads()).toEqual(['C0SHOP A fix is yours (storefront, high)']);
  });

  it('a webhook that was removed is refused for good, and its address stays secret', async () => {
    const failure = await hooked({ url: slack.hook.replace('T1', 'T2') }).notify(aNotification()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'telling-refused', message: expect.stringContaining('no_service') });
    expect(String(failure)).not.toContain('hookSecret22');
  });

  it('a rate limit may be tried again when it says', async () => {
    slack.refuseNext({ ...RATE_LIMITED, body: 'rate_limited' });
    await expect(hooked().notify(aNotification())).rejects.toMatchObject({ code: 'unreachable', details: { retryAfterSeconds: 30 } });
  });

  it('of a Slack that is not there is unreachable, and its address stays secret', async () => {
    await slack.close();
    const failure = await hooked().notify(aNotification()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unreachable' });
    expect(String(failure)).not.toContain('hookSecret22');
    slack = await aSlack();
  });
});

describe('buttons', () => {
  it.each<[string, Partial<Notification>, string[]]>([
    ['an assignment', { action: 'assign', suggestion: 'ravi' }, ['Assign Ravi Refactor', 'Open']],
    ['an assignment without a suggestion', { action: 'assign' }, ['Open']],
    ['a fix', { action: 'fix' }, ['Acknowledge', 'Open']],
    ['a sign-off', { action: 'sign-off', digest: DIGEST }, ['Approve dddd…dddd', 'Reject…', 'Open']],
    ['a question whether to keep a release', { action: 'decide', digest: DIGEST }, ['Keep dddd…dddd', 'Roll back dddd…dddd', 'Open']],
    ['a decision', { action: 'decide' }, ['Open']],
    ['news', { action: undefined }, ['Open']],
    ['news without an address', { action: undefined, link: 'javascript:alert(1)' }, []],
  ])('of %s', async (_, about, expected) => {
    await bot().notify(aNotification(about));
    expect(buttons()).toEqual(expected);
  });

  it('are only links as long as nobody would hear them', async () => {
    await bot({ secret: undefined }).notify(aNotification({ action: 'sign-off', digest: DIGEST }));
    expect(buttons()).toEqual(['Open']);
  });

  it('that sign show the whole digest beside them, and ask once more', async () => {
    await bot().notify(aNotification({ action: 'sign-off', digest: DIGEST }));
    const [message] = slack.shown;
    expect(JSON.stringify(message?.blocks.filter(({ type }) => type === 'section'))).toContain(DIGEST);
    expect(message?.blocks.at(-1)?.elements?.[0]?.confirm).toBeDefined();
  });
});

it('a sign-off shows the card in brief, and nothing of it is markup', async () => {
  const facts = [{ name: 'Commit', text: '4be4be4 “<!channel>” by maya' }, { name: 'Gates', text: 'functional passed (32 of 32 tests)' }];
  await bot().notify(aNotification({ action: 'sign-off', digest: DIGEST, facts }));
  const [message] = slack.shown;
  expect(message?.blocks[3]?.text?.text).toBe('*Commit* 4be4be4 “&lt;!channel&gt;” by maya\n*Gates* functional passed (32 of 32 tests)');
});

it('a rejection is a link to where its reason can be written', async () => {
  await bot().notify(aNotification({ action: 'sign-off', digest: DIGEST }));
  const reject = slack.shown[0]?.blocks.at(-1)?.elements?.find(({ action_id: id }) => id === 'reject');
  expect(reject).toMatchObject({ style: 'danger', url: expect.stringContaining('/#/incidents/') });
  expect(reject).not.toHaveProperty('value');
});

it('what an alert says mentions nobody and links nowhere', async () => {
  await bot().notify(aNotification({ subject: '<!channel> & <http://evil|click>', text: '<!here> <@U0OLGA> a & b' }));
  const [message] = slack.shown;
  expect(message?.text).toContain('&lt;!channel&gt; &amp; &lt;http://evil|click&gt;');
  expect(message?.blocks[1]?.text).toMatchObject({ type: 'mrkdwn', text: '&lt;!here&gt; &lt;@U0OLGA&gt; a &amp; b', verbatim: true });
});
