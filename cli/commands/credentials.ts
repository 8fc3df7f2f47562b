// dayshift token, dayshift link: what opens this installation is made, listed and ended, by whoever administers it.
import { Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import { CredentialList, CredentialMade } from '../../src/contracts/access';
import type { CredentialView } from '../../src/contracts/access';
import { Answer } from '../../src/contracts/http';
import { Scope } from '../../src/domain/vocabulary';
import { clean, day, pad, wrap } from '../tree/text';
import { wholeNumber } from '../number-option';
import { withExamples, withJson } from './declare';
import { printAnswer } from './say';
import { apiOf, CliFault, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface MakeOptions { name?: string; person?: string; program?: string; scopes?: string; agent?: boolean; days: number; json?: boolean }

const SCOPES: readonly string[] = Object.values(Scope);
const OF_AN_AGENT: readonly string[] = [Scope.Read, Scope.Assist];

export function addToken(program: Command, world: World): void {
  const token = program.command('token').description('make, list and end the tokens of people and programs; your own must administer');
  const make = token.command('make').description('make a token; its secret is printed once, and kept nowhere')
    .requiredOption('--name <text>', 'what it is for, e.g. "Maya\'s laptop"')
    .option('--person <id>', 'whose it is')
    .option('--program <name>', 'or which program\'s, e.g. nightly-build')
    .option('--scopes <list>', `what it is good for, of ${SCOPES.join(', ')}, with commas between; default: read,act, of a program read,push`)
    .option('--agent', 'for a program that helps the person, e.g. a coding agent: it reads, notes and builds, and never decides')
    .addOption(daysOption(366, 90));
  withExamples(withJson(make), 'token make --name "Maya\'s laptop" --person maya', 'token make --name "the nightly build" --program nightly-build --days 30', 'token make --name "an agent on Maya\'s laptop" --person maya --agent')
    .action(async ({ name, person, program: ofProgram, scopes, agent, days, json }: MakeOptions, command: Command) => {
      if ((person === undefined) === (ofProgram === undefined)) throw new CliFault('A token is a person\'s or a program\'s.', 'Write either --person <id> or --program <name>.', 2);
      if (agent && (person === undefined || scopes !== undefined)) throw new CliFault('An agent helps one person, and has the scopes of an agent.', 'Write --agent with --person <id>, and without --scopes.', 2);
      const asked = agent ? OF_AN_AGENT : scopes === undefined ? undefined : scopesOf(scopes);
      const body = { name, ...(person === undefined ? { program: ofProgram } : { person }), ...(asked ? { scopes: asked } : {}), days };
      const made = await apiOf(command, world).ask('/tokens', CredentialMade, { method: 'POST', body });
      if (json) return printJson(world, made);
      printLines(world, [...toldMade(made), `Token  ${made.secret}`, '', agent ? 'Give it to the agent as DAYSHIFT_TOKEN; docs/guides/agents.md has the configuration.' : 'Send it as `Authorization: Bearer <token>`; this command line reads it from DAYSHIFT_TOKEN.']);
    });
  addListAndEnd(token, 'token', world);
}

export function addLink(program: Command, world: World): void {
  const link = program.command('link').description('make, list and end links by which somebody sees everything and does nothing; your token must administer');
  const make = link.command('make').argument('<name>', 'whom it is for, e.g. "the board"').description('make a read-only link; it is printed once, and kept nowhere')
    .addOption(daysOption(92, 7));
  withExamples(withJson(make), 'link make "the board" --days 3')
    .action(async (name: string, { days, json }: MakeOptions, command: Command) => {
      const made = await apiOf(command, world).ask('/links', CredentialMade, { method: 'POST', body: { name, days } });
      if (json) return printJson(world, made);
      printLines(world, [...toldMade(made), `Link   ${made.link}`, '', 'Whoever has it sees everything: send it where only they read it.']);
    });
  addListAndEnd(link, 'link', world);
}

function addListAndEnd(parent: Command, kind: 'token' | 'link', world: World): void {
  const list = parent.command('list').description(`list the ${kind}s, without their secrets`)
    .option('--all', 'those that have ended too');
  const end = parent.command('end').argument('<id>', `as \`dayshift ${kind} list\` shows it`).description(`end a ${kind}, and the sessions that it opened`);
  if (kind === 'token') for (const one of [list, end]) one.option('--mine', 'of your own alone, for which you need not administer');
  withExamples(withJson(list), `${kind} list --all`, ...(kind === 'token' ? ['token list --mine'] : []))
    .action(async ({ all, mine, json }: { all?: boolean; mine?: boolean; json?: boolean }, command: Command) => {
      const found = await apiOf(command, world).ask(`${mine ? '/me' : ''}/${kind}s`, CredentialList);
      if (json) return printJson(world, found);
      const now = Date.now();
      const shown = found.credentials.filter((one) => all === true || stateOf(one, now) === 'good');
      if (shown.length === 0) return printLines(world, [`There is no ${kind}${found.credentials.length > 0 ? ' that is good; --all shows those that have ended' : ''}.`]);
      printLines(world, shown.flatMap((one) => describe(one, now, world)));
    });
  withExamples(withJson(end), `${kind} end ${kind}-1a2b3c4d`)
    .action(async (id: string, { mine }: { mine?: boolean }, command: Command) => {
      printAnswer(command, world, await apiOf(command, world).ask(`${mine ? '/me' : ''}/${kind}s/${encodeURIComponent(id)}`, Answer, { method: 'DELETE' }));
    });
}

function scopesOf(written: string): string[] {
  const scopes = written.split(',').map((scope) => scope.trim()).filter((scope) => scope !== '');
  const wrong = scopes.find((scope) => !SCOPES.includes(scope));
  if (wrong !== undefined || scopes.length === 0) throw new CliFault(`--scopes ${clean(written)} has no scope in it that there is${wrong === undefined ? '' : `: ${clean(wrong)}`}.`, `There are ${SCOPES.join(', ')}; write several with commas between.`, 2);
  return scopes;
}

function daysOption(most: number, usual: number): Option {
  return new Option('--days <number>', `until it ends, at most ${most}`).argParser(wholeNumber({ name: '--days', of: 'days', most })).default(usual);
}

function toldMade({ credential: { id, expiresAt } }: CredentialMade): string[] {
  return [`Made ${id}${expiresAt ? `, good until ${day(expiresAt, 'UTC')} (UTC)` : ''}. This is shown once:`];
}

function stateOf({ endedAt, expiresAt }: CredentialView, now: number): 'good' | 'ended' | 'expired' {
  if (endedAt) return 'ended';
  return expiresAt && Date.parse(expiresAt) <= now ? 'expired' : 'good';
}

function describe(one: CredentialView, now: number, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const { id, name, person, program, scopes, from, createdBy, createdAt, expiresAt, usedAt, endedAt } = one;
  const holder = person ? `person ${person}` : program ? `program ${program}` : 'whoever has it';
  const on = (at: string): string => day(at, world.timeZone);
  const facts = [
    holder, scopes.join(' '), stateOf(one, now), from === 'file' ? 'named in dayshift.yaml' : `made ${createdAt ? on(createdAt) : ''} by ${createdBy ?? 'nobody known'}`,
    ...(endedAt ? [`ended ${on(endedAt)}`] : expiresAt ? [`ends ${on(expiresAt)}`] : ['has no end']), usedAt ? `used last ${on(usedAt)}` : 'never used',
  ];
  return [paint.bold(clean(`${pad(id, 24)} ${name}`)), ...wrap(clean(facts.join(', ')), widthOf(world) - 4).map((line) => `    ${line}`)];
}
