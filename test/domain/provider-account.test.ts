// Whom does the provider's word let in? By verified e-mail, narrowed by groups, and nobody by a name that only looks like one.
import { Authentication } from '../../src/contracts/authentication';
import { accountOf } from '../../src/domain/provider-account';
import { TEAM } from '../support/a-team';
import { anInstallation } from '../api/an-api';

function account(claims: Record<string, unknown>, oidc: object = {}) {
  const authentication = Authentication.parse({ administrators: ['paula'], oidc: { issuer: 'https://login.example.com', clientId: 'dayshift', ...oidc } });
  return accountOf(claims, { team: anInstallation().team, authentication });
}

const maya = { sub: '1', email: TEAM.find(({ id }) => id === 'maya')?.emails[0], email_verified: true };

test('a verified e-mail of the team is its person, in any letter case', () => {
  expect(account({ ...maya, email: maya.email?.toUpperCase() })).toEqual({ kind: 'person', person: 'maya', name: expect.any(String), scopes: ['read', 'act'] });
  expect(account({ ...maya, email_verified: 'true' })).toMatchObject({ kind: 'person' });
});

test.each([false, undefined, 'false', 1, null])('an e-mail that is verified as %j is not', (verified) => {
  expect(account({ ...maya, email_verified: verified })).toEqual({ kind: 'nobody', why: 'email-unverified', email: maya.email });
});

test('groups narrow the roles and never add one; what objects inherit is no group', () => {
  const roles = { 'shop-developers': ['developer', 'operations-engineer'] };
  expect(account({ ...maya, groups: ['shop-developers'] }, { roles })).toMatchObject({ roles: ['developer'] });
  expect(account({ ...maya, groups: ['others', 'constructor', '__proto__'] }, { roles })).toMatchObject({ roles: [] });
  expect(account({ ...maya, groups: 'shop-developers' }, { roles })).toMatchObject({ roles: ['developer'] });
  expect(account(maya)).not.toHaveProperty('roles');
});

test('administrators are those of the file and of the groups named', () => {
  expect(account({ ...maya, groups: ['admins'] }, { administrators: ['admins'] })).toMatchObject({ scopes: ['read', 'act', 'administer'] });
  expect(account({ sub: '2', email: 'paula@storefront.example', email_verified: true })).toMatchObject({ person: 'paula', scopes: ['read', 'act', 'administer'] });
});

test('others look around only where they may, and an empty answer is nobody', () => {
  const guest = { sub: '3', email: 'guest@elsewhere.example', email_verified: true, name: 'A Guest', roles: ['stakeholders'] };
  expect(account(guest)).toEqual({ kind: 'nobody', why: 'not-of-the-team', email: guest.email });
  expect(account(guest, { viewers: 'everybody' })).toEqual({ kind: 'viewer', name: 'A Guest', scopes: ['read'] });
  expect(account(guest, { viewers: ['stakeholders'], groups: 'roles' })).toMatchObject({ kind: 'viewer' });
  expect(account({})).toEqual({ kind: 'nobody', why: 'not-of-the-team' });
});
