// What is the person asked before they sign? The whole of it in words: which bytes, with what proof, which risks, and what comes of it.
import type { DecisionCard } from '../../../../src/contracts/decision';
import type { IncidentView } from '../../../../src/contracts/incident';
import { namesOf, personOf, plural, shortId } from '../page/reading';

export interface Question { title: string; detail: string; button: string }
export type Choice = 'approve' | 'reject';

export function questionFor(view: IncidentView, card: DecisionCard, choice: Choice, said: { reason?: string; exception?: string }): Question {
  const { service, team } = view;
  const lines = [
    `Artifact: ${card.digest}`,
    `Commit: ${shortId(card.commit)}${card.facts ? ` “${card.facts.subject}”, attempt ${card.facts.attempt}, by ${card.facts.authors.map((who) => personOf(team, who)).join(', ')}` : ''}`,
    ...(card.facts?.gates ?? []).map(({ stage, verdict, figures }) => `${stage}: ${verdict}${figures.length ? ` (${figures.join('; ')})` : ''}`),
    ...(card.facts?.acceptance ?? []).map(({ story, achieved, criteria }) => `${story}: ${achieved} of ${plural(criteria, 'criterion', 'criteria')} achieved`),
    ...(card.facts ? [`Runs there now: ${card.facts.running ? card.facts.running.version : 'nothing, or it is unknown'}`] : []),
    ...(card.risks.length ? ['', plural(card.risks.length, 'known risk') + ':', ...card.risks.map((risk) => `▲ ${risk}`)] : []),
    ...(card.glass ? ['', `${namesOf(team, card.glass.by)}, on breaking the glass: ${card.glass.reason}`] : []),
    '', ...whatComes(card, choice, said),
  ];
  const title = choice === 'approve' ? `Sign off ${service} for ${card.environment}?` : `Send ${service} back to the developer?`;
  return { title, detail: lines.map(plain).join('\n'), button: choice === 'approve' ? (said.exception ? 'Sign off as an exception' : 'Sign off') : 'Reject' };
}

/** One line stays one line, and reads from left to right: what somebody wrote does not look like ours. */
function plain(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

function whatComes(card: DecisionCard, choice: Choice, { reason, exception }: { reason?: string; exception?: string }): string[] {
  if (choice === 'reject') return [`It is the developer’s turn again, with your reason: ${reason ?? ''}`];
  return [
    ...(card.shut && exception ? [`It is shut: ${card.shut.why}. Your name and your reason stay on the release: ${exception}`] : []),
    card.missing ? `Missing until now: ${card.missing}.` : 'Nothing else is missing.',
    `It expires ${new Date(card.expires).toLocaleString()}.`,
  ];
}
