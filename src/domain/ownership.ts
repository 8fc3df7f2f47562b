// Who could mend it? Owners of the files that the running release changed, who is on duty, the service's owners; each says why.
import type { Person } from '../contracts/people';
import type { Change, Suggestion } from '../contracts/result';
import { Role } from './vocabulary';

/** What a release changes but customers do not run: manifests and locks, texts, tests, the team's own set-up. */
const NOT_RUN = [/(^|\/)(package(-lock)?\.json|go\.(mod|sum)|pom\.xml|[^/]*\.lock|[^/]*\.md)$/i, /(^|\/)(tests?|spec|__tests__|docs)\//, /\.(test|spec)\.[^/]+$/, /(^|\/)\.[^/]+/];

/** The files that may have done it; all of them when only such are left that customers do not run. */
export function suspects(files: Change['files']): Change['files'] {
  const run = files.filter(({ path }) => !NOT_RUN.some((pattern) => pattern.test(path)));
  return run.length ? run : files;
}

/** What is known of who could mend it. `load`: open incidents by person; absent: it could not be asked. `unknown`: what else could not, in words. */
export interface Candidates {
  team: readonly Person[];
  changed: Change['files'];
  version?: string; // of the running release
  onDuty?: { person: string; why: string };
  owners: readonly string[]; // the service's; people's ids
  declined?: readonly string[]; // people's ids
  load?: Readonly<Record<string, number>>;
  unknown?: readonly string[];
}

/** From so many open incidents on it is said that somebody has much to do already. */
export const BUSY_FROM = 3;

/** How near to the trouble somebody is; less is nearer. */
const BY = { files: 0, duty: 1, service: 2 } as const;
interface Reason { person: string; by: number; files: number; why: string }

/**
 * Developers only, each once with every reason, without those who declined. Owners of suspected files come first, by how many
 * are theirs, then who is on duty, then the service's owners; among equals the least loaded. What is not known is said with the first.
 */
export function suggestOwners(about: Candidates): Suggestion[] {
  const { team, owners, onDuty, declined = [], load, unknown = [] } = about;
  const developers = team.filter(({ id, roles }) => roles.includes(Role.Developer) && !declined.includes(id)).map(({ id }) => id);
  const reasons: Reason[] = [
    ...ownersOfFiles(about),
    ...(onDuty ? [{ person: onDuty.person, by: BY.duty, files: 0, why: onDuty.why }] : []),
    ...owners.map((person) => ({ person, by: BY.service, files: 0, why: 'an owner of the service' })),
  ].filter(({ person }) => developers.includes(person));
  const people = [...new Set(reasons.map(({ person }) => person))];
  const ranked = people.map((person) => ({ person, own: reasons.filter((reason) => reason.person === person), load: load && (load[person] ?? 0) }))
    .sort((a, b) => nearness(a.own) - nearness(b.own) || most(b.own) - most(a.own) || (a.load ?? 0) - (b.load ?? 0));
  return ranked.map(({ person, own, load: open }, i) => ({
    person,
    why: [...new Set(own.map(({ why }) => why)), ...(open !== undefined && open >= BUSY_FROM ? [`has ${open} open incidents already`] : []), ...(i === 0 ? unknown : [])].join('; '),
    ...(open === undefined ? {} : { load: open }),
  }));
}

function nearness(reasons: readonly Reason[]): number {
  return Math.min(...reasons.map(({ by }) => by));
}

function most(reasons: readonly Reason[]): number {
  return Math.max(...reasons.map(({ files }) => files));
}

function ownersOfFiles({ changed, team, version }: Candidates): Reason[] {
  const files = suspects(changed);
  return team.flatMap(({ id, handles, emails }) => {
    const own = files.filter((file) => file.owners.some((owner) => handles.includes(owner) || emails.includes(owner)));
    const more = own.length > 1 ? ` and ${own.length - 1} more` : '';
    return own[0] ? [{ person: id, by: BY.files, files: own.length, why: `owner of ${own[0].path}${more}, changed by the running release${version ? ` ${version}` : ''}` }] : [];
  });
}
