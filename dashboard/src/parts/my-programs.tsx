// Which programs act in this person's name, and how is one ended? Their own tokens, without an administrator.
import type { CredentialList, CredentialView } from '../../../src/contracts/access';
import { inOrder } from '../credentials';
import { useAnswer } from '../live/answer';
import { useMinute } from '../live/connection';
import { plural } from '../text';
import { CredentialRow } from './credential-row';
import { More } from './more';
import { Fault, Loading } from './states';

const ADDRESS = '/api/v1/me/tokens';
const SHOWN = 10;

export function MyPrograms() {
  const { body, refused, again } = useAnswer(ADDRESS, (json) => json as CredentialList);
  const now = useMinute();
  const { live, over } = inOrder(body?.credentials ?? [], now);
  const list = (some: readonly CredentialView[]) => <ul class="entries">{some.map((one) => <CredentialRow key={one.id} one={one} now={now} address={ADDRESS} isMine onEnded={again} />)}</ul>;
  return (
    <section class="programs" aria-labelledby="programs">
      <h2 id="programs">Your programs</h2>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!body && !refused && <Loading what="your programs" />}
      {body && live.length === 0 && <p class="soft">No program has a token of yours. Sign one in with <span class="mono">dayshift login</span>, or in your editor.</p>}
      {live.length > 0 && <More items={live} shown={SHOWN} list={list} />}
      {over.length > 0 && <details class="more"><summary>{plural(over.length, 'that is over', 'that are over')}</summary><More items={over} shown={SHOWN} list={list} /></details>}
    </section>
  );
}
