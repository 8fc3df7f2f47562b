// How is it with a token or a link: good, near its end, or over? Told by its times alone.
import type { CredentialView } from '../../src/contracts/access';

const SOON_MS = 7 * 86_400_000;

export type CredentialState = 'good' | 'ends-soon' | 'expired' | 'ended';

export function stateOf({ endedAt, expiresAt }: Pick<CredentialView, 'endedAt' | 'expiresAt'>, now: number): CredentialState {
  if (endedAt) return 'ended';
  if (!expiresAt) return 'good';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left < SOON_MS ? 'ends-soon' : 'good';
}

/** Those that still open something first, each kind newest first; one of the file has no time and comes after. */
export function inOrder(all: readonly CredentialView[], now: number): { live: CredentialView[]; over: CredentialView[] } {
  const sorted = [...all].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  const isOver = (one: CredentialView): boolean => ['expired', 'ended'].includes(stateOf(one, now));
  return { live: sorted.filter((one) => !isOver(one)), over: sorted.filter(isOver) };
}

/** For whom it is, e.g. `for Maya`. */
export function holderOf({ kind, person, program }: Pick<CredentialView, 'kind' | 'person' | 'program'>): string {
  if (kind === 'link') return 'whoever has the link, to look on';
  return person === undefined ? `the program ${program ?? ''}` : `${person}, a person of the team`;
}
