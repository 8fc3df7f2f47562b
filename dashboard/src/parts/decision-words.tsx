// What can this person say on the card? Each word with what it does; whoever may not sign reads why.
import type { DecisionCard } from '../../../src/contracts/decision';
import type { IncidentView } from '../../../src/contracts/incident';
import { namesOf } from '../audience';
import { awaitedOf, cardOffers } from '../decision';
import type { CardOffers } from '../decision';
import { askToSignIn, useWho } from '../live/session';
import { glassOffer } from './glass-offer';
import { useSay } from './use-say';
import { Words } from './words';
import type { Offer } from './words';

export function DecisionWords({ view, card, now }: { view: IncidentView; card: DecisionCard; now: number }) {
  const who = useWho();
  const { say, busy, refused, said } = useSay(view.id);
  if (view.outcome || who.kind === 'asking') return null;
  if (who.kind === 'nobody') {
    if (card.state !== 'open') return null;
    return <><div class="buttons"><button type="button" onClick={askToSignIn}>Sign in to decide</button></div><p class="soft">{namesOf(view.team, awaitedOf(card))} may.</p></>;
  }
  const me = who.kind === 'known' ? who.me : undefined;
  const offers = cardOffers(view, card, me, now);
  return (
    <>
      {offers.why && <p class="soft why-not">{offers.why}</p>}
      <Words offers={offersFrom(view, card, offers, me?.id, say)} team={view.team} busy={busy} said={said} refused={refused} />
    </>
  );
}

type Say = ReturnType<typeof useSay>['say'];

function offersFrom({ team }: IncidentView, card: DecisionCard, may: CardOffers, me: string | undefined, say: Say): Offer[] {
  const { digest, glass } = card;
  const offers: (Offer | false)[] = [
    may.sign && { key: 'approve', label: 'Sign off and deploy', tone: 'go', say: () => say('sign-off', { decision: 'approve', digest }) },
    may.exception && {
      key: 'exception', label: 'Sign off as an exception…', tone: 'go', say: (_, exception) => say('sign-off', { decision: 'approve', digest, exception }),
      asked: { title: 'Sign off as an exception', does: `It may go out although ${card.shut?.why ?? 'it is shut'}; your name and reason stay on the release.`, submit: () => 'Sign off as an exception', reason: 'needed' },
    },
    may.reject && {
      key: 'reject', label: 'Send back…', say: (_, reason) => say('sign-off', { decision: 'reject', digest, reason }),
      asked: { title: 'Send back', does: 'It is the developer’s turn again, with your reason.', submit: () => 'Send back', reason: 'needed', tone: 'stop' },
    },
    may.withdraw && {
      key: 'withdraw', label: 'Withdraw…', say: (_, reason) => say('withdraw', { reason }),
      asked: { title: 'Withdraw', does: 'Your approval no longer counts; possible until the deployment begins.', submit: () => 'Withdraw my approval', reason: 'needed', tone: 'stop' },
    },
    may.ask && {
      key: 'ask', label: 'Ask…', say: (to, text) => say('ask', { text, ...(to ? { to } : {}) }),
      asked: { title: 'Ask', does: 'They are told at once; a note answers it. Nothing waits for it.', submit: () => 'Ask', people: team.filter(({ id }) => id !== me), anybody: 'everybody', reason: 'needed', label: 'Question', longest: 2000 },
    },
    may.delegateTo.length > 0 && {
      key: 'delegate', label: 'Delegate…', say: (to, reason) => say('delegate', { to, ...(reason ? { reason } : {}) }),
      asked: { title: 'Delegate', does: 'They decide in your place on this card; you no longer can.', submit: (to) => `Give my say to ${to}`, people: may.delegateTo, reason: 'welcome' },
    },
    may.breakGlass && glassOffer({
      team, glass, say: (reason) => say('break-glass', { digest, reason }),
      first: 'It goes out whatever the rule says, once a second person agrees.', second: 'With you it goes out at once, whatever the rule says.',
    }),
  ];
  return offers.filter((offer) => offer !== false);
}
