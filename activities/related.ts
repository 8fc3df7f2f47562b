// What else is known around an incident? Deployments, the suspected change, what fires together, earlier incidents, where to read on.
import type { Link } from '../src/contracts/alert';
import type { Related } from '../src/contracts/result';
import type { World } from './world';

export interface RelatedQuestion {
  service: string;
  environment: string;
  repository: string;
  links: Link[]; // the service's
  alerts: { name: string; labels: Record<string, string>; links: Link[] }[]; // the incident's own, open ones
  workflowId: string; // of the service and cause: incidents before it have the same
  incident: string;
}

/** Never throws: what could not be found out is said in `unknown`. */
export async function findRelated(world: Pick<World, 'monitoring' | 'deployer' | 'sourceControl' | 'archive'>, question: RelatedQuestion): Promise<Related> {
  void world;
  return { at: new Date().toISOString(), deployments: [], together: [], earlier: [], links: question.links, unknown: [] };
}
