// How is a person told once, in one window? The window that is looked at comes first; one that is not waits a moment before it takes it.
import type { Notice } from '../../../../client/desk';
import type { Claims } from './claims';

const OTHERS_FIRST_MS = 1500;

export interface TellerDeps {
  claims: Pick<Claims, 'claim'>;
  isLookedAt(): boolean;
  isWanted(notice: Notice): boolean;
  show(notices: readonly Notice[]): void;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** `whose`: the address and the person, for another's notices are others. */
export async function tellOnce(whose: string, notices: readonly Notice[], { claims, isLookedAt, isWanted, show, pause }: TellerDeps, signal: AbortSignal): Promise<void> {
  const wanted = notices.filter(isWanted);
  if (wanted.length === 0) return;
  if (!isLookedAt()) await pause(OTHERS_FIRST_MS, signal);
  if (signal.aborted) return;
  const ours: Notice[] = [];
  for (const notice of wanted) {
    if (await claims.claim(`${whose} ${notice.id}`)) ours.push(notice);
  }
  if (ours.length > 0) show(ours);
}
