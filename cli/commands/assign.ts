// dayshift assign: whose turn is it to mend? Without a name, whom dayshift suggests and why.
import type { Command } from 'commander';
import type { IncidentView } from '../../src/contracts/incident';
import { Role } from '../../src/domain/vocabulary';
import { clean, nameOf, plural } from '../tree/text';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import { CliFault, apiOf } from './world';
import type { World } from './world';

export function addAssign(program: Command, world: World): void {
  const assign = program.command('assign').argument(...INCIDENT).argument('[person]', 'a developer\'s id; without it, whom dayshift suggests is listed')
    .description('make it a developer\'s turn')
    .option('--reason <text>', 'why this person');
  withExamples(withJson(assign), 'assign storefront.LoginRefused.1a2b3c4d maya', 'assign storefront.LoginRefused.1a2b3c4d maya --reason "knows the login"')
    .action(async (id: string, to: string | undefined, { reason }: { reason?: string }, command: Command) => {
      if (to === undefined) throw new CliFault('An incident is assigned to somebody, and nobody was named.', advise(id, await apiOf(command, world).incident(id)), 2);
      return say(command, world, id, 'assign', { to, reason });
    });
}

function advise(id: string, { suggestions, team }: IncidentView): string {
  const suggested = suggestions.map(({ person, why, load }) => `  dayshift assign ${id} ${person}   ${nameOf(team, person)}: ${why}${load === undefined ? '' : `; ${plural(load, 'open incident')}`}`);
  if (suggested.length > 0) return `Suggested:\n${suggested.map((line) => `  ${clean(line)}`).join('\n')}`;
  const developers = team.filter(({ roles }) => roles.includes(Role.Developer)).map((person) => person.id);
  return developers.length > 0 ? `Name a developer: ${developers.join(', ')}.` : 'There is no developer in the team: add one to dayshift.yaml.';
}
