// …/me/tokens, …/me/token: what opens this installation in one's own name, and how it is ended without an administrator.
import { z } from 'zod';
import { CredentialList } from '../../src/contracts/access';
import { Answer } from '../../src/contracts/http';
import { nameOfPrincipal, type Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import type { Credential } from '../../src/ports/credentials';
import { personOf, type Access } from '../access/access';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';
import { viewOf } from './tokens';

const NO_STORE = { 'Cache-Control': 'no-store' };
const Id = z.object({ id: z.string().min(1).max(100) });

const listMyTokens = operation({
  id: 'listMyTokens', method: 'get', path: '/me/tokens', tag: 'access', needs: 'act',
  summary: 'Your own tokens: those of dayshift.yaml, those that were made for you, and those of programs that you signed in',
  answers: { 200: { description: 'Newest first, the ended ones too; without their secrets.', json: CredentialList } },
  problems: ['unreachable'],
});
const endMyToken = operation({
  id: 'endMyToken', method: 'delete', path: '/me/tokens/{id}', tag: 'access', needs: 'act',
  summary: 'End a token of yours, and the sessions that it opened',
  params: Id,
  answers: { 200: { description: 'It opens nothing any more.', json: Answer } },
  problems: ['credential-unknown', 'refused', 'unreachable'],
});
const endThisToken = operation({
  id: 'endThisToken', method: 'delete', path: '/me/token', tag: 'access', needs: 'signed-in',
  summary: 'End the token that calls: signing a program out',
  description: 'A token of dayshift.yaml and a read-only link, which others may use too, are not ended here: then `accepted` is false and the text says where. With a session\'s cookie the session ends.',
  answers: { 200: { description: 'What was ended.', json: Answer } },
  problems: ['unreachable'],
});

export function addMyTokens(door: Door, { credentials }: Pick<ApiDeps, 'credentials'>, { book, sessions }: Access): void {
  door.add(listMyTokens, async ({ principal }) => {
    const mine = personOf(principal);
    const all = [...(await credentials.list('token')), ...book.ofFile].filter(({ person }) => person === mine);
    return { json: { credentials: all.map(viewOf) } satisfies CredentialList, headers: NO_STORE };
  });

  door.add(endMyToken, async ({ params: { id }, principal }) => {
    const mine = personOf(principal);
    if (book.ofFile.some((one) => one.id === id && one.person === mine)) throw new DayshiftError('refused', { reason: 'That token stands in dayshift.yaml', advice: 'Let an administrator take it out there and start the API again.' });
    const credential = (await credentials.list('token')).find((one) => one.id === id && one.person === mine);
    if (!credential) throw new DayshiftError('credential-unknown', { kind: 'token', id: id.slice(0, 100) });
    return { json: await ended(credential, principal) };
  });

  door.add(endThisToken, async ({ principal, request, response }) => {
    if (principal.kind === 'anybody') throw new DayshiftError('not-signed-in');
    if (book.ofFile.some(({ id }) => id === principal.credential)) return { json: { accepted: false, text: 'That token stands in dayshift.yaml: it opens the door until it is taken out there.' } satisfies Answer };
    const { credential } = principal;
    if (credential.startsWith('link-')) return { json: { accepted: false, text: 'That is a read-only link, which others may use too: an administrator ends it.' } satisfies Answer };
    const found = (await credentials.list('token')).find(({ id }) => id === credential);
    if (found) return { json: await ended(found, principal) };
    const wasOpen = await sessions.end(request, response, nameOfPrincipal(principal));
    return { json: { accepted: true, text: wasOpen ? 'Signed out.' : 'It had ended before.' } satisfies Answer };
  });

  async function ended(credential: Credential, principal: Principal): Promise<Answer> {
    const isNews = await book.end(credential, nameOfPrincipal(principal));
    return { accepted: true, text: isNews ? `Ended: ${credential.name}.` : `${credential.name} had ended before.` };
  }
}
