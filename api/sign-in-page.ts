// What does somebody see whom the provider's sign-in did not let in? What was found, and what they can do about it.
import { OIDC_START } from './routes/session';
import { html, htmlPage, type Html } from './html';

export type Refused =
  | { why: 'email-unverified' | 'not-of-the-team'; email: string; provider: string }
  | { why: 'email-missing'; provider: string }
  | { why: 'away' | 'failed' | 'too-many'; detail: string; provider: string };

function told(refused: Refused): { title: string; text: Html } {
  switch (refused.why) {
    case 'email-unverified': return { title: 'Your e-mail is not confirmed', text: html`<p>You are signed in at ${refused.provider} as ${refused.email}, but it does not say that this address is really yours.</p><p>Confirm the address there, then sign in again.</p>` };
    case 'not-of-the-team': return { title: 'You are not of this team', text: html`<p>You are signed in at ${refused.provider} as ${refused.email}, and nobody of this team has that address.</p><p>Ask an administrator of dayshift to add the address to your name, or to give you a read-only link. With another account: sign out at ${refused.provider} first.</p>` };
    case 'email-missing': return { title: 'It is not known who you are', text: html`<p>${refused.provider} has told no e-mail address, and by that people of the team are known here.</p><p>Ask an administrator: the client needs the scope <code>email</code>.</p>` };
    case 'away': return { title: 'The sign-in provider does not answer', text: html`<p>${refused.detail}</p><p>Try again in a moment. Until then a token or a link from an administrator still opens the door.</p>` };
    case 'too-many': return { title: 'Too many sign-ins', text: html`<p>${refused.detail}</p><p>Wait a minute, then try again.</p>` };
    case 'failed': return { title: 'You are not signed in', text: html`<p>${refused.detail}</p><p>Begin again from here; it has to be done in one browser, within ten minutes.</p>` };
  }
}

export function refusedPage(refused: Refused): string {
  const { title, text } = told(refused);
  return htmlPage({ title, style: '/report/style.css', body: html`<main>
<h1>${title}</h1>
${text}
<p><a href="${OIDC_START}">Sign in with ${refused.provider}</a> · <a href="/#/sign-in">Other ways to sign in</a></p>
</main>` });
}
