// The product owner's part: what do customers lose, since when, and who could mend it?
import type { Person } from '../src/contracts/people';
import type { Impact, Release, Suggestion } from '../src/contracts/result';
import { suggestOwners } from '../src/domain/ownership';
import { failingWell } from './as-failure';
import { measureImpact, type ImpactQuestion } from './measure-impact';
import { findRelated, type RelatedQuestion } from './related';
import type { World } from './world';

export interface OwnerQuestion {
  service: string;
  environment: string;
  repository: string;
  team: Person[];
  owners: string[];
  duty?: string; // the service's roster
  declined?: string[]; // people's ids: they said no
}

export function createProductOwnerActivities(world: Pick<World, 'monitoring' | 'deployer' | 'sourceControl' | 'archive' | 'duty'>) {
  const { monitoring, deployer, sourceControl } = world;

  /** Who owns the files that the running release changed, then the service's owners; each with the reason. */
  async function suggestAssignee(question: OwnerQuestion): Promise<{ suggestions: Suggestion[]; running?: Release }> {
    const current = await deployer.current(question.service, question.environment);
    const running = current && { ...current, before: undefined }; // what was live before it is told by `findRelated`
    const files = running?.commit ? (await sourceControl.change(question.repository, undefined, running.commit)).files : [];
    return { suggestions: suggestOwners(files, question.team, question.owners, running?.version), running };
  }

  return failingWell({
    measureImpact: (question: ImpactQuestion): Promise<Impact> => measureImpact(monitoring, question),
    suggestAssignee,
    findRelated: (question: RelatedQuestion) => findRelated(world, question),
  });
}
