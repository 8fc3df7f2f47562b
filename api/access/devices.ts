// How does a program without a browser come by its person's token? As in RFC 8628: it asks, a person decides by the code that it shows, it gets the token once.
import type { Installation } from '../../src/contracts/installation';
import type { DeviceAsked, DeviceCode, DeviceRequest } from '../../src/contracts/device';
import { endOfLife, nameOfPrincipal, type Principal } from '../../src/domain/access';
import { Scope } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import type { Credential, Credentials } from '../../src/ports/credentials';
import type { CredentialBook } from './credential-book';
import { hashOfUserCode, newDeviceCode, readUserCode, userCodeOf } from './device-codes';
import { addressOf } from './limits';
import { principalOf } from './principals';
import { newId, newSecret, sha256Of } from './secrets';

export const CODE_MS = 600_000;
const TOKEN_MS = 90 * 86_400_000;
export const INTERVAL_S = 5;
export const MOST_OF_ONE_ADDRESS = 10; // that wait at once
const MOST_WAITING = 500;
const ALLOWED = 'allowed by ';
const DENIED = 'denied by ';

type Person = Extract<Principal, { kind: 'person' }>;
/** From where a program asks, and how many may wait from there at once. */
export interface From { address: string; most: number }
export type Taken = { state: 'waiting' | 'denied' | 'expired' } | { state: 'granted'; secret: string; credential: Credential };

export interface Devices {
  /** Throws `too-many-devices`, `unreachable`. */
  begin(asked: DeviceRequest, from: From): Promise<DeviceCode>;
  /** Throws `device-code-unknown`, `device-code-expired`, `device-code-decided`, `unreachable`. */
  read(typed: string): Promise<DeviceAsked>;
  /** Of several who decide one does; who repeats their own word is answered as before. `openedBy`: what the person signed in with. Throws as `read`, and `refused` for scopes that are not theirs. */
  decide(typed: string, allow: boolean, by: { person: Person; openedBy: string }): Promise<DeviceAsked>;
  /** `mayAsk` is called when the code is one that waits, and may throw. Throws `unreachable`. */
  take(deviceCode: string, mayAsk: () => void): Promise<Taken>;
}

export interface DeviceDeps { installation: Installation; credentials: Credentials; book: Pick<CredentialBook, 'keep' | 'ofFile'>; publicUrl: string; now: () => Date }

/**
 * Two credentials stand for a request, and only their hashes lie in the store: the program's code, which ends when it is used, and the
 * person's, which ends when it is decided. The second follows from the first, so nothing has to tie them together.
 */
