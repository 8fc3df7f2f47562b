// Is a click in Slack the word of who clicked, taken once, and never anybody else's?
import request from 'supertest';
import { createSlackNotifier } from '../../integrations/slack';
import { createSlackDoor } from '../../integrations/slack/door';
import { Problem } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { Notification } from '../../src/ports/notifier';
import { aSlack, BOT_TOKEN, SIGNING_SECRET, type Shown, type Slack } from '../integrations/slack/a-slack';
import { textOf } from '../integrations/slack/block-rules';
import { aNotification } from '../support/a-notification';
import { aDelivery, anApi, anInstallation } from './an-api';
import { until } from './until';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const MEMBERS: Readonly<Record<string, string>> = { maya: 'U0MAYA', olga: 'U0OLGA' };
let slack: Slack;

beforeEach(async () => { slack = await aSlack(); });
afterEach(() => slack.close());

async function opened() {
  const installation = anInstallation();
  for (const person of installation.team) if (MEMBERS[person.id]) person.reach = { slack: MEMBERS[person.id] };
  const api = anApi({ installation, chatDoor: createSlackDoor({ secrets: [SIGNING_SECRET], answersTo: [slack.origin] }) });
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const incident = String(body.alerts[0].incident);
  const notifier = createSlackNotifier({ token: BOT_TOKEN, secret: SIGNING_SECRET, api: slack.api, team: installation.team });

  async function tell(about: Partial<Notification>): Promise<Shown> {
    await notifier.notify(aNotification({ incident, to: ['olga'], ...about }));
    const message = slack.shown.at(-1);
    if (!message) throw new Error('nothing was shown');
    return message;
  }
  const send = ({ body: form, headers }: ReturnType<Slack['click']>) => request(api.app).post('/api/v1/slack/interactions').set(headers).send(form);
  const click = async (message: Shown, button: string, user: string) => send(slack.click(message, button, user));
  return { ...api, incident, tell, send, click };
}

const outcomeOf = (message: Shown): string => textOf(message.blocks.at(-1)?.elements?.[0]);

it.each<[string, Partial<Notification>, object]>([
  ['assign', { action: 'assign', suggestion: 'ravi' }, { by: 'olga', through: 'slack', to: 'ravi' }],
  ['acknowledge', { action: 'fix' }, { by: 'olga', through: 'slack' }],
  ['sign-off', { action: 'sign-off', digest: DIGEST }, { by: 'olga', through: 'slack', decision: 'approve', digest: DIGEST }],
])('%s by button is the word of the person whose Slack id clicked', async (word, about, body) => {
  const { tell, click, gateway, incident } = await opened();
  const message = await tell(about);
  expect((await click(message, word, 'U0OLGA')).status).toBe(200);
  expect(gateway.said).toEqual([{ id: incident, word, body, key: expect.stringMatching(/^slack\/.+\/U0OLGA$/) }]);
  expect(outcomeOf(message)).toBe(`:white_check_mark: Olga Operator: Taken: ${word}, number 1.`);
});

const DEADLINE = '2026-11-25T12:00:00Z';
const asksToKeep = (api: Awaited<ReturnType<typeof opened>>) => api.gateway.happen(api.incident, { kind: 'ladderStands', ladder: { step: 'decide', since: DEADLINE, round: 1, told: [] } });

it.each([
  ['keep', { decision: 'approve' }],
  ['roll-back', { decision: 'reject', reason: 'by a button in Slack' }],
])('%s by button decides on the release that the message shows', async (button, body) => {
  const api = await opened();
  asksToKeep(api);
  expect((await api.click(await api.tell({ action: 'decide', digest: DIGEST }), button, 'U0OLGA')).status).toBe(200);
  expect(api.gateway.said).toEqual([expect.objectContaining({ word: 'sign-off', body: { by: 'olga', through: 'slack', digest: DIGEST, ...body } })]);
});

it('an approval from an older message does not keep a release, and a release is not kept when nobody asks', async () => {
  const api = await opened();
  const kept = await api.tell({ action: 'decide', digest: DIGEST });
  await api.click(kept, 'keep', 'U0OLGA');
  expect(outcomeOf(kept)).toContain('Nobody is asked whether to keep the release any more');
  const approved = await api.tell({ action: 'sign-off', digest: DIGEST, key: 'another', step: 'another' });
  asksToKeep(api);
  await api.click(approved, 'sign-off', 'U0OLGA');
  expect(outcomeOf(approved)).toContain('It is signed already');
  expect(api.gateway.said).toEqual([]);
});

