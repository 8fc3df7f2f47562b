// Is a click taken only when Slack signed it just now, and does the message show what became of it?
import { createSlackDoor } from '../../../integrations/slack/door';
import { createSlackNotifier } from '../../../integrations/slack';
import { TEAM } from '../../support/a-team';
import { aNotification } from '../../support/a-notification';
import type { Notification } from '../../../src/ports/notifier';
import { aSlack, BOT_TOKEN, signed, SIGNING_SECRET, type Shown, type Slack } from './a-slack';
import { textOf } from './block-rules';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const INCIDENT = 'storefront.LoginRefused.0123abcd';
let slack: Slack;

beforeEach(async () => { slack = await aSlack(); });
afterEach(() => slack.close());

function aDoor(secrets = [SIGNING_SECRET]) {
  return createSlackDoor({ secrets, answersTo: [slack.origin] });
}

async function aMessage(change: Partial<Notification> = {}): Promise<Shown> {
  await createSlackNotifier({ token: BOT_TOKEN, secret: SIGNING_SECRET, api: slack.api, team: TEAM.map((person) => ({ ...person, reach: { slack: `U0${person.id.toUpperCase()}` } })) }).notify(aNotification({ to: ['olga'], ...change }));
  const message = slack.shown.at(-1);
  if (!message) throw new Error('nothing was shown');
  return message;
}

describe('a click is authentic', () => {
  const verify = (body: string, headers: Record<string, string>, secrets?: string[]) => () => aDoor(secrets).verify(Buffer.from(body), headers);

  it('when the app\'s secret signed it just now; of several apps any', () => {
    expect(verify('payload=x', signed('payload=x'))).not.toThrow();
    expect(verify('payload=x', signed('payload=x'), ['another', SIGNING_SECRET])).not.toThrow();
  });

  it.each<[string, () => Record<string, string>]>([
    ['without headers', () => ({})],
    ['without a signature', () => ({ ...signed('payload=x'), 'x-slack-signature': '' })],
    ['signed by another', () => signed('payload=x', 'another')],
    ['of another version', () => ({ ...signed('payload=x'), 'x-slack-signature': signed('payload=x')['x-slack-signature']?.replace('v0', 'v1') ?? '' })],
    ['over another body', () => signed('payload=y')],
    ['with another time', () => ({ ...signed('payload=x'), 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000) + 1) })],
    ['older than five minutes', () => signed('payload=x', SIGNING_SECRET, new Date(Date.now() - 301_000))],
    ['from the future', () => signed('payload=x', SIGNING_SECRET, new Date(Date.now() + 302_000))],
  ])('not %s', (_, headers) => {
    expect(verify('payload=x', headers())).toThrow(expect.objectContaining({ code: 'alert-unverified' }) as Error);
  });
});

