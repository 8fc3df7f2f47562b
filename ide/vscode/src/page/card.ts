// What does a signer look at? The bytes, the gates, the risks, who said what, and what is missing.
import type { DecisionCard } from '../../../../src/contracts/decision';
import type { IncidentView } from '../../../../src/contracts/incident';
import { sayOnCard } from '../decide/card-say';
import type { Card, Mark } from './page-model';
import { markOf, nameOf, namesOf, personOf, plural, shortId } from './reading';

const STATES: Record<DecisionCard['state'], Mark> = {
  open: { word: 'open', tone: 'waiting' }, granted: { word: 'granted', tone: 'good' }, rejected: { word: 'sent back', tone: 'bad' },
  void: { word: 'void', tone: 'neutral' }, expired: { word: 'expired', tone: 'bad' }, held: { word: 'held', tone: 'waiting' },
};

export function cardOf(view: IncidentView, card: DecisionCard, me: string | undefined, now: number): Card {
  const { digest, commit, environment, risks, missing, expires, facts, state, shut, glass } = card;
  return {
    mark: STATES[state], environment, digest, commit: shortId(commit), facts: factsOf(view, card), risks, missing, expires, isOpen: state === 'open',
    gates: (facts?.gates ?? []).map(({ stage, verdict, figures }) => ({ name: stage, mark: markOf(verdict), figures: figures.join('; ') })),
    stories: (facts?.acceptance ?? []).map(({ story, title, achieved, criteria }) => `${story} ${title}: ${achieved} of ${plural(criteria, 'criterion', 'criteria')} achieved`),
    given: card.given.map((one) => givenText(view, one)),
    ...(shut ? { shut: `${shut.why}. ${shut.mayExcept.length ? `${namesOf(view.team, shut.mayExcept)} may let it out in spite of it, with a reason.` : 'Nobody may let it out before.'}` } : {}),
    ...(glass ? { glass: `${namesOf(view.team, glass.by)} ${glass.by.length > 1 ? 'broke the glass' : 'wants to break the glass'}: ${glass.reason}` } : {}),
    questions: card.questions.map(({ by, text, to }) => `${nameOf(view.team, by)} asks${to ? ` ${nameOf(view.team, to)}` : ''}: ${text}`),
    own: state === 'open' ? sayOnCard(view, me, now).why : '',
  };
}

function factsOf({ team }: IncidentView, { facts, digest }: DecisionCard): [string, string][] {
  if (!facts) return [['artifact', digest]];
  const { subject, authors, change, running, budget } = facts;
  const rows: ([string, string] | undefined)[] = [
    ['artifact', digest], ['commit', `“${subject}”, attempt ${facts.attempt}`],
    authors.length ? [authors.length === 1 ? 'author' : 'authors', `${authors.map((who) => personOf(team, who)).join(', ')} (cannot sign)`] : undefined,
    change && ['change', `+${change.additions} −${change.deletions} in ${plural(change.files, 'file')}`],
    ['runs there now', running ? `${running.version} (${shortId(running.digest)})` : 'nothing, or it is unknown'],
    budget && ['error budget left', budget.left === null ? `unknown: ${budget.reason ?? 'monitoring gave no reason'}` : `${Math.round(budget.left * 100)} %`],
  ];
  return rows.filter((row) => row !== undefined);
}

function givenText({ team }: IncidentView, { by, decision, reason, exception, for: of }: DecisionCard['given'][number]): string {
  const word = decision === 'approve' ? 'approved' : 'sent it back';
  return [`${nameOf(team, by)} ${word}${of ? ` for ${nameOf(team, of)}` : ''}`, exception && `as an exception: ${exception}`, reason].filter(Boolean).join(', ');
}
