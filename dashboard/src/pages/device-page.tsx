// Which program asks to be signed in, and shall it be? The person compares the code, reads what it may do, and allows or denies it; their own programs are ended here too.
import { useEffect, useState } from 'preact/hooks';
import type { DeviceAsked } from '../../../src/contracts/device';
import type { Answer } from '../../../src/contracts/http';
import { useAnswer } from '../live/answer';
import { asRefused, post } from '../live/api';
import type { Refused } from '../live/api';
import { useNow } from '../live/connection';
import { useWays, useWho } from '../live/session';
import { CodeForm } from '../parts/code-form';
import { DeviceQuestion } from '../parts/device-question';
import { MyPrograms } from '../parts/my-programs';
import { SignInForm } from '../parts/sign-in-form';
import { Fault, Loading } from '../parts/states';

export function DevicePage({ code }: { code: string | undefined }) {
  const who = useWho();
  const isNobody = who.kind === 'nobody';
  const ways = useWays(isNobody);
  useEffect(() => { document.title = 'Sign a program in — dayshift'; }, []);
  const mayNot = who.kind === 'known' && (who.me.kind !== 'person' || !who.me.scopes.includes('act'));
  return (
    <div class="panel sign-in-page device">
      <h1>Sign a program in</h1>
      {who.kind === 'asking' && <Loading what="who you are" />}
      {isNobody && <><p>First sign in yourself; then you see which program asks, and come back to this page.</p><SignInForm ways={ways} isFocused={ways !== undefined && !ways.oidc} /></>}
      {who.kind === 'known' && mayNot && <p><span class="wait" aria-hidden="true">■ </span>You are {who.me.name}, and your own sign-in does not let you act. Only a person of the team who may act signs a program in.</p>}
      {!mayNot && (who.kind === 'known' || who.kind === 'unheard') && (code === undefined ? <><CodeForm /><MyPrograms /></> : <Asked key={code} code={code} />)}
    </div>
  );
}

function Asked({ code }: { code: string }) {
  const address = `/api/v1/device/${encodeURIComponent(code)}`;
  const { body, refused, again } = useAnswer(address, (json) => json as DeviceAsked);
  const now = useNow();
  const [decided, setDecided] = useState<{ allow: boolean; asked: DeviceAsked }>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Refused>();
  async function decide(asked: DeviceAsked, allow: boolean): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    try {
      await post<Answer>(address, { allow });
      setDecided({ allow, asked });
    } catch (error) {
      setFailed(asRefused(error));
    } finally {
      setBusy(false);
    }
  }
  if (decided) return <Decided {...decided} />;
  if (refused) return <><Fault refused={refused} {...(refused.problem.status >= 500 || refused.problem.status === 0 ? { onRetry: again } : {})} /><CodeForm /></>;
  if (!body) return <Loading what="which program asks" />;
  return <DeviceQuestion asked={body} now={now} busy={busy} refused={failed} onDecide={(allow) => { void decide(body, allow); }} />;
}

function Decided({ allow, asked }: { allow: boolean; asked: DeviceAsked }) {
  return (
    <>
      <p class="decided" role="status">{allow ? <b><span class="ok" aria-hidden="true">✓ </span>Allowed: {asked.name}</b> : <b><span class="soft" aria-hidden="true">✕ </span>Denied: {asked.name}</b>}</p>
      {allow ? <p>It goes on by itself within seconds; you may close this page. Its token is good for 90 days at most, and you can end it here at any time.</p> : <p>It gets nothing. If you did not begin this yourself, tell an administrator from where it was asked: <span class="mono">{asked.address}</span>.</p>}
      <div class="buttons"><a class="button" href="#/device">Your programs</a><a class="button" href="#/">See what is open now</a></div>
    </>
  );
}
