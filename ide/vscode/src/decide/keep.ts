// Is somebody asked to keep a release or to roll it back? Then the same two words answer that.
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Choice, Question } from './question';

export interface Kept { digest: string; environment: string; why: string }

export function askedToKeep({ turn, watch, release, environment, phase }: IncidentView): Kept | undefined {
  if (phase !== 'watch' || watch?.verdict !== 'ask' || turn === undefined || turn.role === 'dayshift' || !release) return undefined;
  return { digest: release.digest, environment: watch.environment ?? environment, why: watch.reason };
}

export function keepQuestion(service: string, { digest, environment, why }: Kept, choice: Choice): Question {
  const title = choice === 'approve' ? `Keep the release of ${service} in ${environment}?` : `Roll ${service} back in ${environment}?`;
  return { title, detail: `Artifact: ${digest}\n${why}\n\n${choice === 'approve' ? 'It stays, and the watch goes on.' : 'The last verified release is deployed again.'}`, button: choice === 'approve' ? 'Keep it' : 'Roll it back' };
}
