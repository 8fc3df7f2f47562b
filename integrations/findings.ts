// What do readers of findings share? How severe a score is, by what a finding is known again, and which addresses may be followed.
import { createHash } from 'node:crypto';
import type { Finding } from '../src/contracts/report';

const SEVERE = 7; // CVSS: high and critical
const MIDDLING = 4;

export function levelOfScore(score: number): Finding['level'] {
  if (score >= SEVERE) return 'error';
  return score >= MIDDLING ? 'warning' : 'note';
}

/** The same for the same traits. The first says what kind they are, so that no two kinds are ever alike. */
export function identityBy(...traits: string[]): string {
  return createHash('sha256').update(JSON.stringify(traits)).digest('hex').slice(0, 32);
}

/** Whether a browser may follow the address. */
export function isFollowed(address: string): boolean {
  return /^https?:\/\//i.test(address);
}
