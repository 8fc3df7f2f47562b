// How is a secret made, and what is kept of it? 32 random bytes for its holder; here only its SHA-256.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const ID_BYTES = 8;

/** The prefix lets scanners of repositories and our own masking know it. */
export function newSecret(): string {
  return `dayshift_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

export function newId(kind: string): string {
  return `${kind}-${randomBytes(ID_BYTES).toString('hex')}`;
}

export function sha256Of(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Which of these has the hash. Every one is compared, in constant time: neither which one nor how much of it fits can be measured. */
export function withHash<T extends { sha256: string }>(known: readonly T[], sha256: string): T | undefined {
  const wanted = Buffer.from(sha256, 'hex');
  return known.filter((one) => timingSafeEqual(Buffer.from(one.sha256, 'hex'), wanted))[0];
}
