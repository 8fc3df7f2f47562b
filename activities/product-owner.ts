// The product owner's part: what do customers lose, since when, and who could mend it?
import { Context } from '@temporalio/activity';
import type { Impact } from '../src/contracts/result';
import { failingWell } from './as-failure';
import { measureImpact, type ImpactQuestion } from './measure-impact';
import { findRelated, type RelatedQuestion } from './related';
import { suggestAssignee, type OwnerQuestion } from './suggest-assignee';
import type { World } from './world';

const LAST_TRY = 3; // of a repository or target that is silent: then the suggestions come without it

export function createProductOwnerActivities(world: Pick<World, 'monitoring' | 'deployer' | 'sourceControl' | 'archive' | 'duty' | 'workload'>) {
  const { monitoring } = world;
  return failingWell({
    measureImpact: (question: ImpactQuestion): Promise<Impact> => measureImpact(monitoring, question),
    suggestAssignee: (question: OwnerQuestion) => suggestAssignee(world, question, Context.current().info.attempt >= LAST_TRY),
    findRelated: (question: RelatedQuestion) => findRelated(world, question),
  });
}