it('the same click delivered twice is one word', async () => {
  const { tell, send, gateway } = await opened();
  const delivery = slack.click(await tell({ action: 'fix' }), 'acknowledge', 'U0MAYA');
  for (let times = 0; times < 2; times += 1) expect((await send(delivery)).status).toBe(200);
  expect(gateway.said).toHaveLength(1);
});

it('a stranger is told why nothing happened', async () => {
  const { tell, click, gateway } = await opened();
  const message = await tell({ action: 'fix' });
  expect((await click(message, 'acknowledge', 'U0EVE')).status).toBe(200);
  expect(gateway.said).toEqual([]);
  expect(outcomeOf(message)).toContain('Nobody of the team has the Slack id U0EVE');
});

it('a refusal is shown with its advice, and the button stays for the right person', async () => {
  const { tell, click, gateway } = await opened();
  gateway.say = async () => { throw new DayshiftError('refused', { reason: 'the author cannot approve', advice: 'Ask somebody else.' }); };
  const message = await tell({ action: 'sign-off', digest: DIGEST });
  expect((await click(message, 'sign-off', 'U0MAYA')).status).toBe(200);
  expect(outcomeOf(message)).toBe(':no_entry: Maya Mender: the author cannot approve Ask somebody else.');
  expect(JSON.stringify(message.blocks)).toContain('"action_id":"sign-off"');
});

it('an incident that is over, and trouble inside, are said without their insides', async () => {
  const { tell, click, gateway, written } = await opened();
  const message = await tell({ action: 'fix', incident: 'storefront.Nothing.0123abcd' });
  await click(message, 'acknowledge', 'U0MAYA');
  expect(outcomeOf(message)).toContain('There is no incident');
  gateway.say = async () => { throw new TypeError('x is not a function'); };
  await click(message, 'acknowledge', 'U0MAYA');
  expect(outcomeOf(message)).toMatch(/Something inside dayshift went wrong.*reference/);
  expect(outcomeOf(message)).not.toContain('function');
  expect(written.join('')).toContain('a click was not taken');
});

it('Slack is answered in time while the incident is slow, and the message is mended when it has answered', async () => {
  const { tell, click, gateway } = await opened();
  let answer = (_text: string): void => undefined;
  gateway.say = () => new Promise((resolve) => { answer = resolve; });
  const message = await tell({ action: 'fix' });
  expect((await click(message, 'acknowledge', 'U0MAYA')).status).toBe(200);
  expect(outcomeOf(message)).not.toContain('Maya');
  answer('Acknowledged.');
  await until(() => outcomeOf(message), (text) => text === ':white_check_mark: Maya Mender: Acknowledged.', 'the message is mended');
});

it('a message that cannot be mended is no fault of Slack\'s', async () => {
  const { tell, click, gateway, written } = await opened();
  const message = await tell({ action: 'fix' });
  slack.refuseNext({ status: 404, body: 'expired_url' });
  expect((await click(message, 'acknowledge', 'U0MAYA')).status).toBe(200);
  expect(gateway.said).toHaveLength(1);
  expect(written.join('')).toContain('the answer did not reach Slack');
});

it('a link that was followed is answered and says nothing', async () => {
  const { tell, click, gateway } = await opened();
  expect((await click(await tell({ action: 'fix' }), 'open', 'U0MAYA')).status).toBe(200);
  expect(gateway.said).toEqual([]);
});

it('what Slack did not sign is refused, and the incident hears nothing', async () => {
  const { tell, send, gateway, app } = await opened();
  const message = await tell({ action: 'sign-off', digest: DIGEST });
  for (const change of [{ secret: 'guessed' }, { at: new Date(Date.now() - 3_600_000) }]) {
    const { status, text } = await send(slack.click(message, 'sign-off', 'U0OLGA', change));
    expect([status, Problem.parse(JSON.parse(text)).type]).toEqual([401, '/problems/alert-unverified']);
  }
  await request(app).post('/api/v1/slack/interactions').send('').expect(401);
  expect(gateway.said).toEqual([]);
});

it('without a signing secret the door says what is missing', async () => {
  const { text } = await request(anApi().app).post('/api/v1/slack/interactions').send('payload=x').expect(404);
  expect(JSON.parse(text)).toMatchObject({ type: '/problems/chat-not-set-up', advice: expect.stringContaining('signing secret') });
});
