// What became of a deployment? Whether it was taken back, by whatever.
import type { DeploymentView } from '../contracts/live-release';

/** By verification or canary, or later by the watch. */
export function wasTakenBack({ outcome }: Pick<DeploymentView, 'outcome'>): boolean {
  return outcome === 'undone' || outcome === 'rolled-back';
}
