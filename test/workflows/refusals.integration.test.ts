// Is every word that promises 12 and 13 forbid refused with its reason, through the update and through the signal alike, and nothing changed by it?
import type { Person } from '../../src/contracts/people';
import { incidentQuery } from '../../workflows/messages';
import { aWorld, anInput, openDay, whenView, type DayHandle, type World } from '../support/a-day';
import { loadSummary } from '../support/a-pipeline';
import { TEAM } from '../support/a-team';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { assign, backAtTheFix, digestToSign, push, sign } from '../support/day-steps';

const OTHER = `sha256:${'0'.repeat(64)}`;
/** Two operations engineers more, and an author and a pusher who would have the role. */
const CROWD: Person[] = [
  ...TEAM.map((person) => (person.roles.includes('developer') ? { ...person, roles: [...person.roles, 'operations-engineer' as const] } : person)),
  { id: 'otto', name: 'Otto Operator', roles: ['operations-engineer'], emails: ['otto@storefront.example'], handles: [] },
  { id: 'sam', name: 'Sam Stakeholder', roles: ['stakeholder'], emails: [], handles: [] },
];
const RULE = 'signOff: { roles: [operations-engineer], approvals: 2, and: [{ roles: [product-owner] }], exception: { roles: [product-owner] }, ';
const FREEZE = { name: 'end of the year', from: '2020-01-01T00:00:00.000Z', to: '2999-01-01T00:00:00.000Z', environments: [] };

type Name = 'signOff' | 'withdraw' | 'delegate' | 'ask' | 'breakGlass';
interface Case { name: string; word: Name; say: (digest: string) => Record<string, unknown>; because: RegExp }

const approve = (by: unknown, more: object = {}) => (digest: string) => ({ by, decision: 'approve', digest, ...more });
const glass = (by: string, more: object = {}) => (digest: string) => ({ by, digest, reason: 'customers wait', ...more });

/** Olga has approved; Maya wrote it, Ravi pushed it. */
const OPEN: Case[] = [
  { name: 'an approval by somebody who is not in the team', word: 'signOff', say: approve('nobody'), because: /not in the team/ },
  { name: 'an approval by somebody without the role', word: 'signOff', say: approve('tess'), because: /none of the roles/ },
  { name: 'an approval by the author, who has the role', word: 'signOff', say: approve('maya'), because: /author cannot approve/ },
  { name: 'an approval by who pushed it, who has the role', word: 'signOff', say: approve('ravi'), because: /author cannot approve/ },
  { name: 'an approval of another digest', word: 'signOff', say: () => approve('otto')(OTHER), because: /asked for/ },
  { name: 'an approval without a digest', word: 'signOff', say: () => ({ by: 'otto', decision: 'approve' }), because: /asked for/ },
  { name: 'a second approval by the same person', word: 'signOff', say: approve('olga'), because: /decided already/ },
  { name: 'a decision that is neither approve nor reject', word: 'signOff', say: approve('otto', { decision: 'maybe' }), because: /no decision/ },
  { name: 'a rejection without a reason', word: 'signOff', say: approve('otto', { decision: 'reject' }), because: /reason/ },
  { name: 'an approval with a reason that is no text', word: 'signOff', say: approve('otto', { reason: 7 }), because: /not a text/ },
  { name: 'an approval by nobody at all', word: 'signOff', say: approve(undefined), because: /not in the team/ },
  { name: 'a withdrawal of what was not given', word: 'withdraw', say: () => ({ by: 'otto', reason: 'I changed my mind' }), because: /has not approved/ },
  { name: 'a withdrawal without a reason', word: 'withdraw', say: () => ({ by: 'olga' }), because: /reason/ },
  { name: 'a delegation by somebody who has no say', word: 'delegate', say: () => ({ by: 'tess', to: 'sam' }), because: /none of the roles/ },
  { name: 'a delegation to the author', word: 'delegate', say: () => ({ by: 'otto', to: 'maya' }), because: /part in this change/ },
  { name: 'a delegation to somebody who decides already', word: 'delegate', say: () => ({ by: 'otto', to: 'olga' }), because: /may decide already/ },
  { name: 'a delegation to oneself', word: 'delegate', say: () => ({ by: 'otto', to: 'otto' }), because: /the same person/ },
  { name: 'a delegation of what was used', word: 'delegate', say: () => ({ by: 'olga', to: 'sam' }), because: /decided already|used/ },
  { name: 'a question without words', word: 'ask', say: () => ({ by: 'otto' }), because: /question/ },
  { name: 'a question to somebody who is not in the team', word: 'ask', say: () => ({ by: 'otto', text: 'Why?', to: 'nobody' }), because: /not in the team/ },
  { name: 'the glass, broken by the author', word: 'breakGlass', say: glass('maya'), because: /part in this change/ },
  { name: 'the glass, broken by somebody without the role', word: 'breakGlass', say: glass('tess'), because: /none of the roles/ },
  { name: 'the glass, broken for another digest', word: 'breakGlass', say: () => glass('otto')(OTHER), because: /asked for/ },
  { name: 'the glass, broken without a reason', word: 'breakGlass', say: glass('otto', { reason: '' }), because: /reason/ },
];

