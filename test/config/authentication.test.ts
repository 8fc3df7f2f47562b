// What may dayshift.yaml say of those who sign in? Each fault is told with its line and what to write instead.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseInstallation } from '../../src/config/installation';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

const TOKEN = `  - { sha256: ${'a'.repeat(64)}, person: olga }`;

function withPart(text: string): string {
  return changed(INSTALLATION, 'services:\n  - name: storefront', `${text}\nservices:\n  - name: storefront`);
}

function faultsOf(text: string, env: Record<string, string> = ENVIRONMENT): string[] {
  return faultsIn(() => parseInstallation(text, 'dayshift.yaml', env));
}

it('without it the first of the team administers, sessions last a day\'s work unused and a week at most', () => {
  expect(parseInstallation(INSTALLATION, 'dayshift.yaml', ENVIRONMENT).authentication).toEqual({ administrators: [], session: { idle: '8h', longest: '7d' } });
});

it('is taken whole, with the provider\'s secret from a variable', () => {
  const text = withPart('authentication:\n  reads: signed-in\n  administrators: [olga]\n  session: { idle: 1h, longest: 12h }\n  oidc: { issuer: "https://login.example.com", clientId: dayshift, clientSecret: "${OIDC_SECRET}", roles: { shop-devs: [developer] } }');
  expect(parseInstallation(text, 'dayshift.yaml', { ...ENVIRONMENT, OIDC_SECRET: 'from outside' }).authentication).toMatchObject({ reads: 'signed-in', administrators: ['olga'], oidc: { clientSecret: 'from outside', name: 'your account' } });
  expect(faultsOf(text)).toEqual([expect.stringContaining('authentication.oidc.clientSecret')]);
});

it.each([
  ['administrators: [olgo]', 'found `olgo`, who is not in the team; write `olga` instead'],
  ['session: { idle: 9d }', 'found `9d`, longer than a session can be; write at most `7d` instead'],
  ['session: { idle: 0s }', 'write more than zero'],
  ['session: { longest: 60d }', 'write at most `720h` instead'],
  ['oidc: { issuer: "http://login.example.com", clientId: x }', 'which others on the way can read; write its address with `https://` instead'],
  ['oidc: { issuer: login.example.com, clientId: x }', 'https://login.example.com'],
  ['reads: closed', 'found `closed`'],
  ['admins: [olga]', 'admins'],
])('%s', (part, told) => {
  expect(faultsOf(withPart(`authentication:\n  ${part}`))).toEqual([expect.stringContaining(told)]);
});

it('a provider on this machine needs no https, to be tried out', () => {
  expect(faultsOf(withPart('authentication:\n  oidc: { issuer: "http://127.0.0.1:4000", clientId: x }'))).toEqual([]);
});

it.each([
  ['a program that acts', TOKEN.replace('person: olga', 'program: bot, scopes: [read, act]'), 'found `act` of a program'],
  ['an agent of a program', TOKEN.replace('person: olga', 'program: bot, scopes: [read, assist]'), 'found `assist` of a program'],
  ['an agent that decides', TOKEN.replace('olga }', 'olga, scopes: [read, assist, act] }'), 'found `assist` beside a scope that decides'],
  ['one who administers and is not named', TOKEN.replace('olga }', 'olga, scopes: [read, administer] }'), 'found `administer` of `olga`, who does not administer'],
  ['a day that is none', TOKEN.replace('olga }', 'olga, expires: soon }'), 'write a day, e.g. `2027-01-31`'],
  ['a scope that is none', TOKEN.replace('olga }', 'olga, scopes: [write] }'), 'scopes'],
])('a token of the file: %s', (_, token, told) => {
  expect(faultsOf(changed(INSTALLATION, TOKEN, token))).toEqual([expect.stringContaining(told)]);
});

it('a token may say its name, what it is good for and its last day', () => {
  expect(faultsOf(changed(INSTALLATION, TOKEN, TOKEN.replace('olga }', 'paula, name: "the office screen", scopes: [read, administer], expires: 2027-01-31 }')))).toEqual([]);
});

it('the guide\'s example is taken', () => {
  const guide = readFileSync(path.join(__dirname, '../../docs/guides/who-may.md'), 'utf8');
  const [, part = ''] = /```yaml\n(authentication:[\s\S]*?)```/.exec(guide) ?? [];
  const own = changed(INSTALLATION, /^tokens:\n(?: {2}.*\n)+/m.exec(INSTALLATION)?.[0] ?? '', part);
  expect(parseInstallation(own, 'dayshift.yaml', { ...ENVIRONMENT, OIDC_SECRET: 'x' })).toMatchObject({ authentication: { administrators: ['paula'] }, tokens: [{ program: 'git-hook', expires: '2027-01-31' }] });
});
