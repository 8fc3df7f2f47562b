// Who could mend it? Owners of the files that the running release changed, then the service's owners; each says why.
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

/** Developers only, best first: by how many of the suspected files are theirs, then the service's owners in their order. */
export function suggestOwners(changed: Change['files'], team: readonly Person[], serviceOwners: readonly string[], version?: string): Suggestion[] {
  const files = suspects(changed);
  const developers = team.filter((person) => person.roles.includes(Role.Developer));
  const byFiles = developers
    .map((person) => ({ person, owned: files.filter((file) => file.owners.some((owner) => person.handles.includes(owner) || person.emails.includes(owner))) }))
    .filter(({ owned }) => owned.length > 0)
    .sort((a, b) => b.owned.length - a.owned.length)
    .map(({ person, owned }) => ({ person: person.id, why: `owner of ${owned[0]?.path}${owned.length > 1 ? ` and ${owned.length - 1} more` : ''}, changed by the running release${version ? ` ${version}` : ''}` }));
  const owners = serviceOwners
    .filter((id) => developers.some((person) => person.id === id) && !byFiles.some((suggestion) => suggestion.person === id))
    .map((person) => ({ person, why: 'an owner of the service' }));
  return [...byFiles, ...owners];
}
