// How is somebody told by one channel? Delivery is at least once; the key lets a receiver drop repeats.
import type { Severity } from '../domain/vocabulary';

export interface Notification {
  key: string; // idempotency key of this message
  step: string; // messages of the same step speak of the same thing: a channel that can updates the earlier one
  incident: string;
  service: string;
  severity: Severity;
  to: string[]; // people's ids; empty: everybody, in the channel's common place
  subject: string;
  text: string;
  link?: string;
  action?: 'assign' | 'fix' | 'gate' | 'sign-off' | 'decide'; // what is asked of them
  digest?: string; // with `sign-off`: what would be signed; with `decide`: what would be kept or rolled back
  facts?: { name: string; text: string }[]; // with `sign-off`: the card in brief
  suggestion?: string; // with `assign`: the person's id that is suggested
  at: string;
  receipt?: string; // what this channel answered to the step's earlier message
}

export interface Notifier {
  /** Tells the people of `to`. A person whom this channel cannot reach is left out; nobody reached is fine. Answers a receipt when an update is possible. Throws `unreachable` (may be tried again), `telling-refused` (never). */
  notify(notification: Notification): Promise<{ receipt?: string }>;
}
