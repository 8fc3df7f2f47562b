// What has just been made? Its secret, this once; afterwards nobody can show it, dayshift neither.
import type { CredentialMade } from '../../../src/contracts/access';
import { Copyable } from './copy-button';
import { focusOnce } from './focus';

export function MadeSecret({ made, onKept }: { made: CredentialMade; onKept: () => void }) {
  const { credential, secret, link } = made;
  const isLink = credential.kind === 'link';
  return (
    <div class="made" role="group" aria-label={`The secret of ${credential.name}`} tabIndex={-1} ref={focusOnce}>
      <p role="status"><b>✓ “{credential.name}” is made.</b> It is shown this once and never again: copy it now, and hand it over so that nobody else reads it.</p>
      {isLink ? <><p class="soft">The link</p><Copyable text={link} what="the link" block /></> : <><p class="soft">The token, for <span class="mono">DAYSHIFT_TOKEN</span></p><Copyable text={secret} what="the token" block /><p class="soft">To sign in with a browser</p><Copyable text={link} what="the sign-in link" block /></>}
      <div class="buttons"><button type="button" onClick={onKept}>I have it</button></div>
    </div>
  );
}
