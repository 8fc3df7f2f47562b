// What is said of credentials and of what was done with them? Secrets appear once, in the answer that makes them, and never again.
import { z } from 'zod';
import { Role, Scope } from '../domain/vocabulary';

const at = z.iso.datetime({ offset: true });
const scopes = z.array(z.enum(Scope)).min(1);

/** Somebody signs in with a secret: a bearer token, a one-time link's or a read-only link's. */
export const SignIn = z.strictObject({ secret: z.string().trim().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

/** Whose credential a request carries. `person`: of the team. */
export const Me = z.object({
  kind: z.enum(['person', 'program', 'viewer']),
  id: z.string(), // a person's id, else the name
  name: z.string(),
  roles: z.array(z.enum(Role)),
  scopes: z.array(z.enum(Scope)),
  until: at.optional(), // when the session ends, whatever is done
});
export type Me = z.infer<typeof Me>;

/** How one can sign in here, so that a page offers only what works. */
export const WaysIn = z.object({ oidc: z.object({ name: z.string(), start: z.string() }).optional(), readsAreOpen: z.boolean() });
export type WaysIn = z.infer<typeof WaysIn>;

/** For whom a token is made: a person of the team or a program. */
export const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(100), // what it is for
  person: z.string().max(100).optional(),
  program: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'use lower-case letters, digits and dashes').optional(),
  scopes: scopes.optional(), // default: read and act, of a program read and push
  days: z.number().int().min(1).max(366).default(90), // until it ends
}).refine((token) => (token.person === undefined) !== (token.program === undefined), 'name either a `person` or a `program`');
export type NewToken = z.infer<typeof NewToken>;

/** A read-only link for a stakeholder. */
export const NewLink = z.strictObject({ name: z.string().trim().min(1).max(100), days: z.number().int().min(1).max(92).default(7) });
export type NewLink = z.infer<typeof NewLink>;

/** A token or link as it is listed: all but its secret. */
export const CredentialView = z.object({
  id: z.string(),
  kind: z.enum(['token', 'link']),
  name: z.string(),
  person: z.string().optional(),
  program: z.string().optional(),
  scopes: z.array(z.enum(Scope)),
  from: z.enum(['file', 'made']), // dayshift.yaml names it, or it was made here; only what was made here can be ended here
  createdAt: at.optional(),
  createdBy: z.string().optional(),
  expiresAt: at.optional(),
  usedAt: at.optional(), // about: it is noted once a minute
  endedAt: at.optional(),
});
export type CredentialView = z.infer<typeof CredentialView>;
export const CredentialList = z.object({ credentials: z.array(CredentialView) });
export type CredentialList = z.infer<typeof CredentialList>;

/** The only answer that has the secret. `link`: where a browser signs in with it. */
export const CredentialMade = z.object({ credential: CredentialView, secret: z.string(), link: z.string() });
export type CredentialMade = z.infer<typeof CredentialMade>;

/** One thing that somebody did or was refused. Appended, never changed. */
export const AuditEntry = z.object({
  seq: z.number().int(),
  at,
  who: z.string(), // e.g. `person maya`, `program git-hook`, `anybody`
  credential: z.string().optional(),
  action: z.string(), // the operation's id, e.g. `signOff`
  target: z.string(), // the address, without its query
  outcome: z.enum(['done', 'refused', 'failed']),
  status: z.number().int(),
  why: z.string().optional(), // the problem's code
  address: z.string(), // where it came from
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.string().optional() });
export type AuditPage = z.infer<typeof AuditPage>;
