// Which code does a person type for a program? Eight letters, made of the program's own secret code: whoever sees them learns nothing of that.
import { createHash } from 'node:crypto';
import { newSecret, sha256Of } from './secrets';

/** No vowel, so that no word comes of it, and nothing that is read as something else (RFC 8628 6.1). */
export const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const SPREAD_BYTES = 16; // so many more bits than the letters have that none comes more often

/** 256 bits; for the program alone. */
export const newDeviceCode = newSecret;

/** As it is shown, e.g. `WDJB-MJHT`. */
export function userCodeOf(deviceCode: string): string {
  const digest = createHash('sha256').update(`the letters of ${deviceCode}`).digest();
  let rest = BigInt(`0x${digest.subarray(0, SPREAD_BYTES).toString('hex')}`);
  const letters = Array.from({ length: LENGTH }, () => {
    const letter = LETTERS[Number(rest % BigInt(LETTERS.length))];
    rest /= BigInt(LETTERS.length);
    return letter;
  }).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** What somebody typed, as it is shown: in any case, with or without the dash. Undefined when it is none. */
export function readUserCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s\-–—_.]/g, '');
  if (letters.length !== LENGTH || [...letters].some((letter) => !LETTERS.includes(letter))) return undefined;
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** What is kept of the person's code. */
export function hashOfUserCode(userCode: string): string {
  return sha256Of(`user code ${userCode}`);
}
