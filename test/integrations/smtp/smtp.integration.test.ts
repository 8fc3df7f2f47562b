// Does a mail arrive at a real server, whole, in its thread and safe, and is a refusal told apart from a delay?
import { createMailNotifier, type MailOptions } from '../../../integrations/smtp';
import type { TeamMember } from '../../../src/contracts/team';
import type { Notification } from '../../../src/ports/notifier';
import { aNotification } from '../../support/a-notification';
import { TEAM } from '../../support/a-team';
import { startServer } from '../a-server';
import { CERTIFICATE } from './a-certificate';
import { aMailServer, type Kept, type MailServer, type MailServerOptions } from './a-mail-server';

const team: TeamMember[] = TEAM.map((person) => ({ ...person, reach: person.id === 'olga' ? {} : { email: `${person.id}@storefront.example` } }));
let server: MailServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Setting extends MailServerOptions { as?: string; scheme?: string; options?: Partial<MailOptions> }

async function aMailbox({ as, scheme = 'smtp', options, ...server_ }: Setting = {}) {
  server = await aMailServer(server_);
  const notifier = createMailNotifier({ url: `${scheme}://${as ? `${as}@` : ''}127.0.0.1:${server.port}`, sender: 'dayshift <dayshift@storefront.example>', team, ...options });
  return { notifier, mails: server.mails };
}

async function mailed(notification: Notification, setting: Setting = {}): Promise<Kept> {
  const { notifier, mails } = await aMailbox(setting);
  await notifier.notify(notification);
  const [kept] = mails;
  if (!kept) throw new Error('nothing arrived');
  return kept;
}

describe('a mail', () => {
  it('says what happened and what is asked, as plain text and as HTML, with the link', async () => {
    const { mail, to } = await mailed(aNotification());
    expect(to).toEqual(['maya@storefront.example']);
    expect(mail.from?.text).toBe('"dayshift" <dayshift@storefront.example>');
    expect(mail.subject).toBe('[storefront] high: A fix is yours');
    expect(mail.text).toBe([
      'A fix is yours', '', 'Logins are refused', 'for a third', '', 'Service: storefront', 'Severity: high', 'Asked: Maya Mender, to write the fix',
      'Time: 2026-11-23 10:00 UTC', 'Incident: storefront.LoginRefused.0123abcd', '', 'http://dayshift.example/#/incidents/storefront.LoginRefused.0123abcd', '',
    ].join('\n'));
    expect(mail.html).toContain('<a href="http://dayshift.example/#/incidents/storefront.LoginRefused.0123abcd">Open the incident</a>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('names the digest that would be signed, and the person who is suggested', async () => {
    const digest = `sha256:${'d'.repeat(64)}`;
    expect((await mailed(aNotification({ action: 'sign-off', digest }))).mail.text).toContain(`Digest: ${digest}`);
    await server?.close();
    expect((await mailed(aNotification({ action: 'assign', suggestion: 'ravi' }))).mail.text).toContain('Suggested: Ravi Refactor');
  });

  it('joins the thread of its incident, and keeps its id when it is sent again', async () => {
    const { notifier, mails } = await aMailbox();
    await notifier.notify(aNotification({ key: 'one' }));
    await notifier.notify(aNotification({ key: 'two' }));
    await notifier.notify(aNotification({ key: 'three', incident: 'storefront.Other.0123abcd' }));
    const [one, two, other] = mails.map(({ mail }) => mail);
    expect(one?.references).toEqual(two?.references);
    expect(one?.inReplyTo).toBe(two?.inReplyTo);
    expect(one?.messageId).not.toBe(two?.messageId);
    expect(other?.references).not.toEqual(one?.references);
    await server?.close();
    expect((await mailed(aNotification({ key: 'one' }))).mail.messageId).toBe(one?.messageId);
  });

  it('goes once to everybody whom it is for, and not to who has no e-mail', async () => {
    const { to, mail } = await mailed(aNotification({ to: ['maya', 'olga', 'paula'] }));
    expect(to.sort()).toEqual(['maya@storefront.example', 'paula@storefront.example']);
    expect([mail.to].flat().map((field) => field?.text).join()).toContain('"Paula Product" <paula@storefront.example>');
  });

  it('is none when nobody of them has an e-mail', async () => {
    const { notifier, mails } = await aMailbox();
    await expect(notifier.notify(aNotification({ to: ['olga', 'stranger'] }))).resolves.toEqual({});
    expect(mails).toEqual([]);
  });

  it('goes to the list when everybody is meant, and without one to each who has an e-mail', async () => {
    expect((await mailed(aNotification({ to: [] }), { options: { list: 'shop@storefront.example' } })).to).toEqual(['shop@storefront.example']);
    await server?.close();
    expect((await mailed(aNotification({ to: [] }))).to.sort()).toEqual(['maya@storefront.example', 'paula@storefront.example', 'ravi@storefront.example', 'tess@storefront.example']);
  });
});

describe('nothing of an alert becomes a header or markup', () => {
  it.each([
    ['a line break in the subject', { subject: 'Down\r\nBcc: thief@elsewhere.example\r\n\r\n<b>hello</b>' }],
    ['another separator', { subject: 'Down\u2028Bcc: thief@elsewhere.example\nX-Evil: 1' }],
    ['a line break in the service', { service: 'shop\r\nBcc: thief@elsewhere.example' }],
    ['a line break in the incident', { incident: 'shop\r\nBcc: thief@elsewhere.example' }],
  ])('%s', async (_, change) => {
    const { mail, to, raw } = await mailed(aNotification(change));
    expect(to).toEqual(['maya@storefront.example']);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.has('x-evil')).toBe(false);
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^(bcc|x-evil):/im);
  });

  it('markup is shown as it was written, and an address that is no web address is no link', async () => {
    const { mail } = await mailed(aNotification({ text: '<script>alert(1)</script> & "more" \'still\'', subject: '<img src=x onerror=alert(1)>', link: 'javascript:alert(1)' }));
    expect(mail.html).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;more&#34; &#39;still&#39;');
    expect(mail.html).not.toMatch(/<(script|img|a )/);
    expect(mail.html).not.toContain('javascript:');
  });

  it('a link cannot leave its attribute', async () => {
    const { mail } = await mailed(aNotification({ link: 'http://x/"><script>alert(1)</script>' }));
    expect(mail.html).not.toContain('<script');
  });
});

