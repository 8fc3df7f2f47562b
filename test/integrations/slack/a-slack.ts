// A Slack on this machine's loopback: it refuses what Slack refuses, keeps what is shown, and posts a click as Slack does.
import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { json, startServer, type Asked } from '../a-server';
import { faultOfBlocks, type AnyBlock } from './block-rules';

export const BOT_TOKEN = 'xoxb-1-bot';
export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const HOOK = '/services/T1/B1/hookSecret22';

export interface Shown { channel: string; ts: string; text: string; blocks: AnyBlock[]; edits: number; askedBy: string }

export async function aSlack({ channels = ['C0SHOP'], members = ['U0MAYA', 'U0OLGA', 'U0PAULA'] } = {}) {
  const shown: Shown[] = [];
  const calls: string[] = [];
  let refusals: { status: number; body: string; headers?: Record<string, string> }[] = [];
  let clicks = 0;
  const responses = new Map<string, { message: Shown; uses: number }>();
  const server = await startServer(answer);

  function answer(asked: Asked, response: ServerResponse): void {
    calls.push(asked.url);
    const refusal = refusals.shift();
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.body);
    if (asked.url === '/api/chat.postMessage' || asked.url === '/api/chat.update') return json(response, 200, web(asked));
    if (asked.url.startsWith('/actions/')) return respond(asked, response);
    return hook(asked, response);
  }

  function web({ url, headers, body }: Asked): object {
    if (!headers.authorization) return { ok: false, error: 'not_authed' };
    if (headers.authorization !== `Bearer ${BOT_TOKEN}`) return { ok: false, error: 'invalid_auth' };
    if (headers['content-type'] !== 'application/json; charset=utf-8') return { ok: false, error: 'invalid_post_type' };
    const { channel, ts, text = '', blocks = [] } = JSON.parse(body) as Partial<Shown>;
    if (!channel) return { ok: false, error: 'channel_not_found' };
    const fault = faultOf(text, blocks);
    if (fault) return { ok: false, error: fault };
    if (url.endsWith('update')) return update(channel, ts ?? '', text, blocks);
    const place = members.includes(channel) ? `D${channel.slice(1)}` : channel; // a message to a member opens the direct channel
    if (!members.includes(channel) && !channels.includes(channel)) return { ok: false, error: 'channel_not_found' };
    return { ok: true, channel: place, ts: post(place, text, blocks, 'bot').ts };
  }

  function update(channel: string, ts: string, text: string, blocks: AnyBlock[]): object {
    if (members.includes(channel)) return { ok: false, error: 'channel_not_found' };
    const message = shown.find((one) => one.channel === channel && one.ts === ts);
    if (!message) return { ok: false, error: 'message_not_found' };
    if (message.askedBy !== 'bot') return { ok: false, error: 'cant_update_message' };
    Object.assign(message, { text, blocks, edits: message.edits + 1 });
    return { ok: true, channel, ts, text };
  }

  function hook({ url, body }: Asked, response: ServerResponse): void {
    if (url !== HOOK) return void response.writeHead(404).end('no_service');
    const { text = '', blocks = [] } = JSON.parse(body) as Partial<Shown>;
    const fault = faultOf(text, blocks);
    if (fault) return void response.writeHead(400).end(fault);
    post(channels[0] ?? '', text, blocks, 'webhook');
    response.writeHead(200).end('ok');
  }

  function respond({ url, body }: Asked, response: ServerResponse): void {
    const known = responses.get(url);
    if (!known || known.uses >= 5) return json(response, 404, { ok: false, error: 'used_url' });
    known.uses += 1;
    const { text = '', blocks = [], replace_original: replaces } = JSON.parse(body) as Partial<Shown> & { replace_original?: boolean };
    const fault = faultOf(text, blocks);
    if (fault) return json(response, 400, { ok: false, error: fault });
    if (replaces) Object.assign(known.message, { text, blocks, edits: known.message.edits + 1 });
    json(response, 200, { ok: true });
  }

  function post(channel: string, text: string, blocks: AnyBlock[], askedBy: string): Shown {
    const message = { channel, text, blocks: blocks.map((block, at) => ({ block_id: `b${at}`, ...block })), edits: 0, askedBy, ts: `1700000000.${String(shown.length + 1).padStart(6, '0')}` };
    shown.push(message);
    return message;
  }

  /** What Slack posts when that button of the message is clicked. */
  function click(message: Shown, actionId: string, user: string, change: { secret?: string; at?: Date; value?: string; responseUrl?: string; blocks?: AnyBlock[] } = {}) {
    const button = message.blocks.flatMap(({ elements = [] }) => elements).find((element) => element.action_id === actionId);
    if (!button) throw new Error(`the message has no button ${actionId}`);
    clicks += 1;
    const path = `/actions/T1/${clicks}/secret`;
    responses.set(path, { message, uses: 0 });
    const payload = {
      type: 'block_actions', user: { id: user, username: 'somebody', team_id: 'T1' }, api_app_id: 'A1', token: 'old', team: { id: 'T1', domain: 'shop' },
      container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: false }, trigger_id: '1.2.3', channel: { id: message.channel, name: 'shop' },
      message: { bot_id: 'B1', type: 'message', ts: message.ts, text: message.text, blocks: change.blocks ?? message.blocks }, response_url: change.responseUrl ?? `${server.url}${path}`,
      actions: [{ action_id: actionId, block_id: 'b3', type: 'button', text: button.text, action_ts: `1700000100.${String(clicks).padStart(6, '0')}`, ...(button.url ? { url: button.url } : { value: change.value ?? button.value }) }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    return { body, headers: signed(body, change.secret, change.at) };
  }

  return {
    shown, calls, click,
    api: `${server.url}/api`, hook: `${server.url}${HOOK}`, origin: server.url,
    /** The next calls are answered so. */
    refuseNext(...next: typeof refusals): void { refusals = next; },
    close: server.close,
  };
}
export type Slack = Awaited<ReturnType<typeof aSlack>>;

export const RATE_LIMITED = { status: 429, body: '{"ok":false,"error":"ratelimited"}', headers: { 'retry-after': '30' } };

/** The headers with which Slack signs a body. */
export function signed(body: string, secret = SIGNING_SECRET, at = new Date()): Record<string, string> {
  const time = String(Math.floor(at.getTime() / 1000));
  return { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}` };
}

function faultOf(text: string, blocks: AnyBlock[]): string | undefined {
  if (text === '' && blocks.length === 0) return 'no_text';
  if (text.length > 40_000) return 'msg_too_long';
  return faultOfBlocks(blocks) ? 'invalid_blocks' : undefined;
}
