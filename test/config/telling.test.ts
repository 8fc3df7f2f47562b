// Is a file refused, line by line, with which somebody could not be told?
import { parseInstallation } from '../../src/config/installation';
import { ENVIRONMENT, INSTALLATION, changed } from '../support/files';
import { faultsIn } from './faults';

const MAYA = 'emails: [maya@storefront.example], handles: ["@maya"] }';

function read(integrations: string, maya = MAYA, env: Record<string, string> = {}) {
  const text = changed(changed(INSTALLATION, MAYA, maya), 'policies:', `${integrations}\npolicies:`);
  return parseInstallation(text, 'dayshift.yaml', { ...ENVIRONMENT, ...env });
}

function faultsOf(integrations: string, maya?: string): string {
  return faultsIn(() => read(integrations, maya)).join('\n');
}

it('takes every channel, with its secrets from the environment', () => {
  const { integrations, team } = read(`  notifiers:
    - { use: console }
    - { use: slack, token: "\${SLACK_TOKEN}", channel: C024BE7LH, secret: "\${SLACK_SECRET}" }
    - { use: slack, name: shop, url: "\${SLACK_HOOK}" }
    - { use: smtp, name: mail, url: "smtps://dayshift:\${MAIL_PASSWORD}@mail.example", sender: "dayshift <dayshift@shop.example>", channel: shop@shop.example }
    - { use: webhook, url: "https://pager.example/hook", secret: "\${HOOK_SECRET}" }
  subscriptions:
    - { name: board, url: "\${BOARD_URL}", secret: "\${HOOK_SECRET}", types: [dev.cdevents.] }`,
  `${MAYA.slice(0, -2)}, reach: { email: maya@shop.example, slack: U024BE7LH }, notify: [{ by: mail }, { by: slack, from: high }], quietHours: { from: "22:00", to: "07:00", zone: Europe/Berlin } }`,
  { SLACK_TOKEN: 'xoxb-1', SLACK_SECRET: 's1', SLACK_HOOK: 'https://hooks.slack.com/services/1', MAIL_PASSWORD: 'p', HOOK_SECRET: 's2', BOARD_URL: 'https://board.example' });
  expect(integrations.notifiers.map(({ use, token, secret }) => [use, token, secret])).toEqual([['console', undefined, undefined], ['slack', 'xoxb-1', 's1'], ['slack', undefined, undefined], ['smtp', undefined, undefined], ['webhook', undefined, 's2']]);
  expect(integrations.subscriptions).toEqual([{ name: 'board', url: 'https://board.example', secret: 's2', types: ['dev.cdevents.'] }]);
  expect(team[1]).toMatchObject({ reach: { slack: 'U024BE7LH' }, quietHours: { unless: 'high' } });
});

it.each([
  ['the same notifier twice', '  notifiers: [{ use: console }, { use: console }]', 'notifiers[1].name: found `console` for the second time'],
  ['a webhook without an address', '  notifiers: [{ use: webhook }]', 'notifiers[0].url: found no `url`'],
  ['a webhook that is a file', '  notifiers: [{ use: webhook, url: "file:///etc/passwd" }]', 'notifiers[0].url: found an address that is no web address'],
  ['a mail server of another kind', '  notifiers: [{ use: smtp, url: "https://mail.example", sender: a@b.example }]', 'notifiers[0].url: found an address that is no mail server\'s'],
  ['mail from nobody', '  notifiers: [{ use: smtp, url: "smtp://mail.example" }]', 'notifiers[0].sender: found no `sender`'],
  ['mail from what is no address', '  notifiers: [{ use: smtp, url: "smtp://mail.example", sender: dayshift }]', 'notifiers[0].sender: found `dayshift`'],
  ['a list that is no address', '  notifiers: [{ use: smtp, url: "smtp://mail.example", sender: a@b.example, channel: C1 }]', 'notifiers[0].channel: found `C1`'],
  ['Slack without a way in', '  notifiers: [{ use: slack, channel: C1 }]', 'notifiers[0].url: found neither `url` nor `token`'],
  ['Slack that cannot tell everybody', '  notifiers: [{ use: slack, token: xoxb-1 }]', 'notifiers[0].channel: found a `token` without `channel`'],
  ['what the adapter does not use', '  notifiers: [{ use: console, token: xoxb-1 }]', 'notifiers[0].token: found `token`, which `console` does not use'],
  ['the same subscription twice', '  subscriptions: [{ name: a, url: "https://a.example" }, { name: a, url: "https://b.example" }]', 'subscriptions[1].name: found `a` for the second time'],
  ['a subscription that is no web address', '  subscriptions: [{ name: a, url: a.example }]', 'subscriptions[0].url: found an address that is no web address'],
  ['a subscription to nothing', '  subscriptions: [{ name: a, url: "https://a.example", types: [] }]', 'subscriptions[0].types: found no type'],
  ['a secret that is not set', '  subscriptions: [{ name: a, url: "https://a.example", secret: "${NOWHERE}" }]', 'subscriptions[0].secret: found `${NOWHERE}`, which is not set'],
])('%s is refused', (_, integrations, fault) => {
  expect(faultsOf(integrations)).toContain(fault);
});

it.each([
  ['a name in Slack instead of an id', 'reach: { slack: "@maya" }', 'reach.slack: found `@maya`, which is no member\'s id'],
  ['two addresses in one', 'reach: { email: "a@b.example, c@d.example" }', 'reach.email: found `a@b.example, c@d.example`'],
  ['an address that would break a header', 'reach: { email: "a@b.example\\nBcc: c@d.example" }', 'which is no e-mail address'],
  ['the same notifier chosen twice', 'notify: [{ by: console }, { by: console, from: high }]', 'notify[1].by: found `console` for the second time'],
  ['quiet hours that end where they begin', 'quietHours: { from: "22:00", to: "22:00", zone: Europe/Berlin }', 'quietHours.to: found `22:00`'],
])('%s is refused', (_, about, fault) => {
  expect(faultsOf('  notifiers: [{ use: console }]', `${MAYA.slice(0, -2)}, ${about} }`)).toContain(fault);
});

it('two people with one id in Slack are refused: a click would be either\'s', () => {
  const text = changed(changed(INSTALLATION, MAYA, `${MAYA.slice(0, -2)}, reach: { slack: U024BE7LH } }`), 'name: Olga, roles: [operations-engineer] }', 'name: Olga, roles: [operations-engineer], reach: { slack: U024BE7LH } }');
  expect(() => parseInstallation(text, 'dayshift.yaml', ENVIRONMENT)).toThrow('reach.slack: found `U024BE7LH` for the second time');
});

it('what is still a variable is not judged before it is put in', () => {
  expect(() => parseInstallation(changed(INSTALLATION, 'policies:', '  notifiers: [{ use: webhook, url: "${HOOK}" }]\npolicies:'), 'dayshift.yaml')).not.toThrow();
});