describe('the connection', () => {
  const account = { user: 'dayshift', password: 'p@ss word' };
  const as = 'dayshift:p%40ss%20word';
  const tls = { ca: CERTIFICATE };

  it('becomes encrypted by STARTTLS before the password is sent', async () => {
    const { encrypted, user } = await mailed(aNotification(), { account, as, encrypted: 'starttls', options: { tls } });
    expect({ encrypted, user }).toEqual({ encrypted: true, user: 'dayshift' });
  });

  it('is encrypted from the first byte with smtps', async () => {
    expect(await mailed(aNotification(), { account, as, scheme: 'smtps', encrypted: 'from-the-start', options: { tls } })).toMatchObject({ encrypted: true, user: 'dayshift' });
  });

  it('is none to a server whose certificate nobody knows', async () => {
    const { notifier, mails } = await aMailbox({ account, as, encrypted: 'starttls' });
    await expect(notifier.notify(aNotification())).rejects.toMatchObject({ code: 'unreachable' });
    expect(mails).toEqual([]);
  });

  it('with a wrong password is refused for good, and tells no password', async () => {
    const { notifier } = await aMailbox({ account, as: 'dayshift:hunter22', encrypted: 'starttls', options: { tls } });
    const failure = await notifier.notify(aNotification()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'telling-refused', message: expect.stringContaining('535') });
    expect(String(failure)).not.toContain('hunter22');
  });

  it('to nobody is unreachable', async () => {
    const { notifier } = await aMailbox();
    await server?.close();
    server = undefined;
    await expect(notifier.notify(aNotification())).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('to what speaks another protocol is unreachable', async () => {
    const web = await startServer((_, response) => void response.end());
    const notifier = createMailNotifier({ url: `smtp://127.0.0.1:${web.port}`, sender: 'dayshift@storefront.example', team, timeoutMs: 300 });
    await expect(notifier.notify(aNotification())).rejects.toMatchObject({ code: 'unreachable' });
    await web.close();
  });
});

describe('an answer of the server', () => {
  it.each([[550, 'telling-refused'], [554, 'telling-refused'], [450, 'unreachable'], [421, 'unreachable']])('%d is %s', async (code, expected) => {
    const { notifier } = await aMailbox({ answerTo: () => ({ code, text: 'no such user' }) });
    await expect(notifier.notify(aNotification())).rejects.toMatchObject({ code: expected });
  });

  it('of 4xx and then success is one mail', async () => {
    const answers = [{ code: 450, text: 'greylisted, come again' }];
    const { notifier, mails } = await aMailbox({ answerTo: () => answers.shift() });
    await expect(notifier.notify(aNotification())).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('greylisted') });
    await notifier.notify(aNotification());
    expect(mails.map(({ to }) => to)).toEqual([['maya@storefront.example']]);
  });

  it('to one of several is tried again for that one alone', async () => {
    const busy = new Set(['ravi@storefront.example', 'tess@storefront.example']);
    const { notifier, mails } = await aMailbox({ answerTo: (address) => (busy.has(address) ? { code: 452, text: 'mailbox full' } : undefined) });
    await expect(notifier.notify(aNotification({ to: ['maya', 'ravi'] }))).rejects.toMatchObject({ code: 'unreachable' });
    busy.clear();
    await notifier.notify(aNotification({ to: ['maya', 'ravi'] }));
    expect(mails.map(({ to }) => to)).toEqual([['maya@storefront.example'], ['ravi@storefront.example']]);
  });

  it('that one is unknown leaves the others told, and is said', async () => {
    const { notifier, mails } = await aMailbox({ answerTo: (address) => (address.startsWith('ravi') ? { code: 550, text: 'no such user' } : undefined) });
    await expect(notifier.notify(aNotification({ to: ['maya', 'ravi'] }))).rejects.toMatchObject({ code: 'telling-refused', message: expect.stringContaining('no such user') });
    expect(mails.map(({ to }) => to)).toEqual([['maya@storefront.example']]);
  });
});
