// What does a mail say? Subject, plain text and HTML of a notification; nothing of it can become a header or markup.
import { createHash } from 'node:crypto';
import type { Notification } from '../../src/ports/notifier';

export interface Mail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  references: string;
}

const SUBJECT_CHARACTERS = 200;
const ASKED: Readonly<Record<NonNullable<Notification['action']>, string>> = {
  assign: 'to assign a developer', fix: 'to write the fix', gate: 'to decide on a gate that is inconclusive', 'sign-off': 'to sign off the release or send it back', decide: 'to keep the release or roll it back',
};

/** @param nameOf a person's name by id. */
export function mailOf(notification: Notification, domain: string, nameOf: (id: string) => string): Mail {
  const facts = factsOf(notification, nameOf);
  const link = /^https?:\/\//.test(notification.link ?? '') ? notification.link : undefined;
  return {
    subject: oneLine(`[${notification.service}] ${notification.severity}: ${notification.subject}`).slice(0, SUBJECT_CHARACTERS),
    text: [notification.subject, notification.text, facts.map(([name, value]) => `${name}: ${oneLine(value)}`).join('\n'), link].filter(Boolean).join('\n\n') + '\n',
    html: htmlOf(notification, facts, link),
    messageId: idOf(notification.key, domain),
    references: idOf(`thread of ${notification.incident}`, domain),
  };
}

function factsOf({ service, severity, action, to, suggestion, digest, facts = [], at, incident }: Notification, nameOf: (id: string) => string): [string, string][] {
  return [
    ['Service', service],
    ['Severity', severity],
    ...(action ? [['Asked', `${to.length > 0 ? to.map(nameOf).join(', ') : 'everybody'}, ${ASKED[action]}`] as [string, string]] : []),
    ...(suggestion ? [['Suggested', nameOf(suggestion)] as [string, string]] : []),
    ...(digest ? [['Digest', digest] as [string, string]] : []),
    ...facts.map(({ name, text }): [string, string] => [name, oneLine(text)]),
    ['Time', `${at.slice(0, 16).replace('T', ' ')} UTC`],
    ['Incident', incident],
  ];
}

/** The same for the same message; a mail program threads by the incident's, which no message bears itself. */
function idOf(what: string, domain: string): string {
  return `<${createHash('sha256').update(what).digest('hex').slice(0, 32)}@${domain}>`;
}

/** Control characters end a header's line or steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function htmlOf({ subject, text }: Notification, facts: readonly [string, string][], link: string | undefined): string {
  const rows = facts.map(([name, value]) => `<tr><td style="padding:2px 16px 2px 0;color:#666">${escape(name)}</td><td>${escape(value)}</td></tr>`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body style="font-family:sans-serif;font-size:15px;line-height:1.45;color:#111">',
    `<h2 style="font-size:18px">${escape(subject)}</h2>`,
    text ? `<p style="white-space:pre-line">${escape(text)}</p>` : '',
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    link ? `<p><a href="${escape(link)}">Open the incident</a></p>` : '',
    '</body></html>',
  ].filter(Boolean).join('\n');
}
