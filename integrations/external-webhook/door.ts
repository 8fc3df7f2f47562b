// Is what is told of a job authentic, and for whom is it? Verified by its runner's own secret, then put into the job's mailbox.
import type { IncomingHttpHeaders } from 'node:http';
import type { ExternalRunnerRow } from '../../src/contracts/integrations';
import { DayshiftError } from '../../src/errors';
import type { JobDoor } from '../../src/ports/job-door';
import { checkAge, checkSignature, headerOf, signatureOf } from '../shared-secret';
import { openMailbox, runnerOf, type MailboxStores } from './mailbox';
import { News } from './schema';

export interface JobDoorOptions extends MailboxStores { rows: readonly Pick<ExternalRunnerRow, 'name' | 'secret'>[]; now?: () => Date }

const SIGNATURE = 'Dayshift-Signature';
const TIME = 'Dayshift-Time';

export function createJobDoor({ rows, now = () => new Date(), ...stores }: JobDoorOptions): JobDoor {
  function secretFor(id: string): string {
    const name = runnerOf(id);
    const row = rows.find((each) => each.name === name);
    if (!row) throw new DayshiftError('job-unknown', { id: id.slice(0, 100) });
    return row.secret;
  }

  function admit(id: string, headers: IncomingHttpHeaders): void {
    secretFor(id);
    verified(() => {
      checkAge(TIME, String(Date.parse(timeOf(headers))), now());
      if (signaturesOf(headers).length === 0) checkSignature(SIGNATURE, [], '');
    });
  }

  async function take(id: string, raw: Buffer, headers: IncomingHttpHeaders): Promise<{ accepted: boolean; text: string }> {
    const secret = secretFor(id);
    admit(id, headers);
    verified(() => checkSignature(SIGNATURE, signaturesOf(headers), signatureOf(secret, `${timeOf(headers)}.`, raw)));
    const news = newsOf(raw);
    // The address is not signed: without this, what was told of one job could be sent again for another.
    if (news.id !== id) throw new DayshiftError('body-malformed', { faults: 'id: it is not that of the address' });
    const mailbox = openMailbox(stores, id);
    const known = await mailbox.read();
    if (known.length === 0) throw new DayshiftError('job-unknown', { id });
    const over = known.find((note) => note.kind === 'over');
    if (over) return { accepted: false, text: `The job is over (${over.ended}); nothing more is taken.` };
    const isNew = await mailbox.tell(news, now(), known, [secret]);
    return { accepted: true, text: isNew ? `Taken: ${news.status}.` : `Taken before: ${news.status}.` };
  }

  return { admit, take };
}

function timeOf(headers: IncomingHttpHeaders): string {
  return headerOf(headers, TIME) ?? '';
}

function signaturesOf(headers: IncomingHttpHeaders): string[] {
  const given = headerOf(headers, SIGNATURE) ?? '';
  return given.startsWith('sha256=') ? [given.slice('sha256='.length)] : [];
}

/** The checks speak of alerts; here it is a job. */
function verified(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof DayshiftError) || error.code !== 'alert-unverified') throw error;
    throw new DayshiftError('job-unverified', { reason: String(error.details['reason'] ?? '') });
  }
}

function newsOf(raw: Buffer): News {
  let json: unknown;
  try {
    json = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new DayshiftError('body-malformed', { faults: raw.length === 0 ? 'it is empty' : 'it is not JSON' });
  }
  const parsed = News.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new DayshiftError('body-malformed', { faults: parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ') });
}
