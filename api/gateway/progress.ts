// What runs right now? The last heartbeat of each running activity; reading it costs no history.
import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { z } from 'zod';
import type { Progress } from '../../src/contracts/http';
import type { Runs } from './runs';

const Heartbeat = z.object({ id: z.string(), last: z.string(), since: z.string() });

/** Activities that told nothing are left out. Throws `incident-unknown`, `unreachable`. */
export async function readProgress(client: Client, runs: Runs, id: string): Promise<Progress> {
  const { raw } = await runs.find(id);
  const running = await Promise.all((raw.pendingActivities ?? []).map(async (activity) => {
    const [details] = await decodeArrayFromPayloads(client.options.loadedDataConverter, activity.heartbeatDetails?.payloads);
    const heartbeat = Heartbeat.safeParse(details);
    return heartbeat.success ? [{ ...heartbeat.data, attempt: activity.attempt ?? 1 }] : [];
  }));
  return { running: running.flat().sort((a, b) => a.id.localeCompare(b.id)) };
}
