// dayshift break-glass: how do bytes go out in spite of a gate? Two people, a reason, and a mark that stays.
import type { Command } from 'commander';
import type { IncidentView } from '../../src/contracts/incident';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import { CliFault, apiOf } from './world';
import type { World } from './world';

export function addBreakGlass(program: Command, world: World): void {
  const glass = program.command('break-glass').argument(...INCIDENT).argument('<reason...>', 'why it cannot wait').description('let these bytes out whatever a rule or a gate says: two people must say it, and the mark stays')
    .option('--digest <digest>', 'the artifact that goes out, as `sha256:…`');
  withExamples(withJson(glass), 'break-glass storefront.LoginRefused.1a2b3c4d --digest sha256:… nobody can log in, and the load test is down')
    .action(async (id: string, reason: string[], { digest }: { digest?: string }, command: Command) => {
      if (!digest) {
        const built = builtBytes(await apiOf(command, world).incident(id));
        throw new CliFault('Glass is broken for one artifact, and none was named.', built ? `The newest is: --digest ${built}` : 'Nothing has been built yet.', 2);
      }
      return say(command, world, id, 'break-glass', { digest, reason: reason.join(' ') });
    });
}

/** The newest attempt's, whether or not it may be signed. */
function builtBytes({ attempts }: IncidentView): string | undefined {
  return attempts.findLast(({ digest }) => digest !== undefined)?.digest;
}
