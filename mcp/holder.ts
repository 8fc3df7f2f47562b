// Whose helper is the agent? Asked of the API before anything else: a token that may decide is refused, so that nobody lends an agent their own.
import { ApiProblem, type ApiClient } from '../client/api-client';
import type { Me } from '../src/contracts/access';
import { Scope } from '../src/domain/vocabulary';
import { AgentFault } from './fault';

export interface Holder {
  /** Who it is; asked until it is known. Throws AgentFault when the token is none for an agent, ApiProblem while the API is away. */
  who(): Promise<Me>;
}

export const HOW_TO_MAKE = 'Make a token for an agent: `dayshift login --agent`, or an administrator by `dayshift token make --name "my agent" --person <id> --agent`; then give it as DAYSHIFT_TOKEN. docs/guides/agents.md has the configuration.';
const DECIDING: readonly Scope[] = [Scope.Act, Scope.Administer];

export function createHolder(api: Pick<ApiClient, 'me'>): Holder {
  let known: Me | undefined;
  async function who(): Promise<Me> {
    known ??= checked(await api.me().catch(explained));
    return known;
  }
  return { who };
}

function checked(me: Me): Me {
  const may = me.scopes.filter((scope) => DECIDING.includes(scope));
  if (may.length > 0) throw new AgentFault(`This token is ${me.name}'s own: it may ${may.join(' and ')}, and an agent must not decide.`, HOW_TO_MAKE);
  return me;
}

/** Without a token that is known nothing is right. */
function explained(error: unknown): never {
  if (error instanceof ApiProblem && error.problem.status === 401) throw new AgentFault('dayshift does not know that token: it is none, has ended or is too old.', HOW_TO_MAKE);
  throw error;
}