describe('a click says', () => {
  it.each<[string, Partial<Notification>, string, object]>([
    ['assign', { action: 'assign', suggestion: 'ravi' }, 'assign', { word: 'assign', to: 'ravi' }],
    ['acknowledge', { action: 'fix' }, 'acknowledge', { word: 'acknowledge' }],
    ['sign-off', { action: 'sign-off', digest: DIGEST }, 'sign-off', { word: 'sign-off', digest: DIGEST }],
    ['keep', { action: 'decide', digest: DIGEST }, 'keep', { word: 'keep', digest: DIGEST }],
    ['roll-back', { action: 'decide', digest: DIGEST }, 'roll-back', { word: 'roll-back', digest: DIGEST }],
  ])('%s, for the incident, by the one who clicked', async (_, about, button, said) => {
    const { body } = slack.click(await aMessage(about), button, 'U0OLGA');
    expect(aDoor().decode(Buffer.from(body))).toMatchObject({ user: 'U0OLGA', incident: INCIDENT, said, key: 'slack/1700000100.000001/U0OLGA' });
  });

  it('nothing when a link was followed, or a shortcut was used', async () => {
    const { body } = slack.click(await aMessage(), 'open', 'U0OLGA');
    expect(aDoor().decode(Buffer.from(body))).toBeUndefined();
    expect(aDoor().decode(Buffer.from(new URLSearchParams({ payload: '{"type":"shortcut"}' }).toString()))).toBeUndefined();
  });

  it.each<[string, (message: Shown) => string]>([
    ['a digest that the message does not show', (message) => slack.click(message, 'sign-off', 'U0OLGA', { value: JSON.stringify({ incident: INCIDENT, digest: `sha256:${'e'.repeat(64)}` }) }).body],
    ['a digest that is none', (message) => slack.click(message, 'sign-off', 'U0OLGA', { value: JSON.stringify({ incident: INCIDENT, digest: 'latest' }) }).body],
    ['a value that is no JSON', (message) => slack.click(message, 'sign-off', 'U0OLGA', { value: '{' }).body],
    ['an answer to another address', (message) => slack.click(message, 'sign-off', 'U0OLGA', { responseUrl: 'https://elsewhere.example/actions' }).body],
    ['an answer to an address that looks like Slack\'s', (message) => slack.click(message, 'sign-off', 'U0OLGA', { responseUrl: 'https://hooks.slack.com@elsewhere.example/' }).body],
    ['an answer in the clear', (message) => slack.click(message, 'sign-off', 'U0OLGA', { responseUrl: 'http://hooks.slack.com/actions/1' }).body],
    ['no payload', () => 'other=1'],
    ['a payload that is no JSON', () => 'payload=%7B'],
    ['a payload of another shape', () => `payload=${encodeURIComponent('{"type":"block_actions"}')}`],
  ])('nothing with %s: it is refused', async (_, make) => {
    const body = make(await aMessage({ action: 'sign-off', digest: DIGEST }));
    expect(() => aDoor().decode(Buffer.from(body))).toThrow(expect.objectContaining({ code: 'body-malformed' }) as Error);
  });
});

describe('the message shows', () => {
  const outcomeOf = (message: Shown): string => textOf(message.blocks.at(-1)?.elements?.[0]);
  const hasButton = (message: Shown, id: string): boolean => message.blocks.some(({ elements = [] }) => elements.some((element) => element.action_id === id));

  async function answered(text: string, isTaken: boolean): Promise<Shown> {
    const message = await aMessage({ action: 'sign-off', digest: DIGEST });
    await aDoor().decode(Buffer.from(slack.click(message, 'sign-off', 'U0OLGA').body))?.answer(text, isTaken);
    return message;
  }

  it('what was taken, without the button and with the link', async () => {
    const message = await answered('Olga signed off.', true);
    expect(outcomeOf(message)).toBe(':white_check_mark: Olga signed off.');
    expect([hasButton(message, 'sign-off'), hasButton(message, 'open')]).toEqual([false, true]);
  });

  it('why something was refused, and the right person can still click', async () => {
    const message = await answered('maya may not <sign> & more', false);
    expect(outcomeOf(message)).toBe(':no_entry: maya may not &lt;sign&gt; &amp; more');
    expect(hasButton(message, 'sign-off')).toBe(true);
    await aDoor().decode(Buffer.from(slack.click(message, 'sign-off', 'U0OLGA').body))?.answer('Olga signed off.', true);
    expect(message.blocks.filter(({ block_id: id }) => id === 'dayshift-outcome')).toHaveLength(1);
    expect(outcomeOf(message)).toBe(':white_check_mark: Olga signed off.');
  });

  it('nothing when Slack does not take the answer, which is said', async () => {
    const message = await aMessage({ action: 'sign-off', digest: DIGEST });
    const click = aDoor().decode(Buffer.from(slack.click(message, 'sign-off', 'U0OLGA').body));
    slack.refuseNext({ status: 404, body: 'expired_url' });
    await expect(click?.answer('x', true)).rejects.toMatchObject({ code: 'telling-refused' });
  });
});
