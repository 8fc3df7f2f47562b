// Shall the release stay? A person is asked while it is observed on; until when, why, and the two answers.
import type { IncidentView } from '../../../src/contracts/incident';
import { keepersOf } from '../actions';
import { namesOf } from '../audience';
import { askToSignIn, useWho } from '../live/session';
import { deploymentsOf, isAsked } from '../rollout';
import { dayAndClock, shortId, span } from '../text';
import { Moment } from './marks';
import { useSay } from './use-say';
import { Words } from './words';

export function KeepQuestion({ view, now }: { view: IncidentView; now: number }) {
  const { turn } = view;
  const last = deploymentsOf(view).at(-1);
  if (!turn || !last || !isAsked(view)) return null;
  const left = turn.deadline ? Date.parse(turn.deadline) - now : undefined;
  const why = view.timeline.filter(({ kind }) => kind === 'keepOrRollBackAsked').at(-1)?.text ?? view.watch?.reason;
  const deciders = keepersOf(view);
  return (
    <section class="panel gate open" aria-labelledby="keep">
      <h2 id="keep"><span class="wait" aria-hidden="true">?</span> Keep the release or roll it back <span>in {last.environment}</span></h2>
      <p class="reason">{why}.</p>
      <dl class="kv">
        <dt>release</dt><dd class="mono" title={last.digest}>{shortId(last.digest)}</dd>
        <dt>asked</dt><dd>{namesOf(view.team, deciders)}</dd>
        {turn.deadline && left !== undefined && <><dt>until</dt><dd class={left < 0 ? 'bad' : ''}><Moment at={turn.deadline} text={dayAndClock(turn.deadline, now)} />{left < 0 ? `, ${span(-left)} overdue` : `, ${span(left)} left`}</dd></>}
      </dl>
      <p class="soft">It is observed on meanwhile.</p>
      <Answers view={view} digest={last.digest} deciders={deciders} />
    </section>
  );
}

function Answers({ view, digest, deciders }: { view: IncidentView; digest: string; deciders: readonly string[] }) {
  const who = useWho();
  const { say, busy, refused, said } = useSay(view.id);
  if (who.kind === 'asking') return null;
  if (who.kind === 'nobody') return <div class="buttons"><button type="button" onClick={askToSignIn}>Sign in to decide</button></div>;
  if (who.kind === 'known' && !deciders.includes(who.me.id)) return <p class="soft">It waits for {namesOf(view.team, deciders)}; nobody else may decide.</p>;
  const offers = [
    {
      key: 'keep', label: 'Keep the release…', tone: 'go' as const, say: (_: string, reason: string) => say('sign-off', { decision: 'approve', digest, reason }),
      asked: { title: 'Keep it', does: 'What was found is forgiven, and it is watched anew for the time that is left.', submit: () => 'Keep the release', reason: 'needed' as const },
    },
    {
      key: 'roll-back', label: 'Roll it back…', say: (_: string, reason: string) => say('sign-off', { decision: 'reject', digest, reason }),
      asked: { title: 'Roll it back', does: 'The last verified release goes live again, and these bytes can not be signed any more.', submit: () => 'Roll back', reason: 'needed' as const, tone: 'stop' as const },
    },
  ];
  return <Words offers={offers} team={view.team} busy={busy} said={said} refused={refused} />;
}
