// Who may sign in, and how? Without `oidc` people sign in by links and tokens.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';
import { Duration } from './quantity';

const words = z.string().min(1);

export const Authentication = z.strictObject({
  reads: z.enum(['open', 'signed-in']).optional(), // default: open while only this machine can reach the API
  administrators: z.array(words).default([]), // people of the team; default: the first one
  session: z.strictObject({ idle: Duration.default('8h'), longest: Duration.default('7d') }).prefault({}),
  oidc: z.strictObject({
    issuer: z.url({ protocol: /^https?$/, error: 'write the provider\'s address, e.g. `https://login.example.com`' }),
    name: words.default('your account'), // as it stands on the button
    clientId: words,
    clientSecret: words.optional(), // default: a public client, by PKCE alone
    scopes: z.array(words).default(['openid', 'profile', 'email']),
    groups: words.default('groups'), // the claim that lists them
    roles: z.record(words, z.array(z.enum(Role)).min(1)).optional(), // by group: a person has those of the team file that their groups give too; default: the team file's
    administrators: z.array(words).default([]), // groups
    viewers: z.union([z.literal('everybody'), z.array(words)]).default([]), // groups of those outside of the team who may see everything
  }).optional(),
});
export type Authentication = z.infer<typeof Authentication>;
