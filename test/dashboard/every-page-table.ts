// Which pages are there, and in which states are they looked at? A row a state; what is shown proves that the state is reached.
import type { FixtureOptions } from './fixture/server';
import { OLD_CODE, WAITING_CODE } from './fixture/devices';
import { positionOf } from './fixture/world';

export const STATES = ['usual', 'empty', 'loading', 'error', 'offline', 'huge', 'hostile'] as const;
export type State = (typeof STATES)[number];

export interface Look {
  state: State;
  options: FixtureOptions;
  person?: string; // who is signed in; absent: nobody
  shown: string; // a selector of what is there when the state is reached
  words: readonly string[]; // that can be read then
}
export interface PageRow { name: string; path: string; heading: RegExp; looks: readonly Look[] }

const SILENT = 'Temporal cannot be reached: connection refused.';
const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';

type Usual = Omit<Look, 'state'>;
interface Further { empty?: Omit<Usual, 'options'>; loading?: string; offline?: Omit<Usual, 'options' | 'person'>; huge?: Usual; hostile?: Partial<Usual> }

/** The usual look, and the others as far as the page has them: error and hostile always. */
function looks(usual: Usual, { empty, loading, offline, huge, hostile }: Further): Look[] {
  const { person } = usual;
  const who = person === undefined ? {} : { person };
  return [
    { state: 'usual', ...usual },
    ...(empty ? [{ state: 'empty' as const, ...who, ...empty, options: { ...usual.options, empty: true } }] : []),
    ...(loading ? [{ state: 'loading' as const, options: { mute: true }, shown: loading, words: [] }] : []),
    { state: 'error', options: { broken: true }, shown: '.fault', words: [SILENT] },
    ...(offline ? [{ state: 'offline' as const, ...usual, ...offline }] : []),
    ...(huge ? [{ state: 'huge' as const, ...huge }] : []),
    { state: 'hostile', ...usual, words: [], ...hostile, options: { ...usual.options, ...hostile?.options, hostile: true } },
  ];
}

const LOST = { shown: '.live .bad', words: ['not connected'] };
const REFUSED = { shown: '.fault', words: ['dayshift does not answer.'] };

