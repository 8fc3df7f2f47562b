// What must hold so that people and programs can be told? Rows that have what their adapter needs, names and addresses that differ; one function per rule.
import type { Installation } from '../contracts/installation';
import type { NotifierRow } from '../contracts/integrations';
import { repeated } from './cross-field';
import type { Fault, Path } from './faults';

type Field = Exclude<keyof NotifierRow, 'use' | 'name'>;
interface Needs { may: readonly Field[]; lacks: (row: NotifierRow) => { field: Field; found: string; write: string } | undefined }

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;
const SLACK_MEMBER = /^[UW][A-Z0-9]{2,}$/;

/** An adapter that is not listed is for the registry to refuse, which knows them all. */
const NEEDS: Readonly<Record<string, Needs>> = {
  console: { may: [], lacks: () => undefined },
  webhook: { may: ['url', 'secret'], lacks: ({ url }) => (isWeb(url) ? undefined : { field: 'url', found: url ? 'an address that is no web address' : 'no `url`', write: 'the receiver\'s address, e.g. `https://pager.example/hook`' }) },
  smtp: {
    may: ['url', 'sender', 'channel'],
    lacks({ url, sender, channel }) {
      if (!isMailServer(url)) return { field: 'url', found: url ? 'an address that is no mail server\'s' : 'no `url`', write: '`smtp://` or `smtps://` with user, password and host, e.g. `smtps://user:password@mail.example`' };
      if (!ADDRESS.test(addressOf(sender))) return { field: 'sender', found: sender ? `\`${sender}\`` : 'no `sender`', write: 'an address, e.g. `dayshift <dayshift@shop.example>`' };
      return channel === undefined || ADDRESS.test(channel) ? undefined : { field: 'channel', found: `\`${channel}\``, write: 'the address of the list that everybody reads' };
    },
  },
  slack: {
    may: ['url', 'secret', 'token', 'channel', 'api'],
    lacks({ url, token, channel, api }) {
      if (url !== undefined && !isWeb(url)) return { field: 'url', found: 'an address that is no incoming webhook\'s', write: 'the webhook\'s address, `https://hooks.slack.com/services/…`' };
      if (api !== undefined && !isWeb(api)) return { field: 'api', found: `\`${api}\``, write: 'an address, e.g. `https://slack.com/api`' };
      if (url !== undefined || (token !== undefined && channel !== undefined)) return undefined;
      return token === undefined
        ? { field: 'url', found: 'neither `url` nor `token`', write: 'an incoming webhook\'s `url`, or a bot\'s `token` with a `channel`' }
        : { field: 'channel', found: 'a `token` without `channel`', write: 'where everybody is told, e.g. `channel: C024BE7LH`' };
    },
  },
};

/** What is still a variable is judged when it is put in. */
export function isOpen(text: string | undefined): boolean {
  return text !== undefined && text.includes('${');
}

export function isWeb(url: string | undefined): boolean {
  return isOpen(url) || (url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url));
}

function isMailServer(url: string | undefined): boolean {
  return isOpen(url) || (url !== undefined && /^smtps?:\/\/./.test(url) && URL.canParse(url));
}

/** The address of `name <address>`, or the text itself. */
function addressOf(sender: string | undefined): string {
  return /<([^<>]*)>\s*$/.exec(sender ?? '')?.[1] ?? sender ?? '';
}

export function notifiersDiffer({ integrations }: Installation): Fault[] {
  return repeated(integrations.notifiers ?? [], (row) => row.name ?? row.use, (_, i) => ['integrations', 'notifiers', i, 'name'], 'a name');
}

export function notifiersHaveWhatTheyNeed({ integrations }: Installation): Fault[] {
  return (integrations.notifiers ?? []).flatMap((row, i): Fault[] => {
    const needs = Object.hasOwn(NEEDS, row.use) ? NEEDS[row.use] : undefined;
    if (!needs) return [];
    const path = ['integrations', 'notifiers', i];
    const lacking = needs.lacks(row);
    const unused = Object.keys(row).filter((key) => key !== 'use' && key !== 'name' && !needs.may.some((field) => field === key));
    return [
      ...(lacking ? [{ path: [...path, lacking.field], found: lacking.found, write: lacking.write }] : []),
      ...unused.map((key) => ({ path: [...path, key], found: `\`${key}\`, which \`${row.use}\` does not use`, write: needs.may.length > 0 ? `only ${needs.may.map((field) => `\`${field}\``).join(', ')}` : 'no more than `use` and `name`' })),
    ];
  });
}

export function subscriptionsCanBeTold({ integrations }: Installation): Fault[] {
  const subscriptions = integrations.subscriptions ?? [];
  return [
    ...repeated(subscriptions, ({ name }) => name, (_, i) => ['integrations', 'subscriptions', i, 'name'], 'a name'),
    ...subscriptions.flatMap(({ url }, i): Fault[] => (isWeb(url) ? [] : [{ path: ['integrations', 'subscriptions', i, 'url'], found: 'an address that is no web address', write: 'one that begins with `https://`' }])),
    ...subscriptions.flatMap(({ types }, i): Fault[] => (types?.length === 0 ? [{ path: ['integrations', 'subscriptions', i, 'types'], found: 'no type, so that nothing is ever told', write: 'beginnings of types, e.g. `dev.cdevents.`, or leave `types` out for all' }] : [])),
  ];
}

/** A click in Slack is the word of whom the id belongs to: no two people share one. */
export function peopleAreReachedApart({ team }: Installation): Fault[] {
  const slack = team.flatMap(({ reach }, i) => (reach?.slack ? [{ text: reach.slack, path: ['team', i, 'reach', 'slack'] as Path }] : []));
  const mail = team.flatMap(({ reach }, i) => (reach?.email ? [{ text: reach.email, path: ['team', i, 'reach', 'email'] as Path }] : []));
  return [
    ...repeated(slack, ({ text }) => text, ({ path }) => path, 'the id of that person in Slack'),
    ...slack.filter(({ text }) => !SLACK_MEMBER.test(text)).map(({ text, path }) => ({ path, found: `\`${text}\`, which is no member's id`, write: 'the id from the profile in Slack, e.g. `U024BE7LH`' })),
    ...mail.filter(({ text }) => !ADDRESS.test(text)).map(({ text, path }) => ({ path, found: `\`${text}\`, which is no e-mail address`, write: 'one address, e.g. `maya@shop.example`' })),
  ];
}

export function choicesAreClear({ team }: Installation): Fault[] {
  return team.flatMap(({ notify, quietHours }, i) => [
    ...repeated(notify ?? [], ({ by }) => by, (_, j) => ['team', i, 'notify', j, 'by'], 'each notifier once'),
    ...(quietHours && quietHours.from === quietHours.to ? [{ path: ['team', i, 'quietHours', 'to'], found: `\`${quietHours.to}\`, the time at which they begin`, write: 'another time, e.g. `07:00`' }] : []),
  ]);
}
