// Tells people in Slack: with a bot's token each by a direct message that is updated, with a webhook alone in its one channel.
import type { TeamMember } from '../../src/contracts/team';
import { DayshiftError } from '../../src/errors';
import type { Notification, Notifier } from '../../src/ports/notifier';
import { jsonOf } from '../json-of';
import { createReached } from '../reached';
import { callSlack, postToSlack, refused, SLACK_API, unreachable, type Called } from './api';
import { messageOf, type SlackMessage } from './blocks';
import { Receipt } from './schema';

export interface SlackOptions {
  url?: string; // incoming webhook
  token?: string; // a bot's
  channel?: string; // with a token: where everybody is told
  secret?: string; // of the app: then buttons are shown
  api?: string; // default https://slack.com/api
  team: readonly Pick<TeamMember, 'id' | 'name' | 'reach'>[];
}
interface Target { who: string; channel: string }
type Place = [channel: string, ts: string];

const EVERYBODY = '*';
/** The message is not there to be updated any more, and is told anew. */
const GONE: readonly string[] = ['message_not_found', 'cant_update_message', 'edit_window_closed'];
const MEMBER = /^[UW][A-Z0-9]{2,}$/;

export function createSlackNotifier({ url, token, channel, secret, api = SLACK_API, team }: SlackOptions): Notifier {
  const reached = createReached<Place>();
  const access = token === undefined ? undefined : { api, token };
  const nameOf = (id: string): string => team.find((person) => person.id === id)?.name ?? id;
  const memberOf = (id: string): string | undefined => team.find((person) => person.id === id)?.reach.slack;
  const look = { nameOf, isInteractive: secret !== undefined };

  async function notify(notification: Notification): Promise<{ receipt?: string }> {
    const members = notification.to.flatMap((id): Target[] => {
      const member = memberOf(id);
      return member && MEMBER.test(member) ? [{ who: id, channel: member }] : [];
    });
    if (notification.to.length > 0 && members.length === 0) return {};
    const everybody = channel ? [{ who: EVERYBODY, channel }] : [];
    const targets = notification.to.length > 0 ? members : everybody;
    if (access && targets.length > 0) return { receipt: JSON.stringify(await tellEach(notification, targets, access)) };
    if (!url) throw refused('there is no channel for everybody: neither `channel` nor `url`');
    await postToSlack(url, messageOf(notification, { ...look, mentions: members.map((member) => member.channel) }));
    return {};
  }

  /** One message for each, updated where there is one of the same step. Whom an earlier try has reached is left alone. */
  async function tellEach(notification: Notification, targets: readonly Target[], to: NonNullable<typeof access>): Promise<Receipt> {
    const known = reached.by(notification.key);
    const before = receiptOf(notification.receipt);
    const message = messageOf(notification, { ...look, mentions: [] });
    const faults = await Promise.all(targets.filter(({ who }) => !known.has(who)).map(async ({ who, channel: where }) => {
      try {
        known.set(who, await show(message, where, before[who], to));
        return [];
      } catch (error) {
        if (!(error instanceof DayshiftError)) throw error;
        return [error];
      }
    }));
    throwFirst(faults.flat());
    return { ...before, ...Object.fromEntries(known) };
  }

  async function show(message: SlackMessage, where: string, place: Place | undefined, to: NonNullable<typeof access>): Promise<Place> {
    if (place) {
      const updated = await callSlack('chat.update', { channel: place[0], ts: place[1], ...message }, to);
      if (updated.ok || !GONE.includes(updated.error)) return placeOf(updated);
    }
    return placeOf(await callSlack('chat.postMessage', { channel: where, unfurl_links: false, unfurl_media: false, ...message }, to));
  }

  return { notify };
}

function placeOf(called: Called): Place {
  if (!called.ok) throw refused(called.error);
  return [called.channel, called.ts];
}

/** A receipt that is none is as good as no earlier message. */
function receiptOf(text: string | undefined): Receipt {
  return (text ? Receipt.safeParse(jsonOf(text)).data : undefined) ?? {};
}

/** As long as one of them may be told later, it is tried again: the others are not told twice. */
function throwFirst(faults: readonly DayshiftError[]): void {
  const passing = faults.filter(({ entry }) => entry.mayRetry);
  const waits = passing.flatMap(({ details }) => (typeof details['retryAfterSeconds'] === 'number' ? [details['retryAfterSeconds']] : []));
  const reason = [...new Set(faults.map(({ details }) => String(details['reason'])))].join('; ');
  if (passing.length > 0) throw unreachable(reason, waits.length > 0 ? Math.max(...waits) : undefined);
  if (faults.length > 0) throw refused(reason);
}
