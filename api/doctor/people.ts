// Can everybody be told, and can everybody who is asked also answer? Notifiers by whom they reach, people by token or button.
import { notifiersOf } from '../../src/config/cross-field-duty';
import { signersOf, signOffsOf } from '../../src/config/cross-field-sign-off';
import type { DoctorFinding } from '../../src/contracts/http';
import type { Installation } from '../../src/contracts/installation';
import { channelsOf } from '../../src/domain/reach';
import { Role } from '../../src/domain/vocabulary';
import { broken, doubtful, listed, well } from './finding';
import type { Pipeline } from './pipelines';

export function judgePeople(installation: Installation, pipelines: readonly Pipeline[]): DoctorFinding[] {
  return [...judgeNotifiers(installation), ...judgeAnswers(installation, pipelines)];
}

/** By configuration only: no message is sent. */
function judgeNotifiers({ team, integrations }: Installation): DoctorFinding[] {
  const channels = notifiersOf(integrations);
  if (channels.length === 0) return [broken({ area: 'notifiers', what: 'all', found: 'none is configured: nobody is told anything', advice: 'Add one under `integrations.notifiers`, e.g. `{ use: console }`.' })];
  const each = channels.map((channel) => {
    const reached = team.filter((member) => channelsOf(member, [channel], 'critical').length > 0).map(({ id }) => id);
    if (reached.length > 0) return well('notifiers', channel.name, `by configuration it reaches ${listed(reached)}`);
    return doubtful({ area: 'notifiers', what: channel.name, found: 'it reaches nobody of the team', advice: 'Give people the `reach` that it needs, or take it out.' });
  });
  const deaf = team.filter((member) => channelsOf(member, channels, 'critical').length === 0).map(({ id }) => id);
  const unreached = deaf.length > 0 ? [doubtful({ area: 'people', what: 'reached', found: `no channel reaches ${listed(deaf)}, even when it is critical`, advice: 'Give them `reach` and a channel under `notify`.' })] : [];
  return [...each, ...unreached];
}

/** Whoever is asked for a word needs a way to say it: a token, or a button that knows them. */
function judgeAnswers({ team, tokens, integrations }: Installation, pipelines: readonly Pipeline[]): DoctorFinding[] {
  const hasButtons = integrations.notifiers.some(({ use, secret }) => use === 'slack' && secret !== undefined);
  const canSay = (id: string): boolean => tokens.some(({ person }) => person === id) || (hasButtons && team.some((member) => member.id === id && member.reach.slack !== undefined));
  const steps: { deed: string; roles: readonly Role[]; people?: readonly string[] }[] = [
    { deed: 'assign a developer', roles: [Role.ProductOwner, Role.OperationsEngineer] },
    { deed: 'acknowledge, decline or hand over', roles: [Role.Developer] },
    ...pipelines.flatMap(({ service, file }) => (file ? signOffsOf(file).map(({ signOff, environment }) => ({ deed: `sign off ${service.name}${environment === service.environment ? '' : ` for ${environment}`}`, ...signersOf(signOff) })) : [])),
  ];
  const asked = steps.map(({ deed, roles, people }) => ({ deed, people: team.filter((member) => people?.includes(member.id) || member.roles.some((role) => roles.includes(role))).map(({ id }) => id) }));
  const advice = 'Give each a token under `tokens` (the SHA-256 of its text), or Slack\'s buttons.';
  const mute = asked.filter(({ people }) => people.length > 0 && !people.some(canSay));
  const faults = mute.map(({ deed, people }) => broken({ area: 'people', what: 'tokens', found: `nobody can ${deed}: no token for ${listed(people)}`, advice }));
  const named = new Set(mute.flatMap(({ people }) => people));
  const without = [...new Set(asked.flatMap(({ people }) => people))].filter((id) => !canSay(id) && !named.has(id));
  if (without.length > 0) return [...faults, doubtful({ area: 'people', what: 'tokens', found: `without a token: ${listed(without)}`, advice })];
  return faults.length > 0 ? faults : [well('people', 'tokens', 'everybody who may be asked for a word can say it')];
}
