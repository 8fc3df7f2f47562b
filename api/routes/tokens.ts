// …/tokens, …/links: what opens this installation, for those who administer it. A secret stands in the one answer that makes it.
import { z } from 'zod';
import type { CredentialView} from '../../src/contracts/access';
import { CredentialList, CredentialMade, NewLink, NewToken } from '../../src/contracts/access';
import { Answer } from '../../src/contracts/http';
import type { Installation } from '../../src/contracts/installation';
import { administratorsOf, nameOfPrincipal, usualScopes } from '../../src/domain/access';
import { Scope } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import type { Credential } from '../../src/ports/credentials';
import type { Access } from '../access/access';
import { newId, newSecret, sha256Of } from '../access/secrets';
import { signInLink } from '../access/sign-in-link';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';
import { endSessionsOf } from './session';

const DAY_MS = 86_400_000;
const MOST_LISTED = 1000;
const NO_STORE = { 'Cache-Control': 'no-store' };
const Id = z.object({ id: z.string().min(1).max(100) });

const listTokens = operation({
  id: 'listTokens', method: 'get', path: '/tokens', tag: 'access', needs: 'administer',
  summary: 'The tokens of dayshift.yaml and those that were made here',
  answers: { 200: { description: 'Newest first, the ended ones too; without their secrets.', json: CredentialList } },
  problems: ['unreachable'],
});
const makeToken = operation({
  id: 'makeToken', method: 'post', path: '/tokens', tag: 'access', needs: 'administer',
  summary: 'Make a token for a person or a program',
  description: 'The secret is in this answer and nowhere else: only its SHA-256 is kept.',
  body: { json: NewToken, example: { name: 'Maya\'s laptop', person: 'maya', days: 90 } },
  answers: { 201: { description: 'The token, once.', json: CredentialMade } },
  problems: ['body-malformed', 'refused', 'unreachable'],
  repeats: 'none',
});
const endToken = operation({
  id: 'endToken', method: 'delete', path: '/tokens/{id}', tag: 'access', needs: 'administer',
  summary: 'End a token, and the sessions that it opened',
  params: Id,
  answers: { 200: { description: 'It opens nothing any more.', json: Answer } },
  problems: ['credential-unknown', 'refused', 'unreachable'],
});
const listLinks = operation({
  id: 'listLinks', method: 'get', path: '/links', tag: 'access', needs: 'administer',
  summary: 'The read-only links for stakeholders',
  answers: { 200: { description: 'Newest first, the ended ones too; without their secrets.', json: CredentialList } },
  problems: ['unreachable'],
});
const makeLink = operation({
  id: 'makeLink', method: 'post', path: '/links', tag: 'access', needs: 'administer',
  summary: 'Make a link for somebody who may see everything and do nothing',
  body: { json: NewLink, example: { name: 'The board of directors', days: 7 } },
  answers: { 201: { description: 'The link, once.', json: CredentialMade } },
  problems: ['body-malformed', 'unreachable'],
  repeats: 'none',
});
const endLink = operation({
  id: 'endLink', method: 'delete', path: '/links/{id}', tag: 'access', needs: 'administer',
  summary: 'End a link, and the sessions that it opened',
  params: Id,
  answers: { 200: { description: 'It opens nothing any more.', json: Answer } },
  problems: ['credential-unknown', 'unreachable'],
});
const endSessions = operation({
  id: 'endSessions', method: 'delete', path: '/people/{person}/sessions', tag: 'access', needs: 'administer',
  summary: 'End all sessions of a person',
  params: z.object({ person: z.string().min(1).max(100) }),
  answers: { 200: { description: 'How many were open.', json: Answer } },
  problems: ['unreachable'],
});

type TokenDeps = Pick<ApiDeps, 'installation' | 'credentials' | 'publicUrl' | 'clock'>;

