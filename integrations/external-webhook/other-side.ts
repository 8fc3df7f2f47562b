// How is the other system spoken to? A job is asked for, asked after and called off, each by a signed request.
import type { ExternalRunnerRow } from '../../src/contracts/integrations';
import { DayshiftError } from '../../src/errors';
import type { ExternalJob } from '../../src/ports/external-runner';
import { askOk, parseAnswer } from '../http';
import { jsonOf } from '../json-of';
import { askSigned, signedHeaders } from '../webhook/signed-post';
import { News, StartAnswer } from './schema';

export interface OtherSide {
  /** Throws `unreachable` when it may be tried again with the same id, `external-runner-failed` when the job will never be taken. */
  start(job: ExternalJob, signal: AbortSignal): Promise<{ statusUrl?: string; link?: string }>;
  /** Throws `unreachable`, also for an answer that cannot be read. */
  status(url: string, signal: AbortSignal): Promise<News>;
  /** Throws `unreachable`, `telling-refused`. */
  cancel(): Promise<void>;
}
export interface OtherSideOptions { row: Pick<ExternalRunnerRow, 'name' | 'url' | 'secret'>; id: string; publicUrl: string; now: () => Date }

const START_MS = 10_000;
const CANCEL_MS = 3000; // a cancelled check is over within five seconds, whoever answers
const JSON_TYPE = 'application/json';

export function createOtherSide({ row, id, publicUrl, now }: OtherSideOptions): OtherSide {
  const { name, url, secret } = row;
  const what = `The runner ${name}`;
  const base = publicUrl.replace(/\/+$/, '');

  async function start({ log, id: run, ...job }: ExternalJob, signal: AbortSignal): Promise<{ statusUrl?: string; link?: string }> {
    const body = JSON.stringify({
      id, run, ...job, artifact: `${base}/api/v1/evidence/${job.digest}?name=artifact.tar&type=application%2Fx-tar`, callback: `${base}/api/v1/jobs/${id}`,
    });
    const answer = await askSigned({ what, url, secret, now, timeoutMs: START_MS }, { key: id, contentType: JSON_TYPE, body, signal }).catch((error: unknown) => {
      if (!(error instanceof DayshiftError) || error.code !== 'telling-refused') throw error;
      throw new DayshiftError('external-runner-failed', { runner: name, reason: String(error.details['reason'] ?? '') }, { cause: error });
    });
    const { statusUrl, link } = StartAnswer.safeParse(jsonOf(answer.text)).data ?? {}; // an answer without addresses is an answer: a callback comes
    return { statusUrl: statusUrl ? sameOrigin(statusUrl) : undefined, link: link ?? undefined };
  }

  /** What we send is signed with the secret: it goes to nobody else. */
  function sameOrigin(statusUrl: string): string {
    const resolved = URL.canParse(statusUrl, url) ? new URL(statusUrl, url) : undefined;
    if (resolved?.origin === new URL(url).origin) return resolved.href;
    throw new DayshiftError('external-runner-failed', { runner: name, reason: 'its statusUrl is not on the host that the job was asked of' });
  }

  async function status(address: string, signal: AbortSignal): Promise<News> {
    const { text } = await askOk({ what, url: address, headers: { accept: JSON_TYPE, ...signedHeaders(secret, now(), '') }, timeoutMs: START_MS, signal, secrets: [secret] });
    return parseAnswer(what, text, News);
  }

  async function cancel(): Promise<void> {
    await askSigned({ what, url, secret, now, timeoutMs: CANCEL_MS }, { key: `${id}/cancel`, contentType: JSON_TYPE, body: JSON.stringify({ id, cancel: true }) });
  }

  return { start, status, cancel };
}
