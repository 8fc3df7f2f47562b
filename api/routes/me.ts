// GET /api/v1/me: whose credential is this? So that a page can say who acts, and what waits for them.
import { Me } from '../../src/contracts/access';
import type { Installation } from '../../src/contracts/installation';
import type { Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import { untilOf } from '../access/access';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';

const readMe = operation({
  id: 'readMe', method: 'get', path: '/me', tag: 'access', needs: 'signed-in',
  summary: 'Whose credential this is',
  answers: { 200: { description: 'Who calls, and what the credential is good for.', json: Me, example: { kind: 'person', id: 'maya', name: 'Maya', roles: ['developer'], scopes: ['read', 'act'] } } },
});

export function addMe(door: Door, { installation }: Pick<ApiDeps, 'installation'>): void {
  door.add(readMe, ({ principal, response }) => ({ json: meOf(principal, installation, untilOf(response)), headers: { 'Cache-Control': 'no-store' } }));
}

/** `until`: when the session ends, at the latest. Throws `not-signed-in`. */
export function meOf(principal: Principal, { team }: Pick<Installation, 'team'>, until?: string): Me {
  if (principal.kind === 'anybody') throw new DayshiftError('not-signed-in');
  const { kind } = principal;
  const rest = { scopes: [...principal.scopes], ...(until === undefined ? {} : { until }) };
  if (principal.kind !== 'person') return { kind, id: principal.name, name: principal.name, roles: [], ...rest };
  const person = team.find(({ id }) => id === principal.id);
  if (!person) throw new DayshiftError('not-signed-in'); // a credential that outlived its person
  return { kind, id: person.id, name: person.name, roles: person.roles.filter((role) => principal.roles?.includes(role) ?? true), ...rest };
}