const FROZEN: Case[] = [
  { name: 'an approval within a freeze', word: 'signOff', say: approve('otto'), because: /end of the year/ },
  { name: 'an exception by somebody who may not except', word: 'signOff', say: approve('otto', { exception: 'it burns' }), because: /exception|except/ },
  { name: 'an exception without a reason', word: 'signOff', say: approve('paula', { exception: ' ' }), because: /exception/ },
];

const NOT_YET: Case[] = [
  { name: 'an approval before anything is asked', word: 'signOff', say: () => approve('olga')(OTHER), because: /nothing waits/ },
  { name: 'a withdrawal before anything is asked', word: 'withdraw', say: () => ({ by: 'olga', reason: 'no' }), because: /nothing waits/ },
  { name: 'the glass before anything was built', word: 'breakGlass', say: () => glass('olga')(OTHER), because: /nothing waits/ },
];

const BARRED: Case[] = [
  { name: 'the glass, broken for bytes that production sent back', word: 'breakGlass', say: glass('otto'), because: /barred/ },
  { name: 'an approval of bytes that production sent back', word: 'signOff', say: approve('otto'), because: /void already/ },
];

const HELD: Case[] = [
  { name: 'an approval while a newer commit is judged', word: 'signOff', say: approve('otto'), because: /held/ },
  { name: 'a withdrawal while a newer commit is judged', word: 'withdraw', say: () => ({ by: 'olga', reason: 'no' }), because: /held/ },
  { name: 'a delegation while a newer commit is judged', word: 'delegate', say: () => ({ by: 'otto', to: 'sam' }), because: /held/ },
];

const WATCHED: Case[] = [
  { name: 'a withdrawal after the deployment has begun', word: 'withdraw', say: () => ({ by: 'olga', reason: 'too late' }), because: /the deployment has begun/ },
  { name: 'the glass after the deployment has begun', word: 'breakGlass', say: glass('otto'), because: /the deployment has begun/ },
  { name: 'an approval after the deployment has begun', word: 'signOff', say: approve('otto'), because: /granted already/ },
];

let server: TemporalServer;
let world: World | undefined;
beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });

async function start(service: string, change: Parameters<typeof anInput>[0] = {}, options: Parameters<typeof aWorld>[1] = {}): Promise<{ day: DayHandle; here: World }> {
  world = await aWorld(server.environment, { ...options, edit: (text) => (options.edit?.(text) ?? text.replace('signOff: { roles: [operations-engineer], approvals: 1, ', RULE)).replace('service: storefront', `service: ${service}`) });
  const { deployer } = world.integrations;
  const running = await deployer.current('storefront', 'production');
  if (running) deployer.setLive(service, running);
  return { day: await openDay(world, anInput({ service, team: CROWD, ...change })), here: world };
}

