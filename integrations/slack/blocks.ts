// What does a Slack message show? Block Kit within Slack's limits, and the buttons that this notification asks for.
import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Notification } from '../../src/ports/notifier';
import { escapeText, plainText } from './text';

/** As Slack's reference has them. */
export const LIMITS = { blocks: 50, header: 150, section: 3000, context: 2000, button: 75, value: 2000, url: 3000, text: 4000, confirmTitle: 100, confirmText: 300, confirmButton: 30 } as const;

export interface Look {
  nameOf: (person: string) => string;
  mentions: readonly string[]; // members' ids who are called in a common channel
  isInteractive: boolean; // whether somebody answers to buttons
}

export interface SlackMessage { text: string; blocks: KnownBlock[] }

export function messageOf(notification: Notification, look: Look): SlackMessage {
  const { subject, text, digest, service, severity, at } = notification;
  const called = look.mentions.map((id) => `<@${id}>`).join(' ');
  const facts = `*${escapeText(service, 200)}* · ${severity} · ${at.slice(0, 16).replace('T', ' ')} UTC`;
  const body = escapeText(text, LIMITS.section);
  return {
    text: [called, escapeText(`${subject} (${service}, ${severity})`, LIMITS.text - called.length - 1)].filter(Boolean).join(' '),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: plainText(subject, LIMITS.header) || 'dayshift', emoji: false } },
      ...(body ? [section(body)] : []),
      ...(digest ? [section(`Digest: \`${escapeText(digest, 100)}\``)] : []),
      { type: 'context', elements: [{ type: 'mrkdwn', text: [facts, called].filter(Boolean).join(' · ').slice(0, LIMITS.context), verbatim: false }] },
      ...actionsOf(notification, look),
    ],
  };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function actionsOf(notification: Notification, { isInteractive, nameOf }: Look): ActionsBlock[] {
  const buttons = [...(isInteractive ? askedOf(notification, nameOf) : []), ...openOf(notification)];
  return buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
}

/** The id of a button is the word that it says; its value is what the word needs. */
function askedOf({ action, incident, suggestion, digest, service }: Notification, nameOf: Look['nameOf']): Button[] {
  if (action === 'assign' && suggestion) return [button('assign', `Assign ${nameOf(suggestion)}`, { incident, to: suggestion })];
  if (action === 'fix') return [button('acknowledge', 'Acknowledge', { incident })];
  if (action !== 'sign-off' || !digest) return [];
  const shown = short(digest);
  const confirm = {
    title: { type: 'plain_text' as const, text: plainText(`Sign off ${shown}?`, LIMITS.confirmTitle) },
    text: { type: 'plain_text' as const, text: plainText(`These bytes then go to production of ${service}.`, LIMITS.confirmText) },
    confirm: { type: 'plain_text' as const, text: 'Sign off' }, deny: { type: 'plain_text' as const, text: 'Not yet' },
  };
  return [{ ...button('sign-off', `Sign off ${shown}`, { incident, digest }), confirm }];
}

function short(digest: string): string {
  return `${digest.slice(7, 11)}…${digest.slice(-4)}`;
}

function button(id: string, text: string, value: object): Button {
  return { type: 'button', action_id: id, style: 'primary', text: { type: 'plain_text', text: plainText(text, LIMITS.button), emoji: false }, value: JSON.stringify(value) };
}

function openOf({ link }: Notification): Button[] {
  if (!link || !/^https?:\/\//.test(link) || link.length > LIMITS.url) return [];
  return [{ type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open', emoji: false }, url: link }];
}
