// What does a click in Slack say? Verified by the app's signing secret, decoded into a word; the message shows what became of it.
import { DayshiftError } from '../../src/errors';
import type { ChatDoor, ChatWord, Click } from '../../src/ports/chat-door';
import { checkAge, checkSignature, headerOf, signatureOf } from '../shared-secret';
import { postToSlack } from './api';
import { Interaction, VALUE, type Block } from './schema';
import { escapeText } from './text';

export interface SlackDoorOptions {
  secrets: readonly string[]; // signing secrets of the apps whose buttons are answered
  answersTo?: readonly string[]; // origins of response addresses besides Slack's own
  now?: () => Date;
}

const OUTCOME = 'dayshift-outcome';
const OUTCOME_CHARACTERS = 1000;
const SLACKS = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];

export function createSlackDoor({ secrets, answersTo = [], now = () => new Date() }: SlackDoorOptions): ChatDoor {
  const origins = [...SLACKS, ...answersTo];

  function verify(raw: Buffer, headers: Parameters<ChatDoor['verify']>[1]): void {
    const time = headerOf(headers, 'x-slack-request-timestamp') ?? '';
    checkAge('X-Slack-Request-Timestamp', time, now());
    const given = headerOf(headers, 'x-slack-signature');
    const signed = given?.startsWith('v0=') ? [given.slice('v0='.length)] : [];
    const refusals = secrets.map((secret) => refusalOf(() => checkSignature('X-Slack-Signature', signed, signatureOf(secret, `v0:${time}:`, raw))));
    const [first] = refusals;
    if (refusals.every((refusal) => refusal !== undefined)) throw first ?? new DayshiftError('chat-not-set-up', { chat: 'Slack' });
  }

  function decode(raw: Buffer): Click | undefined {
    const payload = payloadOf(raw);
    if (payload['type'] !== 'block_actions') return undefined; // a shortcut or a dialog: none of ours
    const { user, actions: [action], response_url: address, message } = parse(Interaction, payload);
    if (!action || !isWord(action.action_id)) return undefined; // a link that was followed
    const { incident, ...rest } = parse(VALUE[action.action_id], jsonOf(action.value ?? ''));
    const said = { word: action.action_id, ...rest } as ChatWord;
    if ('digest' in said && !shows(message.blocks, said.digest)) throw malformed('the message does not show the digest that the button is about');
    if (!URL.canParse(address) || !origins.includes(new URL(address).origin)) throw malformed('response_url is not an address of Slack');
    return {
      key: `slack/${action.action_ts}/${user.id}`, user: user.id, incident, said,
      answer: (text, isTaken) => postToSlack(address, { replace_original: true, text: escapeText(text, OUTCOME_CHARACTERS), blocks: [...remaining(message.blocks, isTaken), outcome(text, isTaken)] }),
    };
  }

  return { verify, decode };
}

function refusalOf(check: () => void): DayshiftError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof DayshiftError) return error;
    throw error;
  }
}

function malformed(faults: string): DayshiftError {
  return new DayshiftError('body-malformed', { faults });
}

function isWord(id: string): id is keyof typeof VALUE {
  return Object.hasOwn(VALUE, id);
}

/** A form with one field of JSON. */
function payloadOf(raw: Buffer): Record<string, unknown> {
  const payload = new URLSearchParams(raw.toString('utf8')).get('payload');
  if (payload === null) throw malformed('the form has no field `payload`');
  return Object(jsonOf(payload)) as Record<string, unknown>;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('it is not JSON');
  }
}

function parse<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } } }, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw malformed(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'payload'}: ${message}`).join('; '));
}

function shows(blocks: readonly Block[], digest: string): boolean {
  return JSON.stringify(blocks.filter(({ type }) => type !== 'actions')).includes(digest);
}

/** What was taken has no buttons any more, only links; what was refused can still be said by the right person. */
function remaining(blocks: readonly Block[], isTaken: boolean): Block[] {
  const kept = blocks.filter(({ block_id: id }) => id !== OUTCOME);
  if (!isTaken) return kept;
  return kept.map((block) => (block.type === 'actions' ? { ...block, elements: (block.elements ?? []).filter(({ url }) => url !== undefined) } : block))
    .filter((block) => block.type !== 'actions' || (block.elements ?? []).length > 0);
}

function outcome(text: string, isTaken: boolean): Block {
  return { type: 'context', block_id: OUTCOME, elements: [{ type: 'mrkdwn', text: `${isTaken ? ':white_check_mark:' : ':no_entry:'} ${escapeText(text, OUTCOME_CHARACTERS)}` }] };
}
