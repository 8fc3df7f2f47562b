// dayshift login, logout, whoami: whose token does this command line use? It is asked for once, in a browser, and kept for its owner alone.
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { ApiProblem, createApiClient } from '../../client/api-client';
import { DeviceNotGranted, signInByDevice, type DeviceGrant } from '../../client/device';
import { Me } from '../../src/contracts/access';
import type { DeviceCode } from '../../src/contracts/device';
import { Answer } from '../../src/contracts/http';
import { Scope } from '../../src/domain/vocabulary';
import { readInput } from '../read-input';
import { addressOf, checkMayKeep, forgetSignIn, keepSignIn, signInAt, tokenFor, type Holder, type SignedIn } from '../signed-in';
import { clean, day, span } from '../tree/text';
import { wantsJson, withExamples, withJson } from './declare';
import { CliFault, printJson, printLines } from './world';
import type { World } from './world';

interface Options { api: string; agent?: boolean; name?: string; withToken?: boolean; browser?: boolean; keep?: boolean; json?: boolean }

const SCOPES = { person: [Scope.Read, Scope.Act], agent: [Scope.Read, Scope.Assist] } as const;
const TICK_MS = 1000;
const ERASED = '\r\u001b[K';

export function addLogin(program: Command, world: World): void {
  const login = program.command('login').description('sign in: confirm a code in the browser where you are signed in, or give a token')
    .option('--agent', 'for a program that helps you, e.g. a coding agent: it reads, notes and builds, and never decides; kept apart from yours')
    .option('--name <text>', 'what the token is for, as your list of tokens shows it; default: this machine\'s name')
    .option('--with-token', 'read a token that you have from standard input')
    .option('--no-browser', 'open no browser, show the link only')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const address = checkedAddress(options.api);
      checkMayKeep(world);
      const holder = holderOf(options);
      const before = signInAt(address, holder, world);
      const signedIn = options.withToken ? await byToken(address, holder, world) : await byDevice(address, holder, options, world);
      keepSignIn(signedIn, world);
      if (before && before.secret !== signedIn.secret && before.id !== undefined) await endQuietly(before, world);
      if (wantsJson(command)) return printJson(world, viewOf(signedIn));
      printLines(world, toldOf(signedIn, world));
    });
  withExamples(withJson(login, 'address, holder, person, expiresAt'), 'login', 'login --api https://dayshift.example.com', 'login --agent', 'login --with-token < token.txt');
}

export function addLogout(program: Command, world: World): void {
  const logout = program.command('logout').description('sign out: the token is ended and forgotten')
    .option('--agent', 'the token of your agent instead of yours')
    .option('--keep', 'forget the token here, and let it be good elsewhere')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const address = addressOf(options.api);
      const kept = signInAt(address, holderOf(options), world);
      if (!kept) throw new CliFault(`Nobody is signed in at ${clean(address)}${options.agent ? ' as an agent' : ''}.`, world.env['DAYSHIFT_TOKEN'] ? 'DAYSHIFT_TOKEN is set: unset it in your shell.' : 'Give the address with --api if it is another.');
      const text = options.keep ? 'The token is forgotten here, and still good.' : await end(kept);
      forgetSignIn(kept, world);
      if (wantsJson(command)) return printJson(world, { ...viewOf(kept), text });
      printLines(world, [`Signed out at ${clean(address)}. ${clean(text)}`, ...envLines(world)]);
    });
  withExamples(withJson(logout, 'address, holder, person, expiresAt, text'), 'logout', 'logout --agent');
}

