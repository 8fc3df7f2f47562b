// What does the decision card come to, in a message? One short line for each fact; the whole card is elsewhere.
import type { Budget, DecisionCard } from '../contracts/decision';
import { wasBroken } from './approval-card';

export interface BriefLine { name: string; text: string }

const MOST_RISKS = 5;
const DAY_SECONDS = 86_400;

/** In the order in which a signer asks. What is not known is said or left out, and never shown as zero. */
export function briefOf({ digest, commit, environment, facts, risks, missing, expires, shut, glass }: DecisionCard): BriefLine[] {
  const line = (name: string, text: string | undefined): BriefLine[] => (text ? [{ name, text }] : []);
  return [
    ...line('To', `${environment}, digest ${digest}`),
    ...line('Commit', facts ? `${commit.slice(0, 7)} “${facts.subject}” by ${facts.authors.join(', ') || 'somebody unknown'}` : commit.slice(0, 7)),
    ...line('Change', facts?.change && `${facts.change.files} ${facts.change.files === 1 ? 'file' : 'files'}, +${facts.change.additions} −${facts.change.deletions}`),
    ...line('Gates', facts?.gates.map(({ stage, verdict, figures }) => `${stage} ${verdict}${figures[0] ? ` (${figures[0]})` : ''}`).join(', ')),
    ...line('Acceptance', facts?.acceptance.map(({ story, achieved, criteria }) => `${story} ${achieved} of ${criteria}`).join(', ')),
    ...line('Risks', risksIn(risks)),
    ...line('Runs now', facts?.running && `${facts.running.version} (${facts.running.digest.slice(7, 19)})`),
    ...line('Budget', facts?.budget && budgetIn(facts.budget)),
    ...line('Shut', shut && `${shut.why}${shut.until ? `, until ${shut.until}` : ''}`),
    ...line('Glass', glass && `${wasBroken(glass) ? 'broken' : 'touched'} by ${glass.by.join(' and ')}: ${glass.reason}`),
    ...line('Missing', missing),
    ...line('Until', expires),
  ];
}

function risksIn(risks: readonly string[]): string {
  const more = risks.length - MOST_RISKS;
  return [...risks.slice(0, MOST_RISKS), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function budgetIn({ left, reason, windowSeconds }: Budget): string {
  if (left === null) return `unknown: ${reason ?? 'monitoring gave no reason'}`;
  const share = `${Math.round(Math.abs(left) * 1000) / 10} %`;
  return `${left < 0 ? `overspent by ${share}` : `${share} left`} of ${Math.round(windowSeconds / DAY_SECONDS * 10) / 10} days`;
}
