// What does a Slack message show? Block Kit within Slack's limits, and the buttons that this notification asks for.
import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Notification } from '../../src/ports/notifier';
import { escapeText, plainText } from './text';

/** As Slack's reference has them. */
export const LIMITS = { blocks: 50, header: 150, section: 3000, context: 2000, button: 75, value: 2000, url: 3000, text: 4000, confirmTitle: 100, confirmText: 300, confirmButton: 30 } as const;

const LONGEST_NAME = 40;
const LONGEST_FACT = 400;

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
      ...briefIn(notification),
      { type: 'context', elements: [{ type: 'mrkdwn', text: [facts, called].filter(Boolean).join(' · ').slice(0, LIMITS.context), verbatim: false }] },
      ...actionsOf(notification, look),
    ],
  };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

/** One line for each fact; as many as a section has room for, so that no markup is cut. */
function briefIn({ facts = [] }: Notification): KnownBlock[] {
  const lines: string[] = [];
  let length = 0;
  for (const { name, text } of facts) {
    const line = `*${escapeText(name, LONGEST_NAME)}* ${escapeText(text.replace(/\s+/g, ' '), LONGEST_FACT)}`;
    if ((length += line.length + 1) > LIMITS.section) break;
    lines.push(line);
  }
  return lines.length > 0 ? [section(lines.join('\n'))] : [];
}

function actionsOf(notification: Notification, { isInteractive, nameOf }: Look): ActionsBlock[] {
  const buttons = [...(isInteractive ? askedOf(notification, nameOf) : []), ...openOf(notification)];
  return buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
}

/** The id of a button is the word that it says; its value is what the word needs. A rejection needs a reason, for which a message has no room: its button is a link. */
function askedOf({ action, incident, suggestion, digest, service, link }: Notification, nameOf: Look['nameOf']): Button[] {
  if (action === 'assign' && suggestion) return [button('assign', `Assign ${nameOf(suggestion)}`, { incident, to: suggestion })];
  if (action === 'fix') return [button('acknowledge', 'Acknowledge', { incident })];
  if (!digest) return [];
  const shown = short(digest);
  if (action === 'sign-off') {
    const approve = { ...button('sign-off', `Approve ${shown}`, { incident, digest }), confirm: confirmation(`Approve ${shown}?`, `With the approvals that are asked, these bytes go out for ${service}.`, 'Approve') };
    return [approve, ...linkTo('reject', 'Reject…', link).map((one): Button => ({ ...one, style: 'danger' }))];
  }
  if (action !== 'decide') return [];
  return [
    { ...button('keep', `Keep ${shown}`, { incident, digest }), confirm: confirmation(`Keep ${shown}?`, `It goes on running for customers of ${service}.`, 'Keep') },
    { ...button('roll-back', `Roll back ${shown}`, { incident, digest }, 'danger'), confirm: confirmation(`Roll back ${shown}?`, `${service} goes back to the release before.`, 'Roll back') },
  ];
}

function confirmation(title: string, text: string, confirm: string): NonNullable<Button['confirm']> {
  return {
    title: { type: 'plain_text', text: plainText(title, LIMITS.confirmTitle) }, text: { type: 'plain_text', text: plainText(text, LIMITS.confirmText) },
    confirm: { type: 'plain_text', text: plainText(confirm, LIMITS.confirmButton) }, deny: { type: 'plain_text', text: 'Not yet' },
  };
}

function short(digest: string): string {
  return `${digest.slice(7, 11)}…${digest.slice(-4)}`;
}

function button(id: string, text: string, value: object, style: 'primary' | 'danger' = 'primary'): Button {
  return { type: 'button', action_id: id, style, text: { type: 'plain_text', text: plainText(text, LIMITS.button), emoji: false }, value: JSON.stringify(value) };
}

function openOf({ link }: Notification): Button[] {
  return linkTo('open', 'Open', link);
}

function linkTo(id: string, text: string, link: string | undefined): Button[] {
  if (!link || !/^https?:\/\//.test(link) || link.length > LIMITS.url) return [];
  return [{ type: 'button', action_id: id, text: { type: 'plain_text', text, emoji: false }, url: link }];
}
