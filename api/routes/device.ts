// …/device: a program without a browser is signed in as in RFC 8628: it shows a code, a person who is signed in allows it, and it gets a token of theirs.
import type { Request } from 'express';
import { z } from 'zod';
import { DeviceAnswer, DeviceAsked, DeviceCode, DeviceDecision, DeviceQuestion, DeviceRequest } from '../../src/contracts/device';
import { Answer } from '../../src/contracts/http';
import type { Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import { personIn, type Access } from '../access/access';
import { auditNothing } from '../access/audit-word';
import { createDeviceLimits } from '../access/device-limits';
import { CODE_MS, createDevices, type Taken } from '../access/devices';
import { checkNoOtherPage } from '../access/origin';
import { principalOf } from '../access/principals';
import type { Limits } from '../access/limits';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { isCode } from '../middleware/problem';
import { operation } from '../operation';
import { viewOf } from './tokens';

const NO_STORE = { 'Cache-Control': 'no-store' };
const Params = z.object({ userCode: z.string().min(1).max(50) }); // as it is typed: in any case, with or without the dash
const ASKED = { userCode: 'WDJB-MJHT', name: 'VS Code on laptop-7', scopes: ['read', 'act'], askedAt: '2026-01-05T09:00:00.000Z', address: '192.0.2.7', expiresAt: '2026-01-05T09:10:00.000Z' };

const beginDevice = operation({
  id: 'beginDevice', method: 'post', path: '/device', tag: 'access', needs: 'public',
  summary: 'Ask to be signed in, as a program without a browser',
  description: 'As the device authorization grant of RFC 8628: show the person `userCode` and `link`, and ask for the token every `intervalSeconds`. Both codes are good for ten minutes.',
  body: { json: DeviceRequest, example: { name: 'VS Code on laptop-7', scopes: ['read', 'act'] } },
  answers: { 201: { description: 'The codes, once.', json: DeviceCode } },
  problems: ['body-malformed', 'too-many-devices', 'unreachable'],
  repeats: 'none',
});
const takeDeviceToken = operation({
  id: 'takeDeviceToken', method: 'post', path: '/device/token', tag: 'access', needs: 'public',
  summary: 'Ask whether the person has decided',
  description: '`granted` comes once, with the token\'s secret; a code that was used is `expired`, as is one that nobody knows. Asked more often than every five seconds, it is 429: wait, and ask more slowly from then on.',
  body: { json: DeviceQuestion, example: { deviceCode: 'dayshift_…' } },
  answers: { 200: { description: 'How it stands.', json: DeviceAnswer, example: { state: 'waiting' } } },
  problems: ['body-malformed', 'asked-too-soon', 'unreachable'],
  repeats: 'none',
});
const readDevice = operation({
  id: 'readDevice', method: 'get', path: '/device/{userCode}', tag: 'access', needs: 'act',
  summary: 'Which program waits under a code',
  params: Params,
  answers: { 200: { description: 'What asks, from where, and for which scopes.', json: DeviceAsked, example: ASKED } },
  problems: ['device-code-unknown', 'device-code-expired', 'device-code-decided', 'unreachable'],
});
const decideDevice = operation({
  id: 'decideDevice', method: 'post', path: '/device/{userCode}', tag: 'access', needs: 'act',
  summary: 'Allow or deny a program\'s sign-in',
  description: 'The program then gets a token of yours, good for 90 days and for the scopes that it asked for, but no longer than the token that you are signed in with. Nobody gives more than they have.',
  params: Params,
  body: { json: DeviceDecision, example: { allow: true } },
  answers: { 200: { description: 'It is decided.', json: Answer } },
  problems: ['body-malformed', 'device-code-unknown', 'device-code-expired', 'device-code-decided', 'refused', 'unreachable'],
  repeats: 'itself',
});

type Deps = Pick<ApiDeps, 'installation' | 'credentials' | 'publicUrl' | 'clock'> & { limits?: Limits };

export function addDevice(door: Door, { installation, credentials, publicUrl, clock: now = () => new Date(), limits }: Deps, { book, sessions }: Access): void {
  const devices = createDevices({ installation, credentials, book, publicUrl, now });
  const limited = createDeviceLimits(limits);

  door.add(beginDevice, async ({ body, request, response }) => {
    checkNoOtherPage(request, publicUrl);
    const code = await devices.begin(body, limited.from(request)).catch((error: unknown) => {
      if (isCode(error, 'too-many-devices')) response.set('Retry-After', String(CODE_MS / 1000));
      throw error;
    });
    return { json: code, headers: NO_STORE };
  }, [limited.begins]);

  door.add(takeDeviceToken, async ({ body, request, response }) => {
    checkNoOtherPage(request, publicUrl);
    const taken = await devices.take(body.deviceCode, () => { limited.mayAsk(body.deviceCode, response, now().getTime()); });
    if (taken.state === 'granted') response.locals['principal'] = principalOf(taken.credential, installation);
    else auditNothing(response);
    return { json: answerOf(taken), headers: NO_STORE };
  });

  door.add(readDevice, async ({ params, principal, response }) => ({ json: await limited.trying(personIn(principal).id, response, () => devices.read(params.userCode)), headers: NO_STORE }));

  door.add(decideDevice, async ({ params, body: { allow }, principal, request, response }) => {
    const person = personIn(principal);
    const { name } = await limited.trying(person.id, response, async () => devices.decide(params.userCode, allow, { person, openedBy: await openerOf(person, request) }));
    return { json: { accepted: true, text: `${allow ? 'Allowed' : 'Denied'}: ${name}.` } satisfies Answer };
  });

  /** The token that opened the person's session, or their token itself. */
  async function openerOf({ through, credential }: Extract<Principal, { kind: 'person' }>, request: Request): Promise<string> {
    if (through === 'token') return credential;
    const session = await book.find(sessions.secretOf(request) ?? '');
    if (!('credential' in session)) throw new DayshiftError('session-ended');
    return session.credential.createdBy;
  }

  function answerOf(taken: Taken): DeviceAnswer {
    return taken.state === 'granted' ? { ...taken, credential: viewOf(taken.credential) } : taken;
  }
}
