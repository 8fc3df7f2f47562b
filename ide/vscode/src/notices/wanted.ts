// Which notices does a person want? As the setting `dayshift.notify` says.
import type { Notice } from '../../../../client/desk';

export const NOTIFY = ['all', 'failures', 'mine', 'none'] as const;
export type Notify = (typeof NOTIFY)[number];

export function isWanted({ kind, incident: { turn } }: Notice, notify: Notify, person: string): boolean {
  if (kind === 'left') return false;
  switch (notify) {
    case 'all': return true;
    case 'failures': return kind !== 'passed';
    case 'mine': return turn?.person === person;
    case 'none': return false;
  }
}

/** What is written in the settings may be anything. */
export function readNotify(written: unknown): Notify {
  return NOTIFY.find((one) => one === written) ?? 'all';
}
