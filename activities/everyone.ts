// Everyone's part: be told, and find the day again when it is over.
import type { IncidentRecord } from '../src/contracts/record';
import { storyOf } from '../src/domain/story';
import { DayshiftError, mask } from '../src/errors';
import type { OnDuty } from '../src/ports/duty';
import type { Notification } from '../src/ports/notifier';
import { failingWell } from './as-failure';
import type { World } from './world';

/** What is to be told, to people by id. `only`: the channels that did not take it before. `receipts`: by channel, of the step's earlier message. */
export interface Telling extends Omit<Notification, 'receipt'> { only?: string[]; receipts?: Record<string, string> }

/** What became of it, by channel. `deferred`: people whose quiet hours hold it back until then. */
export interface Told {
  delivered: { channel: string; receipt?: string }[];
  failed: { channel: string; reason: string; mayRetry: boolean }[];
  deferred: { person: string; until: string }[];
}

export function createEveryoneActivities({ notifiers, archive, duty }: Pick<World, 'notifiers' | 'archive' | 'duty'>) {
  /** Tells through every channel, or through those named; one that fails does not stop the others. */
  async function notify({ receipts, only, ...notification }: Telling): Promise<Told> {
    const told: Told = { delivered: [], failed: [], deferred: [] };
    const channels = [...notifiers].filter(([channel]) => !only || only.includes(channel));
    await Promise.all(channels.map(async ([channel, notifier]) => {
      try {
        const { receipt } = await notifier.notify({ ...notification, receipt: receipts?.[channel] });
        told.delivered.push({ channel, receipt });
      } catch (error) {
        const known = error instanceof DayshiftError ? error : undefined;
        told.failed.push({ channel, reason: mask(error instanceof Error ? error.message : String(error)), mayRetry: known?.entry.mayRetry ?? true });
      }
    }));
    return told;
  }

  /** Who is on duty at that time (ISO), by each roster. */
  async function whoIsOnDuty({ rosters, at }: { rosters: string[]; at: string }): Promise<OnDuty[]> {
    return Promise.all(rosters.map((roster) => duty.onDuty(roster, new Date(at))));
  }

  /** Keeps the record and the story of the day; repeating it replaces them. */
  async function archiveRecord(record: IncidentRecord): Promise<void> {
    await archive.save(record, storyOf(record));
  }

  return failingWell({ notify, whoIsOnDuty, archiveRecord });
}
