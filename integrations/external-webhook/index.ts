// A check that runs in another system: asked for once, then waited for by callback or by asking; whoever dies meanwhile, its mailbox knows.
import { setTimeout as delay } from 'node:timers/promises';
import type { ExternalRunnerRow } from '../../src/contracts/integrations';
import { DayshiftError, mask } from '../../src/errors';
import type { ExternalEnd, ExternalJob, ExternalRunner } from '../../src/ports/external-runner';
import { millisecondsOf } from '../duration';
import { jobIdOf, openMailbox, type Mailbox, type MailboxStores } from './mailbox';
import { createOtherSide, type OtherSide } from './other-side';
import type { News, Note } from './schema';

export interface ExternalWebhookOptions extends MailboxStores {
  row: Pick<ExternalRunnerRow, 'name' | 'url' | 'secret' | 'poll'>;
  publicUrl: string; // where the other side reaches us
  everyMs?: number; // how often the mailbox is read; default 1000
  now?: () => Date;
}
type Control = Parameters<ExternalRunner['run']>[1];
interface Told { news: News; at: string }

export function createExternalWebhook(options: ExternalWebhookOptions): ExternalRunner {
  return { run: (job, control) => new Waiting(options, job, control).run() };
}

/** One wait for one job. What it knows is what the mailbox says; it may be begun again at any moment. */
class Waiting {
  private readonly id: string;
  private readonly mailbox: Mailbox;
  private readonly other: OtherSide;
  private readonly now: () => Date;
  private readonly pollMs: number;
  private readonly notes: Note[] = [];
  private last: Told | undefined; // the first that ended the job
  private link: string | undefined;
  private line: string;
  private polledAt = Number.NEGATIVE_INFINITY;
  private trouble = '';

  constructor(private readonly options: ExternalWebhookOptions, private readonly job: ExternalJob, private readonly control: Control) {
    const { row, publicUrl, now = () => new Date() } = options;
    this.id = jobIdOf(row.name, job.id);
    this.mailbox = openMailbox(options, this.id);
    this.other = createOtherSide({ row, id: this.id, publicUrl, now });
    this.now = now;
    this.pollMs = millisecondsOf(row.poll);
    this.line = `waits for ${row.name}`;
  }

  async run(): Promise<ExternalEnd> {
    const { signal, onProgress } = this.control;
    await this.catchUp();
    for (;;) {
      const over = this.note('over');
      if (this.last) return this.close(this.last, over !== undefined);
      if (over) return { ended: over.ended, exitCode: null, link: this.link, seconds: this.secondsUntil(over.at) };
      if (signal.aborted) return this.callOff('cancelled');
      if (!this.note('started')) await this.start();
      if (this.isLate()) return this.callOff('timed-out');
      await this.poll();
      onProgress(this.line);
      if (!this.last) await delay(this.options.everyMs ?? 1000, undefined, { signal }).catch(() => undefined); // the round begins with why it ended
      await this.catchUp();
    }
  }

  private note<Kind extends Note['kind']>(kind: Kind): Extract<Note, { kind: Kind }> | undefined {
    return this.notes.find((note): note is Extract<Note, { kind: Kind }> => note.kind === kind);
  }

  /** Reads what is new, and shows the output that the log does not have yet. */
  private async catchUp(): Promise<void> {
    const fresh = await this.mailbox.read();
    this.notes.push(...fresh);
    for (const note of fresh) {
      if (note.kind === 'started') this.link = note.link ?? this.link;
      if (note.kind !== 'told' || this.last) continue;
      const news = await this.mailbox.open(note.news);
      this.link = news.link ?? this.link;
      if (!this.notes.some((other) => other.kind === 'shown' && other.news === note.news)) {
        await this.show(news.output);
        await this.mailbox.write({ kind: 'shown', news: note.news });
      }
      if (news.status !== 'running') this.last = { news, at: note.at };
    }
  }

  private async show(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    this.line = lines.at(-1) ?? this.line;
    await this.options.logs.append(this.job.log, mask(`${lines.join('\n')}\n`, [this.options.row.secret]));
  }

