// Who could mend it? Owners of the files that the running release changed, then the service's owners; each says why.
import type { Person } from '../contracts/people';
import type { Change, Suggestion } from '../contracts/result';
import { Role } from './vocabulary';

/** Developers only, best first: by how many of the suspected files are theirs, then the service's owners in their order. */
export function suggestOwners(files: Change['files'], team: readonly Person[], serviceOwners: readonly string[], version?: string): Suggestion[] {
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
