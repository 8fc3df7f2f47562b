// The product owner's part: what do customers lose, since when, and who could mend it?
import type { ImpactQuery } from '../src/contracts/installation';
import type { Person } from '../src/contracts/people';
import type { Figure, Impact, Release, Suggestion } from '../src/contracts/result';
import { severityOf, troubleBegan } from '../src/domain/impact';
import { suggestOwners } from '../src/domain/ownership';
import { failingWell } from './as-failure';
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

const HOUR = 3_600_000;

export function createProductOwnerActivities(world: Pick<World, 'monitoring' | 'deployer' | 'sourceControl' | 'archive' | 'duty'>) {
  const { monitoring, deployer, sourceControl } = world;

  /** Every figure with its query and time; one that cannot be had is null with the reason. */
  async function measureImpact({ queries }: { queries: ImpactQuery[] }): Promise<Impact> {
    const figures = await Promise.all(queries.map(measure));
    return { figures, began: await beginning(queries), severity: severityOf(queries, figures) };
  }

  async function measure(query: ImpactQuery): Promise<Figure> {
    const answer = await monitoring.measure(query.query);
    const figure = { name: query.name, unit: query.unit, query: query.query, at: answer.at };
    return answer.value === null ? { ...figure, value: null, reason: answer.reason } : { ...figure, value: answer.value };
  }

  async function beginning(queries: ImpactQuery[]): Promise<string | null> {
    const headline = queries.find((query) => query.headline);
    if (headline?.troubleAbove === undefined) return null;
    const to = new Date();
    const series = await monitoring.range(headline.query, { from: new Date(to.getTime() - HOUR), to, stepSeconds: 1 });
    return series.samples ? troubleBegan(series.samples, headline.troubleAbove) : null;
  }

  /** Who owns the files that the running release changed, then the service's owners; each with the reason. */
  async function suggestAssignee(question: OwnerQuestion): Promise<{ suggestions: Suggestion[]; running?: Release }> {
    const running = await deployer.current(question.service, question.environment);
    const files = running?.commit ? (await sourceControl.change(question.repository, undefined, running.commit)).files : [];
    return { suggestions: suggestOwners(files, question.team, question.owners, running?.version), running };
  }

  return failingWell({ measureImpact, suggestAssignee, findRelated: (question: RelatedQuestion) => findRelated(world, question) });
}
