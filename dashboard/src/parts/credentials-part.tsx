// Who else gets in: which tokens and read-only links are there, and how is one made or ended? A secret is shown once, by the answer that made it.
import { useRef, useState } from 'preact/hooks';
import type { CredentialList, CredentialMade, CredentialView } from '../../../src/contracts/access';
import { inOrder } from '../credentials';
import { useAnswer } from '../live/answer';
import { useNow } from '../live/connection';
import { plural } from '../text';
import { AdministratorsOnly } from './administrators-only';
import { CredentialRow } from './credential-row';
import { LinkForm } from './link-form';
import { MadeSecret } from './made-secret';
import { More } from './more';
import { Fault, Loading } from './states';
import { TokenForm } from './token-form';

const SHOWN = 25;

export function CredentialsPart() {
  return <AdministratorsOnly what="tokens and links"><Kind kind="token" /><Kind kind="link" /></AdministratorsOnly>;
}

const KINDS = {
  token: { address: '/api/v1/tokens', title: 'Tokens', make: 'Make a token…', none: 'No token is there.', hint: 'People and programs use them where no browser is: the command line, the IDE, a git hook.', Form: TokenForm },
  link: { address: '/api/v1/links', title: 'Read-only links', make: 'Make a link…', none: 'No link is there.', hint: 'Whoever has one sees everything and can do nothing, until it ends.', Form: LinkForm },
} as const;

function Kind({ kind }: { kind: keyof typeof KINDS }) {
  const { address, title, make, none, hint, Form } = KINDS[kind];
  const { body, refused, again } = useAnswer(address, (json) => json as CredentialList);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<CredentialMade>();
  const maker = useRef<HTMLButtonElement>(null);
  const id = `${kind}s`;
  /** Whoever was in what has gone stands at the button again. */
  function back(): void {
    requestAnimationFrame(() => maker.current?.focus());
  }
  function done(answer: CredentialMade): void {
    setMade(answer);
    setMaking(false);
    again();
  }
  return (
    <section class="panel credentials" aria-labelledby={id}>
      <h2 id={id}>{title} <span>{hint}</span></h2>
      {made && <MadeSecret made={made} onKept={() => { setMade(undefined); back(); }} />}
      {isMaking ? <Form address={address} onMade={done} onLeave={() => { setMaking(false); back(); }} /> : <div class="buttons"><button type="button" class="go" ref={maker} onClick={() => { setMade(undefined); setMaking(true); }}>{make}</button></div>}
      {refused && <Fault refused={refused} onRetry={again} />}
      {!body && !refused && <Loading what={title.toLowerCase()} />}
      {body && <List all={body.credentials} none={none} address={address} onEnded={again} />}
    </section>
  );
}

function List({ all, none, address, onEnded }: { all: CredentialView[]; none: string; address: string; onEnded: () => void }) {
  const now = useNow();
  const { live, over } = inOrder(all, now);
  const list = (some: readonly CredentialView[]) => <ul class="entries">{some.map((one) => <CredentialRow key={one.id} one={one} now={now} address={address} onEnded={onEnded} />)}</ul>;
  return (
    <>
      {live.length === 0 && <p class="soft">{none}</p>}
      {live.length > 0 && <More items={live} shown={SHOWN} list={list} />}
      {over.length > 0 && <details class="more"><summary>{plural(over.length, 'that is over', 'that are over')}</summary><More items={over} shown={SHOWN} list={list} /></details>}
    </>
  );
}
