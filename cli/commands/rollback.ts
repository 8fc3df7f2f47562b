// dayshift rollback: production goes back to the release before, where that is a person's to say. Else: what the state allows.
import type { Command } from 'commander';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { clean, nameOf } from '../tree/text';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import { CliFault, apiOf } from './world';
import type { World } from './world';

export function addRollback(program: Command, world: World): void {
  const rollback = program.command('rollback').argument(...INCIDENT).argument('<reason...>', 'why').description('roll a release back, when it is asked whether to keep it');
  withExamples(withJson(rollback), 'rollback storefront.LoginRefused.1a2b3c4d logins are slower than before')
    .action(async (id: string, reason: string[], _options: object, command: Command) => {
      const view = await apiOf(command, world).incident(id);
      const digest = askedOf(view);
      if (digest === undefined) throw new CliFault('Nobody is asked whether to keep a release.', clean(allowed(view)));
      return say(command, world, id, 'sign-off', { decision: 'reject', digest, reason: reason.join(' ') });
    });
}

/** The bytes that are to be kept or rolled back; undefined while nobody is asked. */
function askedOf({ turn, deployments = [], release, decision }: IncidentView): string | undefined {
  const isAsked = turn !== undefined && turn.role !== 'dayshift' && turn.to.startsWith('keep the release');
  return isAsked ? deployments.at(-1)?.digest ?? release?.digest ?? decision?.digest : undefined;
}

function allowed({ id, phase, turn, team, watch, outcome }: IncidentView): string {
  if (outcome) return `The incident is closed (${outcome.replace(/-/g, ' ')}). Bring the release before out by your own deployment, or report what is wrong: dayshift report`;
  if (phase === Phase.SignOff) return `Nothing is out yet. Send it back with: dayshift reject ${id} WHY`;
  if (phase === Phase.Deploy || phase === Phase.Verify) return `The release is going out and dayshift verifies it; it goes back by itself when that fails. Follow it: dayshift watch ${id}`;
  if (phase === Phase.Watch) return `dayshift observes the release until ${watch?.until ?? 'the watch ends'}, and goes back by itself or asks, as the pipeline file says. Follow it: dayshift watch ${id}`;
  const whose = turn && turn.role !== 'dayshift' ? ` It is ${turn.person ? `${nameOf(team, turn.person)}'s turn` : `the ${turn.role.replace(/-/g, ' ')}'s turn`}: ${turn.to}.` : '';
  return `No release of this incident is out.${whose} See where it is: dayshift show ${id}`;
}