/** The card and all that hangs on it, without the refusals that are told. */
async function standing(day: DayHandle): Promise<object> {
  const { decision, phase, barred, deployments } = await day.query(incidentQuery);
  return { decision, phase, barred, deployments };
}

/** One day for all its cases: a word that is refused changes nothing for the next. */
function refusesEach(cases: Case[], prepare: () => Promise<{ day: DayHandle; digest: string }>): void {
  let day: DayHandle;
  let digest: string;
  beforeAll(async () => { ({ day, digest } = await prepare()); });
  afterAll(async () => {
    await day?.terminate('seen');
    await world?.stop();
    world = undefined;
  });

  test.each(cases)('$name is refused by update', async ({ word, say, because }) => {
    const before = await standing(day);
    await expect(day.executeUpdate(word, { args: [{ ...say(digest), through: 'api' }] })).rejects.toMatchObject({ cause: { type: 'refused', message: expect.stringMatching(because), details: [{ advice: expect.stringMatching(/\w/) }] } });
    expect(await standing(day)).toEqual(before);
  });

  test.each(cases)('$name is refused by signal, and says so on the timeline', async ({ word, say, because }) => {
    const before = await standing(day);
    const count = (await day.query(incidentQuery)).timeline.filter(({ kind }) => kind === 'wordRefused').length;
    await day.signal(word, say(digest));
    const { timeline } = await whenView(day, (view) => view.timeline.filter(({ kind }) => kind === 'wordRefused').length > count, 'the refusal is told');
    expect(timeline.findLast(({ kind }) => kind === 'wordRefused')?.text).toMatch(new RegExp(`Refused ${word} by .*${because.source}`));
    expect(await standing(day)).toEqual(before);
  });
}

describe('while a sign-off is asked', () => {
  refusesEach(OPEN, async () => {
    const { day, here } = await start('open-card');
    await assign(day);
    await push(here, day, 'A fix', { by: 'ravi' });
    return { day, digest: await sign(day, 'olga') };
  });
});

describe('while a freeze lasts', () => {
  refusesEach(FROZEN, async () => {
    const { day, here } = await start('frozen-card', { freezes: [FREEZE] });
    await assign(day);
    await push(here, day, 'A fix');
    return { day, digest: await digestToSign(day) };
  });
});

describe('before anything is asked', () => {
  refusesEach(NOT_YET, async () => {
    const { day } = await start('no-card');
    await assign(day);
    return { day, digest: OTHER };
  });
});

describe('while a newer commit is judged', () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => { release = resolve; });
  let isHeld = false;
  refusesEach(HELD, async () => {
    const { day, here } = await start('held-card', {}, { make: () => 'the same bytes', hold: async ({ command }) => { if (isHeld && command === 'functional') await released; } });
    await assign(day);
    await push(here, day, 'A fix');
    const digest = await sign(day, 'olga');
    isHeld = true;
    await push(here, day, 'A better comment', { files: { 'src/login.ts': 'A fix' } });
    await whenView(day, ({ decision, phase }) => decision?.state === 'held' && phase === 'functional', 'the card is held');
    return { day, digest };
  });
  afterAll(() => release());
});

describe('after production sent the bytes back', () => {
  refusesEach(BARRED, async () => {
    const { day, here } = await start('barred-card', {}, { watchFor: '60s', edit: (text) => text });
    here.integrations.monitoring.setMetric('bad_share', 0.4);
    await assign(day);
    await push(here, day, 'A fix');
    const digest = await sign(day, 'olga');
    await backAtTheFix(day, 1);
    return { day, digest };
  });
});

describe('after the deployment has begun', () => {
  refusesEach(WATCHED, async () => {
    const { day, here } = await start('watched-card', {}, { watchFor: '10m', edit: (text) => text, load: () => loadSummary(20) });
    await assign(day);
    await push(here, day, 'A fix');
    const digest = await sign(day, 'olga');
    await whenView(day, ({ phase }) => phase === 'watch', 'it is watched');
    return { day, digest };
  });
});