export function addTokens(door: Door, { installation, credentials, publicUrl, clock: now = () => new Date() }: TokenDeps, { book }: Access): void {
  door.add(listTokens, async () => ({ json: { credentials: [...(await listed('token')), ...book.ofFile.map(viewOf)] } satisfies CredentialList, headers: NO_STORE }));
  door.add(listLinks, async () => ({ json: { credentials: await listed('link') } satisfies CredentialList, headers: NO_STORE }));

  door.add(makeToken, async ({ body: { name, person, program, scopes, days }, principal }) => {
    checkHolder({ person, program, scopes }, installation);
    return made('token', { name, person, program, scopes: scopes ?? usualScopes({ person }, administratorsOf(installation)), days }, nameOfPrincipal(principal));
  });
  door.add(makeLink, ({ body: { name, days }, principal }) => made('link', { name, scopes: [Scope.Read], days }, nameOfPrincipal(principal)));

  door.add(endToken, ({ params, principal }) => {
    if (book.ofFile.some(({ id }) => id === params.id)) throw new DayshiftError('refused', { reason: 'That token stands in dayshift.yaml', advice: 'Take it out there and start the API again.' });
    return end('token', params.id, nameOfPrincipal(principal));
  });
  door.add(endLink, ({ params, principal }) => end('link', params.id, nameOfPrincipal(principal)));
  door.add(endSessions, async ({ params, principal }) => {
    const count = await endSessionsOf(params.person, { credentials, book }, nameOfPrincipal(principal));
    return { json: { accepted: true, text: `Ended: ${count} ${count === 1 ? 'session' : 'sessions'} of ${params.person}.` } satisfies Answer };
  });

  async function listed(kind: 'token' | 'link'): Promise<CredentialView[]> {
    return (await credentials.list(kind)).slice(0, MOST_LISTED).map(viewOf);
  }

  async function made(kind: 'token' | 'link', { days, ...holder }: Pick<Credential, 'name' | 'person' | 'program' | 'scopes'> & { days: number }, createdBy: string) {
    const secret = newSecret();
    const at = now();
    const credential: Credential = { id: newId(kind), kind, sha256: sha256Of(secret), ...holder, createdAt: at.toISOString(), createdBy, expiresAt: new Date(at.getTime() + days * DAY_MS).toISOString() };
    await book.keep(credential);
    return { json: { credential: viewOf(credential), secret, link: signInLink(publicUrl, secret) } satisfies CredentialMade, headers: NO_STORE };
  }

  async function end(kind: 'token' | 'link', id: string, by: string) {
    const credential = (await credentials.list(kind)).find((one) => one.id === id);
    if (!credential) throw new DayshiftError('credential-unknown', { kind, id: id.slice(0, 100) });
    const ended = await book.end(credential, by);
    return { json: { accepted: true, text: ended ? `Ended: ${credential.name}.` : `${credential.name} had ended before.` } satisfies Answer };
  }
}

function checkHolder({ person, program, scopes = [] }: Pick<NewToken, 'person' | 'program' | 'scopes'>, installation: Installation): void {
  const { team } = installation;
  if (person !== undefined && !team.some(({ id }) => id === person)) throw new DayshiftError('body-malformed', { faults: `person: nobody of the team is called "${person}"; known: ${team.map(({ id }) => id).join(', ')}` });
  if (program !== undefined && scopes.includes(Scope.Act)) throw new DayshiftError('body-malformed', { faults: 'scopes: only a person can `act`' });
  if (program !== undefined && scopes.includes(Scope.Assist)) throw new DayshiftError('body-malformed', { faults: 'scopes: `assist` is for a program that helps one person: name the `person` whose agent it is' });
  const more = scopes.includes(Scope.Assist) ? scopes.find((scope) => scope === Scope.Act || scope === Scope.Administer) : undefined;
  if (more !== undefined) throw new DayshiftError('body-malformed', { faults: `scopes: \`assist\` stands in the place of \`act\`, so \`${more}\` does not go with it` });
  const may = administratorsOf(installation);
  if (person !== undefined && scopes.includes(Scope.Administer) && !may.includes(person)) {
    throw new DayshiftError('refused', { reason: `${person} does not administer this installation`, advice: `Name ${person} under \`authentication.administrators\` in dayshift.yaml first; now there are: ${may.join(', ')}.` });
  }
}

export function viewOf({ id, kind, name, person, program, scopes, createdAt, createdBy, expiresAt, usedAt, endedAt }: Credential): CredentialView {
  const isOfFile = id.startsWith('file-');
  return {
    id, kind: kind === 'link' ? 'link' : 'token', name, person, program, scopes, from: isOfFile ? 'file' : 'made',
    ...(isOfFile ? {} : { createdAt, createdBy }), expiresAt, usedAt, endedAt,
  };
}
