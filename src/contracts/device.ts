// How does a program without a browser get a person's token? As in RFC 8628: it shows a code, the person confirms it where they are signed in.
import { z } from 'zod';
import { Scope } from '../domain/vocabulary';
import { CredentialView } from './access';

/** A program asks. `scopes`: `read` and `act`, or `read` and `assist` for a program that may decide nothing. */
export const DeviceRequest = z.strictObject({
  name: z.string().trim().min(1).max(100), // what the token is for, as the person reads it, e.g. `VS Code on laptop-7`
  scopes: z.array(z.enum([Scope.Read, Scope.Act, Scope.Assist])).min(1).default([Scope.Read, Scope.Act]),
});
export type DeviceRequest = z.infer<typeof DeviceRequest>;

export const DeviceCode = z.object({
  deviceCode: z.string(), // the program's own; nobody else sees it
  userCode: z.string(), // e.g. `WDJB-MJHT`
  link: z.string(), // where the person confirms it
  expiresAt: z.string(),
  intervalSeconds: z.number().int(), // between two questions
});
export type DeviceCode = z.infer<typeof DeviceCode>;

/** What a person reads before they confirm. */
export const DeviceAsked = z.object({ userCode: z.string(), name: z.string(), scopes: z.array(z.enum(Scope)), askedAt: z.string(), address: z.string(), expiresAt: z.string() }); // address: where it was asked from
export type DeviceAsked = z.infer<typeof DeviceAsked>;

export const DeviceDecision = z.strictObject({ allow: z.boolean() });
export type DeviceDecision = z.infer<typeof DeviceDecision>;

export const DeviceQuestion = z.strictObject({ deviceCode: z.string().min(1).max(200) });
export type DeviceQuestion = z.infer<typeof DeviceQuestion>;

/** `granted` comes once, with the secret. */
export const DeviceAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('denied') }),
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('granted'), secret: z.string(), credential: CredentialView }),
]);
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;