export function addWhoami(program: Command, world: World): void {
  const whoami = program.command('whoami').description('show whose token is used, where, and what it is good for')
    .option('--agent', 'of your agent\'s token')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const address = addressOf(options.api);
      const holder = holderOf(options);
      const me = await createApiClient({ address, token: tokenFor(address, holder, world) }).ask('/me', Me);
      const kept = world.env['DAYSHIFT_TOKEN'] ? undefined : signInAt(address, holder, world);
      const expiresAt = kept?.expiresAt;
      if (wantsJson(command)) return printJson(world, { address, ...me, token: kept ? 'kept' : 'DAYSHIFT_TOKEN', ...(expiresAt ? { expiresAt } : {}) });
      printLines(world, [
        `${clean(me.name)} (${me.kind} ${clean(me.id)}) at ${clean(address)}`,
        `roles   ${me.roles.join(', ') || 'none'}`,
        `may     ${me.scopes.join(', ') || 'nothing'}`,
        `token   ${kept ? `kept by \`dayshift login${holder === 'agent' ? ' --agent' : ''}\`` : 'of DAYSHIFT_TOKEN'}${expiresAt ? `, good until ${day(expiresAt, world.timeZone)}` : ''}`,
      ]);
    });
  withExamples(withJson(whoami, 'address, who it is as /me answers it, token, expiresAt'), 'whoami', 'whoami --agent');
}

function holderOf({ agent }: Options): Holder {
  return agent ? 'agent' : 'person';
}

function checkedAddress(written: string): string {
  const address = addressOf(written);
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) throw new CliFault(`${clean(written)} is no address of dayshift.`, 'Write it with --api, e.g. --api https://dayshift.example.com.', 2);
  return address;
}

async function byDevice(address: string, holder: Holder, { name, browser }: Options, world: World): Promise<SignedIn> {
  const api = createApiClient({ address });
  const ticking = createTicking(world);
  const granted = await signInByDevice(api, {
    name: name ?? `${holder === 'agent' ? 'agent' : 'command line'} on ${hostname()}`, scopes: [...SCOPES[holder]], signal: world.signal,
    ...(world.wait ? { pause: world.wait } : {}),
    show: async (code) => {
      for (const line of shown(address, code)) world.err.write(`${line}\n`);
      if (browser !== false && world.openBrowser && await world.openBrowser(code.link)) world.err.write('It is opened in your browser.\n');
      ticking.start(code);
    },
  }).catch((error: unknown) => {
    if (error instanceof DeviceNotGranted) throw new CliFault(error.message, error.advice);
    throw error;
  }).finally(() => { ticking.stop(); });
  return fromGrant(address, holder, granted);
}

function shown(address: string, { link, userCode }: DeviceCode): string[] {
  const isOverheard = address.startsWith('http:') && !/^http:\/\/(localhost|127\.|\[::1\])/.test(address);
  return [
    ...(isOverheard ? [`${clean(address)} is not https: whoever is on the way can read the token.`] : []),
    `Open ${clean(link)}`,
    `and allow it there, if it shows the code  ${clean(userCode)}`,
  ];
}

function fromGrant(address: string, holder: Holder, { secret, credential: { id, person = '', expiresAt } }: DeviceGrant): SignedIn {
  return { address, holder, secret, id, person, ...(expiresAt ? { expiresAt } : {}) };
}

/** How long the code is still good, on a terminal only. */
function createTicking({ err, out }: World) {
  let timer: NodeJS.Timeout | undefined;
  function start({ expiresAt }: DeviceCode): void {
    if (!out.isTTY) return void err.write('Waiting …\n');
    const tell = (): void => { err.write(`${ERASED}Waiting … ${span(Date.parse(expiresAt) - Date.now())} left; Ctrl-C gives up`); };
    tell();
    timer = setInterval(tell, TICK_MS);
  }
  function stop(): void {
    if (!timer) return;
    clearInterval(timer);
    err.write(ERASED);
  }
  return { start, stop };
}

async function byToken(address: string, holder: Holder, world: World): Promise<SignedIn> {
  const secret = (await readInput('-', world, 'a token')).toString('utf8').trim();
  if (secret === '' || /\s/.test(secret)) throw new CliFault('Standard input holds no token.', 'Give it the token alone, e.g. dayshift login --with-token < token.txt.', 2);
  const me = await createApiClient({ address, token: secret }).ask('/me', Me);
  const isAgents = me.scopes.includes(Scope.Assist) && !me.scopes.includes(Scope.Act);
  if (isAgents !== (holder === 'agent')) throw new CliFault(isAgents ? 'That token is an agent\'s.' : 'That token is not an agent\'s: it may do more than assist.', isAgents ? 'Keep it with --agent, apart from yours.' : 'Make one for an agent with `dayshift login --agent`.');
  return { address, holder, secret, person: me.id };
}

async function end({ address, secret }: SignedIn): Promise<string> {
  try {
    return (await createApiClient({ address, token: secret }).ask('/me/token', Answer, { method: 'DELETE' })).text;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 401) return 'The token had ended before.';
    if (error instanceof ApiProblem) throw new ApiProblem({ ...error.problem, advice: `${error.problem.advice} Or forget the token here alone with \`dayshift logout --keep\`.` });
    throw error;
  }
}

/** The one before it is not used any more; if it cannot be ended now, it ends by its day. */
async function endQuietly(before: SignedIn, { err }: World): Promise<void> {
  await end(before).catch((error: unknown) => {
    err.write(`The token that you had before is still good: ${error instanceof Error ? error.message : String(error)}\n`);
  });
}

function toldOf({ address, holder, person, expiresAt }: SignedIn, world: World): string[] {
  const as = holder === 'agent' ? `An agent of ${clean(person)} is` : `You are ${clean(person)},`;
  return [`${as} signed in at ${clean(address)}${expiresAt ? ` until ${day(expiresAt, world.timeZone)}` : ''}.`, ...envLines(world)];
}

function envLines({ env }: World): string[] {
  return env['DAYSHIFT_TOKEN'] ? ['DAYSHIFT_TOKEN is set, and goes before what is kept: unset it to use that.'] : [];
}

function viewOf({ address, holder, person, expiresAt }: SignedIn) {
  return { address, holder, person, ...(expiresAt ? { expiresAt } : {}) };
}
