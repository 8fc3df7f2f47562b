// A real SMTP server on a free loopback port: it speaks the protocol, wants a password when it is told to, and keeps what it took, parsed.
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { CERTIFICATE, KEY } from './a-certificate';

export interface Kept { mail: ParsedMail; raw: string; to: string[]; encrypted: boolean; user: string | undefined }
export interface MailServerOptions {
  account?: { user: string; password: string }; // without it anybody may send
  encrypted?: 'never' | 'starttls' | 'from-the-start'; // default never
  /** What it answers to a recipient; undefined: it takes them. */
  answerTo?: (address: string) => { code: number; text: string } | undefined;
}

export interface MailServer {
  port: number;
  mails: Kept[];
  close(): Promise<void>;
}

function refusal({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

export async function aMailServer({ account, encrypted = 'never', answerTo = () => undefined }: MailServerOptions = {}): Promise<MailServer> {
  const mails: Kept[] = [];
  const server = new SMTPServer({
    secure: encrypted === 'from-the-start', key: KEY, cert: CERTIFICATE,
    disabledCommands: [...(account ? [] : ['AUTH']), ...(encrypted === 'starttls' ? [] : ['STARTTLS'])],
    allowInsecureAuth: encrypted === 'never',
    authOptional: account === undefined,
    onAuth({ username, password }, _session, answer) {
      if (username === account?.user && password === account?.password) answer(null, { user: username });
      else answer(refusal({ code: 535, text: 'Authentication credentials invalid' }));
    },
    onRcptTo({ address }, _session, answer) {
      const refused = answerTo(address);
      answer(refused ? refusal(refused) : null);
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const envelope = session.envelope.rcptTo.map(({ address }) => address);
        simpleParser(raw).then((mail) => {
          mails.push({ mail, raw: raw.toString('utf8'), to: envelope, encrypted: session.secure, user: session.user as string | undefined });
          answer(null);
        }, answer);
      });
    },
  });
  server.on('error', () => undefined); // a client that breaks off is the test's own matter
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.server.address() as AddressInfo).port, mails,
    close: () => new Promise<void>((resolve) => { server.close(() => resolve()); }),
  };
}
