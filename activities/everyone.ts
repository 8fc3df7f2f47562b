// Everyone's part: be told, and find the day again when it is over.
import { Context } from '@temporalio/activity';
import type { IncidentRecord } from '../src/contracts/record';
import { incidentPage } from '../src/domain/ids';
import { storyOf } from '../src/domain/story';
import { routeTelling } from '../src/domain/telling';
import type { OnDuty } from '../src/ports/duty';
import type { Notification } from '../src/ports/notifier';
import { failingWell } from './as-failure';
import { tellChannels, type ChannelOrder, type ChannelOutcome } from './tell-channels';
import type { World } from './world';

/** What is to be told, to people by id. `only`: the channels that did not take it before. `receipts`: by channel, of the step's earlier message. */
export interface Telling extends Omit<Notification, 'receipt'> { only?: string[]; receipts?: Record<string, string> }

/** What became of it, by channel. `deferred`: people whose quiet hours hold it back until then. */
export interface Told {
  delivered: { channel: string; receipt?: string }[];
  failed: { channel: string; reason: string; mayRetry: boolean }[];
  deferred: { person: string; until: string }[];
}

type Everyones = Pick<World, 'notifiers' | 'archive' | 'duty' | 'recipients' | 'publicUrl'>;

export function createEveryoneActivities({ notifiers, archive, duty, recipients, publicUrl }: Everyones) {
  /**
   * Tells each person by the channels of their choice, or through those named only; one that fails does not stop the others.
   * What was told before the worker was killed is known by heartbeat and not told again.
   */
  async function notify({ receipts, only, ...message }: Telling): Promise<Told> {
    const context = Context.current();
    const channels = [...notifiers.keys()].filter((channel) => !only || only.includes(channel));
    const { now, later } = routeTelling({ to: message.to, severity: message.severity, at: message.at, channels, recipients });
    const link = message.link ?? incidentPage(publicUrl, message.incident);
    const orders = now.flatMap(({ channel, people }): ChannelOrder[] => {
      const notifier = notifiers.get(channel);
      return notifier ? [{ channel, notifier, notification: { ...message, link, to: people, receipt: receipts?.[channel] } }] : [];
    });
    const known = (context.info.heartbeatDetails as ChannelOutcome[] | undefined) ?? [];
    const outcomes = await tellChannels(orders, known, (all) => context.heartbeat(all));
    return {
      delivered: outcomes.flatMap((one) => ('reason' in one ? [] : [one])),
      failed: outcomes.flatMap((one) => ('reason' in one ? [one] : [])),
      deferred: only ? [] : later, // trying again must not put anybody off twice
    };
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