export function createDevices({ installation, credentials, book, publicUrl, now }: DeviceDeps): Devices {
  const isOpen = (one: Credential): boolean => endOfLife(one, now().getTime()) === undefined;

  async function begin({ name, scopes }: DeviceRequest, { address, most }: From): Promise<DeviceCode> {
    const waiting = (await credentials.list('user-code')).filter(isOpen);
    if (waiting.length >= MOST_WAITING) throw new DayshiftError('too-many-devices', { limit: MOST_WAITING, where: 'here' });
    if (waiting.filter(({ createdBy }) => addressOf({ ip: createdBy }) === addressOf({ ip: address })).length >= most) throw new DayshiftError('too-many-devices', { limit: most, where: 'from your address' });
    const deviceCode = await freshCode();
    const userCode = userCodeOf(deviceCode);
    const at = now();
    const life = { name, scopes: [...new Set(scopes)], createdAt: at.toISOString(), createdBy: address, expiresAt: new Date(at.getTime() + CODE_MS).toISOString() };
    await credentials.save({ id: newId('device'), kind: 'device-code', sha256: sha256Of(deviceCode), ...life });
    await credentials.save({ id: newId('code'), kind: 'user-code', sha256: hashOfUserCode(userCode), ...life });
    return { deviceCode, userCode, link: `${publicUrl}/#/device/${userCode}`, expiresAt: life.expiresAt, intervalSeconds: INTERVAL_S };
  }

  /** The person's code is short: one that somebody else was shown lately is not given out again. */
  async function freshCode(): Promise<string> {
    for (;;) {
      const deviceCode = newDeviceCode();
      if (!await credentials.find(hashOfUserCode(userCodeOf(deviceCode)))) return deviceCode;
    }
  }

  async function find(typed: string): Promise<{ userCode: string; asked: Credential }> {
    const userCode = readUserCode(typed);
    const asked = userCode === undefined ? undefined : await credentials.find(hashOfUserCode(userCode));
    if (userCode === undefined || asked?.kind !== 'user-code') throw new DayshiftError('device-code-unknown');
    return { userCode, asked };
  }

  async function read(typed: string): Promise<DeviceAsked> {
    const { userCode, asked } = await find(typed);
    checkOpen(asked);
    return viewOf(userCode, asked);
  }

  function checkOpen(asked: Credential): void {
    if (asked.endedAt !== undefined) throw decided(asked);
    if (!isOpen(asked)) throw new DayshiftError('device-code-expired');
  }

  async function decide(typed: string, allow: boolean, { person, openedBy }: { person: Person; openedBy: string }): Promise<DeviceAsked> {
    const { userCode, asked } = await find(typed);
    const word = `${allow ? ALLOWED : DENIED}${nameOfPrincipal(person)}`;
    const isRepeat = asked.endedBy === word && now().getTime() < Date.parse(asked.expiresAt ?? '');
    if (!isRepeat) checkOpen(asked);
    if (allow) checkScopes(asked, person);
    const sha256 = asked.sha256;
    const ended = isRepeat ? asked : await credentials.find(sha256, { at: now().toISOString(), by: word });
    if (!ended) throw decided(await credentials.find(sha256) ?? asked);
    if (allow) await credentials.save({ ...ended, person: person.id, createdBy: openedBy, ...(person.roles ? { roles: [...person.roles] as Credential['roles'] } : {}) });
    return viewOf(userCode, asked);
  }

  async function take(deviceCode: string, mayAsk: () => void): Promise<Taken> {
    const program = await credentials.find(sha256Of(deviceCode));
    if (program?.kind !== 'device-code' || !isOpen(program)) return { state: 'expired' };
    mayAsk();
    const answer = await credentials.find(hashOfUserCode(userCodeOf(deviceCode)));
    if (answer?.kind !== 'user-code') return { state: 'expired' };
    if (answer.endedBy?.startsWith(DENIED)) return { state: 'denied' };
    if (answer.endedBy === undefined || answer.person === undefined) return { state: 'waiting' };
    const until = await endOf(answer);
    if (until === undefined) return { state: 'expired' };
    if (!await credentials.find(program.sha256, { at: now().toISOString(), by: 'its use' })) return { state: 'expired' };
    return grant(answer, until);
  }

  /** A token lasts no longer than what its person was signed in with; undefined when that has ended or was taken out of dayshift.yaml meanwhile, or the person has left the team. */
  async function endOf(answer: Credential): Promise<string | undefined> {
    const opener = [...book.ofFile, ...(await credentials.list('token'))].find(({ id }) => id === answer.createdBy);
    const isOver = opener ? !isOpen(opener) : answer.createdBy.startsWith('file-');
    if (isOver || principalOf({ ...answer, kind: 'token' }, installation) === undefined) return undefined;
    const longest = now().getTime() + TOKEN_MS;
    return new Date(opener?.expiresAt === undefined ? longest : Math.min(longest, Date.parse(opener.expiresAt))).toISOString();
  }

  async function grant({ name, person, roles, scopes }: Credential, expiresAt: string): Promise<Taken> {
    const secret = newSecret();
    const credential: Credential = {
      id: newId('token'), kind: 'token', sha256: sha256Of(secret), name, person, ...(roles ? { roles } : {}), scopes,
      createdAt: now().toISOString(), createdBy: `person ${person ?? ''}`, expiresAt,
    };
    await book.keep(credential);
    return { state: 'granted', secret, credential };
  }

  return { begin, read, decide, take };
}

function decided({ endedBy = '' }: Credential): DayshiftError {
  return new DayshiftError('device-code-decided', { how: endedBy.startsWith(DENIED) ? 'denied' : 'allowed' });
}

/** Nobody gives what they have not: neither a scope that the team file forbids, nor one that their own credential lacks. */
function checkScopes({ scopes }: Credential, { scopes: own }: Person): void {
  const beyond = scopes.find((scope) => !own.includes(scope) && !(scope === Scope.Assist && own.includes(Scope.Act)));
  if (beyond !== undefined) throw new DayshiftError('refused', { reason: `The program asks for the scope "${beyond}", which your own sign-in does not have`, advice: 'Deny it, and let the program ask for less; or sign in with a credential that has that scope.' });
}

function viewOf(userCode: string, { name, scopes, createdAt, createdBy, expiresAt = createdAt }: Credential): DeviceAsked {
  return { userCode, name, scopes, askedAt: createdAt, address: createdBy, expiresAt };
}
