// Everyone's part: be told, and find the day again when it is over.
import type { IncidentRecord } from '../src/contracts/record';
import { storyOf } from '../src/domain/story';
import type { Notification } from '../src/ports/notifier';
import { failingWell } from './as-failure';
import type { World } from './world';

export function createEveryoneActivities({ notifiers, archive }: Pick<World, 'notifiers' | 'archive'>) {
  /** Tells through every channel. When one fails the others are still told, and the failed one is tried again by its key. */
  async function notify(notification: Notification): Promise<void> {
    const told = await Promise.allSettled(notifiers.map((notifier) => notifier.notify(notification)));
    const failed = told.find((result): result is PromiseRejectedResult => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Keeps the record and the story of the day; repeating it replaces them. */
  async function archiveRecord(record: IncidentRecord): Promise<void> {
    await archive.save(record, storyOf(record));
  }

  return failingWell({ notify, archiveRecord });
}
