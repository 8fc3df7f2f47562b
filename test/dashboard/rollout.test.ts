// Where is a release on its way, by environments? Read at the moments of a day that goes out twice and is sent back twice.
import { answersTo, awaitedOf, candidatesOf } from '../../dashboard/src/decision';
import { attemptOf, deploymentsOf, waysOf } from '../../dashboard/src/rollout';
import type { IncidentView } from '../../src/contracts/incident';
import { viewsOf } from './fixture/day';
import { NAMES } from './fixture/people';
import { eventsOf, inputOf } from './fixture/tales';
import { LENGTH_OF_DAY, positionOf } from './fixture/world';
import type { Tale } from './fixture/tales';

const START = Date.parse('2026-03-02T09:41:00Z');
const VIEWS = Object.fromEntries((['day', 'release', 'frozen'] as const).map((tale) => [tale, viewsOf(eventsOf(tale, START), NAMES, inputOf(tale))])) as Partial<Record<Tale, IncidentView[]>>;
const at = (kind: Parameters<typeof positionOf>[0], nth = 1, tale: Tale = 'release'): IncidentView => VIEWS[tale]?.[positionOf(kind, nth, tale)] as IncidentView;
const words = (view: IncidentView) => waysOf(view).map(({ environment, word }) => `${environment}: ${word}`);

describe('the way out', () => {
  it('does not begin before something is asked or deployed', () => {
    expect([waysOf(at('assigned')), waysOf(at('cellFinished', 3))]).toEqual([[], []]);
  });

  it('says in order where each environment stands', () => {
    expect(words(at('laneAsked'))).toEqual(['staging: asks for the lane', 'production: to come']);
    expect(words(at('laneGranted'))).toEqual(['staging: deploying', 'production: to come']);
    expect(words(at('deployed'))).toEqual(['staging: verifying', 'production: to come']);
    expect(words(at('watchStarted'))).toEqual(['staging: baking', 'production: to come']);
    expect(words(at('signOffAsked'))).toEqual(['staging: passed', 'production: waits for signatures']);
    expect(words(at('signOffGiven', 2))).toEqual(['staging: passed', 'production: to come']);
    expect(words(at('laneMoved'))).toEqual(['staging: passed', 'production: in the lane, 2 ahead']);
    expect(words(at('laneMoved', 2))).toEqual(['staging: passed', 'production: the lane waits for a person']);
    expect(words(at('canaryMoved'))).toEqual(['staging: passed', 'production: canary, 50 % of the traffic']);
    expect(words(at('rolledBack'))).toEqual(['staging: passed', 'production: taken back']);
    expect(words(at('verified', 3))[1]).toBe('production: watched');
    expect(words(at('keepOrRollBackAsked'))).toEqual(['staging: passed', 'production: keep it or roll it back?']);
    expect(words(at('rolledBack', 2))).toEqual(['staging: passed', 'production: rolled back']);
    expect(words(VIEWS.day?.[LENGTH_OF_DAY] as IncidentView)).toEqual(['production: live']);
  });

  it('has no signature where nobody is asked', () => {
    const [staging, production] = waysOf(at('signOffAsked'));
    expect(staging?.stops.map(({ name }) => name)).toEqual(['lane', 'deployed', 'verified', 'baked']);
    expect(production?.stops.map(({ name }) => name)).toEqual(['signed', 'lane', 'deployed', 'verified', 'watched']);
  });

  it('says that a shut card waits', () => {
    expect(words(at('signOffAsked', 1, 'frozen'))).toEqual(['production: shut; waits for signatures']);
  });

  it('reads an incident that was recorded before deployments were kept', () => {
    const last = VIEWS.day?.[LENGTH_OF_DAY] as IncidentView;
    const old: IncidentView = { ...last, deployments: undefined, attempts: last.attempts.map((attempt) => ({ ...attempt, environments: undefined })) };
    expect(words(old)).toEqual(['production: live']);
    expect(deploymentsOf(old)).toMatchObject([{ environment: 'production', outcome: 'kept', attempt: 3 }]);
    expect(deploymentsOf({ ...old, release: undefined, lane: undefined })).toEqual([]);
  });

  it.each(['day', 'release', 'frozen'] as const)('is done, then at one place, then to come, at every moment of the %s', (tale) => {
    for (const view of VIEWS[tale] ?? []) {
      const ways = waysOf(view);
      expect(ways.filter(({ isNow }) => isNow).length).toBeLessThanOrEqual(1);
      for (const { stops } of ways) expect(stops.map(({ state }) => (state === 'done' ? 'd' : state === 'todo' ? 't' : 'n')).join('')).toMatch(/^d*n?t*$/);
    }
  });
});

describe('the card', () => {
  it('joins a question with the note that answers it, and no other', () => {
    const view = at('noted');
    const { decision } = view;
    if (!decision) throw new Error('nothing is asked');
    expect(answersTo(view, decision)).toMatchObject([{ question: { by: 'paula', to: 'maya' }, answers: [{ by: 'maya', text: expect.stringContaining('both spellings') as string }] }]);
    const more = [...view.timeline, { ...(view.timeline.at(-1) as IncidentView['timeline'][number]), who: 'sam', text: 'by the way' }];
    expect(answersTo({ timeline: more }, decision)[0]?.answers).toHaveLength(1);
    expect(answersTo({ timeline: more }, { questions: [{ by: 'paula', text: 'anybody?', at: view.openedAt }] })[0]?.answers.map(({ by }) => by)).toEqual(['maya', 'sam']);
  });

  it('awaits whoever was given a say instead of who gave it, for the party that it counts for', () => {
    const { decision, team } = at('signOffDelegated');
    const [operations, owner] = decision?.parties ?? [];
    if (!decision || !operations || !owner) throw new Error('nothing is asked');
    expect(awaitedOf(decision)).toEqual(['otto']);
    expect([candidatesOf(team, decision, operations), candidatesOf(team, decision, owner)]).toEqual([['otto'], []]);
  });

  it('finds the attempt that made the bytes', () => {
    const view = at('signOffAsked', 2);
    expect(attemptOf(view, view.decision?.digest ?? '')?.number).toBe(2);
    expect(attemptOf(view, 'sha256:0')).toBeUndefined();
  });
});