export const PAGES: readonly PageRow[] = [
  { name: 'now', path: '/#/', heading: /Now/, looks: looks({ options: { position: positionOf('decisionAwaited') }, person: 'paula', shown: 'section[aria-labelledby=mine] .row', words: ['Needs you', 'Production'] }, {
    empty: { shown: '.empty', words: ['Nothing is open.'] }, loading: '[role=status]', offline: LOST, huge: { options: { position: positionOf('signOffAsked'), crowd: 400 }, shown: '.row', words: ['Trouble number'] },
  }) },
  { name: 'history', path: '/#/history', heading: /History/, looks: looks({ options: {}, shown: '.rows', words: ['Search index is stale'] }, { empty: { shown: '.empty', words: ['Nothing is over yet.'] }, loading: '.state', offline: { shown: '.rows', words: ['Search index is stale'] } }) },
  { name: 'numbers', path: '/#/numbers', heading: /Numbers/, looks: looks({ options: {}, shown: '.weeks', words: ['storefront'] }, { empty: { shown: '.empty', words: ['Nothing to tell them by yet.'] }, loading: '.state' }) },
  { name: 'services', path: '/#/services', heading: /Services/, looks: looks({ options: { tale: 'release', position: positionOf('laneMoved', 2, 'release') }, person: 'olga', shown: '.service .shut', words: ['storefront', 'checkout'] }, {
    empty: { shown: '.empty', words: ['No service is known.'] }, loading: '.state',
  }) },
  { name: 'tests', path: '/#/services/storefront/tests', heading: /Tests of storefront/, looks: looks({ options: {}, shown: '.histories', words: ['login › keeps the basket'] }, { empty: { shown: '.empty', words: ['No test has run yet.'] }, loading: '.state' }) },
  { name: 'findings', path: '/#/services/storefront/findings', heading: /Findings of storefront/, looks: looks({ options: {}, shown: '.past-bar', words: ['Findings of storefront'] }, { empty: { shown: '.past-bar', words: ['Findings of storefront'] }, loading: '.state' }) },
  { name: 'wall', path: '/#/wall', heading: /open|Nothing is open/, looks: looks({ options: { position: positionOf('signOffAsked') }, shown: '.wall-rows li', words: ['Customers cannot log in'] }, {
    empty: { shown: '.wall', words: ['Nothing is open'] }, huge: { options: { position: positionOf('signOffAsked'), crowd: 400 }, shown: '.wall-rows li', words: ['403 open'] },
  }).filter(({ state }) => state !== 'error') },
  { name: 'unrouted', path: '/#/unrouted', heading: /Unrouted alerts/, looks: looks({ options: {}, person: 'sam', shown: '.unrouted', words: ['DiskAlmostFull', 'Dismiss'] }, {
    empty: { shown: '.empty', words: ['Every alert belongs to a service.'] }, loading: '.state', offline: REFUSED, huge: { options: { huge: true }, shown: '.unrouted', words: ['Alert number'] },
  }) },
  { name: 'set-up', path: '/#/setup', heading: /Set-up/, looks: looks({ options: {}, shown: '.found', words: ['1 broken, 2 doubtful'] }, { loading: '.state' }) },
  { name: 'set-up-deliveries', path: '/#/setup?part=deliveries', heading: /Set-up/, looks: looks({ options: {}, shown: '.entries', words: ['2 events of 5 did not arrive', 'given up'] }, {
    empty: { shown: '.empty', words: ['No incident is there.'] }, loading: '.state', huge: { options: { huge: true }, shown: '.entries', words: ['2 events of 905 did not arrive'] },
  }) },
  { name: 'set-up-access', path: '/#/setup?part=access', heading: /Set-up/, looks: looks({ options: {}, person: 'paula', shown: '.entries', words: ['Maya’s laptop', 'ends soon'] }, {
    empty: { shown: '.credentials p', words: ['No token is there.', 'No link is there.'] }, loading: '.state', huge: { options: { huge: true }, person: 'paula', shown: '.entries', words: ['build machine 3'] },
  }).filter(({ state }) => state !== 'error') },
  { name: 'set-up-audit', path: '/#/setup?part=audit', heading: /Set-up/, looks: looks({ options: {}, person: 'paula', shown: '.entries', words: ['person olga', 'all there are'] }, {
    empty: { shown: '.empty', words: ['Nothing is in it yet.'] }, loading: '.state', huge: { options: { huge: true }, person: 'paula', shown: '.entries', words: ['50 entries, and older ones'] },
  }).filter(({ state }) => state !== 'error') },
  { name: 'set-up-shut', path: '/#/setup?part=audit', heading: /Set-up/, looks: [{ state: 'usual', options: {}, shown: '.shut', words: ['Only administrators see the audit.'] }] },
  { name: 'device', path: `/#/device/${WAITING_CODE}`, heading: /Sign a program in/, looks: looks({ options: {}, person: 'maya', shown: '.device p.code', words: ['VS Code on laptop-7', 'Allow', 'Deny'] }, { loading: '.state' }) },
  { name: 'device-code', path: '/#/device', heading: /Sign a program in/, looks: looks({ options: {}, person: 'maya', shown: '.programs .entries', words: ['Your programs', 'Maya’s laptop'] }, { empty: { shown: '.programs p', words: ['No program has a token of yours.'] }, loading: '.state' }) },
  { name: 'device-over', path: `/#/device/${OLD_CODE}`, heading: /Sign a program in/, looks: [{ state: 'usual', options: {}, person: 'maya', shown: '.fault', words: ['That code is too old'] }] },
  { name: 'device-nobody', path: `/#/device/${WAITING_CODE}`, heading: /Sign a program in/, looks: [{ state: 'usual', options: {}, shown: '.device form', words: ['First sign in yourself'] }] },
  { name: 'sign-in', path: '/#/sign-in', heading: /Sign in/, looks: [{ state: 'usual', options: {}, shown: '.sign-in-page form', words: ['Sign in'] }] },
  { name: 'incident', path: INCIDENT, heading: /Customers cannot log in|LoginRefused/, looks: looks({ options: { position: positionOf('signOffAsked') }, person: 'olga', shown: '#decision', words: [] }, { loading: '.state', offline: LOST }) },
  { name: 'incident-assess', path: INCIDENT, heading: /Customers cannot log in|LoginRefused/, looks: [{ state: 'usual', options: { position: positionOf('tellingFailed') + 1 }, person: 'paula', shown: '.turn button.go', words: [] }] },
  { name: 'incident-closed', path: INCIDENT, heading: /Customers cannot log in|LoginRefused/, looks: [{ state: 'usual', options: {}, shown: '.turn.ok', words: [] }] },
  { name: 'unknown', path: '/#/nowhere/at/all', heading: /There is no such page/, looks: [{ state: 'usual', options: {}, shown: '.state a', words: ['See what is open now'] }] },
];