  /** Noted before it is asked for, so that a callback which is faster than the answer finds its mailbox. The same id again is the same job. */
  private async start(): Promise<void> {
    if (!this.note('asked')) await this.mailbox.write({ kind: 'asked', at: this.now().toISOString(), job: this.job.id });
    try {
      const { statusUrl, link } = await this.other.start(this.job, this.control.signal);
      await this.mailbox.write({ kind: 'started', at: this.now().toISOString(), statusUrl, link });
      await this.show([`${this.options.row.name} has taken the job ${this.id}${link ? `: ${link}` : ''}`]);
    } catch (error) {
      if (!this.control.signal.aborted) throw error;
    }
    await this.catchUp();
  }

  private isLate(): boolean {
    const started = this.note('started');
    return started !== undefined && !this.last && this.secondsUntil(this.now().toISOString()) >= this.job.timeoutSeconds;
  }

  private secondsUntil(at: string): number {
    const from = this.note('started') ?? this.note('asked');
    return from ? Math.max(0, (Date.parse(at) - Date.parse(from.at)) / 1000) : 0;
  }

  private async poll(): Promise<void> {
    const statusUrl = this.note('started')?.statusUrl;
    if (!statusUrl || this.last || this.control.signal.aborted || performance.now() - this.polledAt < this.pollMs) return;
    this.polledAt = performance.now();
    try {
      await this.hear(await this.other.status(statusUrl, this.control.signal));
      this.trouble = '';
    } catch (error) {
      if (this.control.signal.aborted) return;
      if (!(error instanceof DayshiftError) || error.code !== 'unreachable') throw error;
      if (this.trouble !== error.message) await this.show([`${error.message} It is asked again.`]);
      this.trouble = error.message;
    }
  }

  /** A status address tells its whole output each time; what ends the job goes the way of a callback. */
  private async hear(news: News): Promise<void> {
    const shown = Math.max(0, ...this.notes.flatMap((note) => (note.kind === 'polled' ? [note.lines] : [])));
    const fresh = news.output.slice(shown);
    await this.show(fresh);
    if (fresh.length > 0) await this.mailbox.write({ kind: 'polled', lines: news.output.length });
    if (news.status !== 'running') await this.mailbox.tell({ ...news, id: this.id, output: [] }, this.now(), this.notes, [this.options.row.secret]);
    await this.catchUp();
  }

  private async close({ news, at }: Told, isNoted: boolean): Promise<ExternalEnd> {
    const ended = news.status === 'cancelled' ? 'cancelled' : 'exited';
    if (!isNoted) await this.mailbox.write({ kind: 'over', at: this.now().toISOString(), ended });
    if (news.status === 'failed' && !news.report && (news.exitCode ?? undefined) === undefined) {
      throw new DayshiftError('external-runner-failed', { runner: this.options.row.name, reason: mask(news.output.at(-1) ?? this.line).slice(0, 300) });
    }
    const exitCode = ended === 'cancelled' ? null : news.exitCode ?? (news.status === 'failed' ? 1 : 0);
    return { ended, exitCode, report: news.report ?? undefined, link: this.link, seconds: this.secondsUntil(at) };
  }

  /** The job is called off there; who cannot be told is said in the log, and the check is over all the same. */
  private async callOff(ended: 'timed-out' | 'cancelled'): Promise<ExternalEnd> {
    if (ended === 'cancelled' && this.control.isTakenAway?.()) this.control.signal.throwIfAborted();
    const at = this.now().toISOString();
    if (this.note('asked')) {
      await this.mailbox.write({ kind: 'over', at, ended });
      await this.other.cancel().then(
        () => this.show([`${this.options.row.name} was told that the job is ${ended}`]),
        (error: unknown) => this.show([`the job is ${ended}, and ${this.options.row.name} could not be told: ${mask(String(error))}`]),
      );
    }
    return { ended, exitCode: null, link: this.link, seconds: this.secondsUntil(at) };
  }
}
