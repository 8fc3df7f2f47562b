// Tells people by e-mail: plain and HTML, one thread for an incident. A refusal for good is told apart from a server that may take it later.
import { createTransport } from 'nodemailer';
import type { TeamMember } from '../../src/contracts/team';
import { DayshiftError, mask } from '../../src/errors';
import type { Notification, Notifier } from '../../src/ports/notifier';
import { createReached } from '../reached';
import { mailOf } from './message';

export interface MailOptions {
  url: string; // smtp(s)://user:password@host:port
  sender: string; // the address that mail comes from, with or without a name
  list?: string; // what everybody reads; absent: each person who has an e-mail
  team: readonly Pick<TeamMember, 'id' | 'name' | 'reach'>[];
  tls?: { ca: string }; // of a server whose certificate the machine does not know
  timeoutMs?: number; // of connecting, of the greeting and of silence; default 3000
}
interface Recipient { name: string; address: string }
interface SmtpFault { message?: string; responseCode?: number; code?: string }

const TIMEOUT_MS = 3000;
const PERMANENT = 500;

/** The server and its password; a password never travels in the clear, but for one's own machine. */
function connectionOf({ url, tls, timeoutMs = TIMEOUT_MS }: MailOptions) {
  const { password, hostname } = new URL(url);
  const isOwn = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return {
    url, tls, requireTLS: password !== '' && !isOwn,
    connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs,
    disableFileAccess: true, disableUrlAccess: true,
  };
}

function passwordsOf(url: string): string[] {
  const { password } = new URL(url);
  return [password, decodeURIComponent(password)].filter(Boolean);
}

/** Whether the server said that it will never take it; a name or certificate that is not there yet may come. */
function isForGood({ responseCode, code }: SmtpFault): boolean {
  return responseCode === undefined ? code === 'EENVELOPE' || code === 'EMESSAGE' : responseCode >= PERMANENT;
}

export function createMailNotifier(options: MailOptions): Notifier {
  const { sender, list, team } = options;
  const transport = createTransport(connectionOf(options));
  const secrets = passwordsOf(options.url);
  const domain = /@([^\s@<>]+)>?\s*$/.exec(sender)?.[1] ?? 'dayshift.invalid';
  const reached = createReached<true>();

  function recipientsOf(to: readonly string[]): Recipient[] {
    if (to.length === 0 && list) return [{ name: '', address: list }];
    const meant = to.length === 0 ? team : team.filter(({ id }) => to.includes(id));
    return meant.flatMap(({ name, reach }) => (reach.email ? [{ name, address: reach.email }] : []));
  }

  function failure(faults: readonly SmtpFault[]): DayshiftError {
    const later = faults.find((fault) => !isForGood(fault));
    const reason = mask([...new Set(faults.map(({ message }) => message ?? 'no reason given'))].join('; '), secrets).replace(/\s+/g, ' ');
    return new DayshiftError(later ? 'unreachable' : 'telling-refused', { what: 'The mail server', reason });
  }

  /** A person whom the server did not take is tried again alone; the mail that the others have is not sent twice. */
  async function notify(notification: Notification): Promise<object> {
    const recipients = recipientsOf(notification.to);
    const known = reached.by(notification.key);
    const missing = recipients.map(({ address }) => address).filter((address) => !known.has(address));
    if (missing.length === 0) return {};
    const nameOf = (id: string): string => team.find((person) => person.id === id)?.name ?? id;
    const { references, ...mail } = mailOf(notification, domain, nameOf);
    const sent = await transport.sendMail({
      ...mail, from: sender, to: recipients, references, inReplyTo: references, envelope: { from: sender, to: missing },
      ...(notification.severity === 'critical' ? { priority: 'high' as const } : {}),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Dayshift-Incident': notification.incident },
    }).catch((error: unknown) => {
      throw failure(faultsOf(error));
    });
    const accepted = new Set(sent.accepted.map((address) => address.toLowerCase()));
    for (const address of missing) if (accepted.has(address.toLowerCase())) known.set(address, true);
    if (sent.rejectedErrors?.length) throw failure(sent.rejectedErrors);
    return {};
  }

  return { notify };
}

/** When every recipient was refused, each of the server's answers; otherwise the fault itself. */
function faultsOf(error: unknown): SmtpFault[] {
  const { rejectedErrors } = Object(error) as { rejectedErrors?: SmtpFault[] };
  return rejectedErrors?.length ? rejectedErrors : [Object(error) as SmtpFault];
}
