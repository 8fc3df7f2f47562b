// Who may see what only administrators see? Whoever may not reads who can help, and those who are not signed in can do so here.
import type { ComponentChildren } from 'preact';
import { askToSignIn, useWho } from '../live/session';
import { Loading } from './states';

export function AdministratorsOnly({ what, children }: { what: string; children: ComponentChildren }) {
  const who = useWho();
  if (who.kind === 'unheard' || (who.kind === 'known' && who.me.scopes.includes('administer'))) return <>{children}</>;
  if (who.kind === 'asking') return <Loading what="who you are" />;
  const me = who.kind === 'known' ? who.me : undefined;
  return (
    <div class="panel empty shut">
      <b><span aria-hidden="true">■ </span>Only administrators see {what}.</b>
      <span>They are the people whom <span class="mono">authentication.administrators</span> in <span class="mono">dayshift.yaml</span> names, else the first of its team.</span>
      {me ? <span>You are {me.name}, who is none of them.</span> : <button type="button" onClick={askToSignIn}>Sign in</button>}
    </div>
  );
}
