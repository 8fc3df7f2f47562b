// How is somebody told without anybody waiting for it? Each channel is tried again by itself; what stays undelivered is said.
import { CancellationScope, log, sleep } from '@temporalio/workflow';
import type { Telling, Told } from '../activities/everyone';
import { telling } from './activity-proxies';
import type { Asked, Day } from './day';

const TRIES = 8;
const FIRST_PAUSE_SECONDS = 2;
const LONGEST_PAUSE_SECONDS = 600;

/** Tells people and comes back when every channel took it, refused it for good, or was given up. It never throws. */
export async function tellThem(day: Day, asked: Asked, key: string): Promise<void> {
  const { id, service, severity } = day.view;
  const step = asked.step ?? key;
  const message: Telling = { key, incident: id, service, severity, at: day.now(), ...asked, step };
  await CancellationScope.nonCancellable(async () => {
    let only: string[] | undefined;
    for (let tried = 1; tried <= TRIES; tried += 1) {
      const told = await tryOnce({ ...message, ...(only ? { only } : {}), receipts: day.receipts[step] });
      keep(day, asked, step, told, only !== undefined);
      only = told.failed.filter(({ mayRetry }) => mayRetry).map(({ channel }) => channel);
      if (only.length === 0) return;
      await sleep(Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (tried - 1)) * 1000);
    }
  });
}

async function tryOnce(message: Telling): Promise<Told> {
  try {
    return await telling.notify.executeWithOptions({ summary: message.subject }, [message]);
  } catch (error) {
    log.warn('could not tell', { subject: message.subject, error });
    return { delivered: [], failed: [{ channel: 'every channel', reason: 'the worker could not tell anybody', mayRetry: false }], deferred: [] };
  }
}

function keep(day: Day, asked: Asked, step: string, told: Told, isAgain: boolean): void {
  const { subject } = asked;
  for (const { channel, reason } of told.failed) if (!isAgain) day.record({ kind: 'tellingFailed', subject, channel, reason });
  for (const { channel, receipt } of told.delivered) {
    if (receipt) day.receipts[step] = { ...day.receipts[step], [channel]: receipt };
    if (isAgain) day.record({ kind: 'tellingDelivered', subject, channel });
  }
  if (isAgain) return;
  for (const { person, until } of told.deferred) {
    day.record({ kind: 'tellingDeferred', subject, person, until });
    day.tellLater({ ...asked, to: [person], step }, until);
  }
}
