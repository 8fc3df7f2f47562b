// How is somebody told? Delivery is at least once; the key lets a receiver drop repeats.
export interface Notification {
  key: string; // idempotency key
  incident: string;
  to: string[]; // people's ids; empty: everybody
  subject: string;
  text: string;
  link?: string;
  action?: 'assign' | 'fix' | 'sign-off' | 'decide'; // what is asked of them
  at: string;
}
export interface Notifier {
  notify(notification: Notification): Promise<void>;
}
