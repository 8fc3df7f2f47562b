// How is Slack asked? Its web API and its incoming webhooks; a refusal for good is told apart from what may be tried again.
import { DayshiftError } from '../../src/errors';
import { ask, parseAnswer, retryAfterSeconds, type HttpAnswer } from '../http';
import { ApiAnswer } from './schema';

export const SLACK_API = 'https://slack.com/api';
const JSON_TYPE = 'application/json; charset=utf-8';
/** Slack's own trouble, by its names for it. Every other error is about the call. */
const PASSING: readonly string[] = ['ratelimited', 'rate_limited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'];
const SHOWN_CHARACTERS = 100;

export type Called = { ok: true; channel: string; ts: string } | { ok: false; error: string };

export function unreachable(reason: string, retryAfter?: number): DayshiftError {
  return new DayshiftError('unreachable', { what: 'Slack', reason, ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }) });
}

export function refused(reason: string): DayshiftError {
  return new DayshiftError('telling-refused', { what: 'Slack', reason });
}

/** Throws `unreachable` for what has nothing to do with the message. */
function checkUp({ status, headers }: HttpAnswer): void {
  if (status === 429) throw unreachable('it wants fewer messages', retryAfterSeconds(headers, new Date()));
  if (status >= 500 || status === 408) throw unreachable(`it answered ${status}`, retryAfterSeconds(headers, new Date()));
}

/** One call of the web API. What Slack refuses is the answer. Throws `unreachable`. */
export async function callSlack(method: 'chat.postMessage' | 'chat.update', body: object, { api, token }: { api: string; token: string }): Promise<Called> {
  const answer = await ask({
    what: 'Slack', url: `${api.replace(/\/+$/, '')}/${method}`, method: 'POST', body: JSON.stringify(body), secrets: [token],
    headers: { 'content-type': JSON_TYPE, authorization: `Bearer ${token}` },
  });
  checkUp(answer);
  const { ok, error = `status ${answer.status}`, channel, ts } = parseAnswer('Slack', answer.text, ApiAnswer);
  if (ok && channel && ts) return { ok, channel, ts };
  if (PASSING.includes(error)) throw unreachable(error, retryAfterSeconds(answer.headers, new Date()));
  return { ok: false, error };
}

/** Posts to an incoming webhook or a response address; both are secrets. Throws `unreachable`, `telling-refused`. */
export async function postToSlack(url: string, body: object): Promise<void> {
  const answer = await ask({ what: 'Slack', url, method: 'POST', body: JSON.stringify(body), secrets: [url], headers: { 'content-type': JSON_TYPE } });
  checkUp(answer);
  if (answer.status < 200 || answer.status > 299) throw refused(`it answered ${answer.status} ${answer.text.slice(0, SHOWN_CHARACTERS)}`.trim());
}
