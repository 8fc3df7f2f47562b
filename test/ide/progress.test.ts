// When is progress shown in a notification, what does it say, and when does it go?
import { followAttempt, type Told } from '../../ide/vscode/src/progress/follow-attempt';
import { runningOn, toShow } from '../../ide/vscode/src/progress/which-to-show';
import type { Connection, Followed, Session } from '../../ide/vscode/src/session';
import type { DeskIncident } from '../../src/contracts/desk';
import type { IncidentView } from '../../src/contracts/incident';
import { eventsOfDay, viewsOf } from '../dashboard/fixture/day';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const VIEWS = viewsOf(eventsOfDay(START));

/** Somebody who follows an incident, and what they are told. */
function aFollower(first: IncidentView) {
  let hear: ((followed: Followed) => void) | undefined;
  const session: Pick<Session, 'follow'> = {
    follow(_, heard) {
      hear = heard;
      heard({ view: first });
      return { dispose() { hear = undefined; } };
    },
  };
  const told: Told[] = [];
  const began: number[] = [];
  const gone = new AbortController();
  const start = (more: Partial<Parameters<typeof followAttempt>[2]> = {}) => followAttempt(session, 'i', { tell: (one) => { told.push(one); }, began: (attempt) => { began.push(attempt); }, signal: gone.signal, now: () => START + 300_000, ...more });
  return { start, told, began, gone, say: (view: IncidentView) => { hear?.({ view }); }, follows: () => hear !== undefined };
}

const before = VIEWS.find(({ phase }) => phase === 'fix') as IncidentView;
const during = VIEWS.filter(({ attempts }) => attempts.length === 1 && attempts[0]?.verdict === 'running');
const sentBack = VIEWS.find(({ attempts }) => attempts[0]?.verdict === 'performance-failed') as IncidentView;

describe('a build that is followed', () => {
  it('is awaited, then told with what is done, then gone', async () => {
    const { start, told, began, say, follows } = aFollower(before);
    const how = start();
    expect(told).toEqual([]);
    for (const view of during) say(view);
    expect(began).toEqual([1]);
    expect(told[0]?.message).toMatch(/^build · /);
    expect(told.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringMatching(/^functional 5\/8 · /), expect.stringMatching(/^performance 0\/1 · /)]));
    expect(told.every(({ increment }) => increment >= 0)).toBe(true);
    expect(told.reduce((sum, { increment }) => sum + increment, 0)).toBeLessThan(100);
    say(sentBack);
    await expect(how).resolves.toBe('ended');
    expect(follows()).toBe(false);
  });

  it('that is followed late is told from where it is', async () => {
    const { start, told, say } = aFollower(during.at(-1) as IncidentView);
    const how = start();
    expect(told).toHaveLength(1);
    say(sentBack);
    await expect(how).resolves.toBe('ended');
  });

  it('is told again as time passes, though nothing else changed', async () => {
    let now = START + 3_600_000;
    const { start, told, gone } = aFollower(during[2] as IncidentView);
    const how = start({ everyMs: 1, now: () => (now += 1000) });
    while (told.length < 4) await new Promise((resolve) => { setImmediate(resolve); });
    gone.abort();
    await expect(how).resolves.toBe('left');
    expect(new Set(told.map(({ message }) => message)).size).toBeGreaterThan(2);
  });

  it('that a newer commit replaced gives way', async () => {
    const { start, say } = aFollower(during[2] as IncidentView);
    const how = start();
    say(VIEWS.find(({ attempts }) => attempts[1]?.verdict === 'running') as IncidentView);
    await expect(how).resolves.toBe('ended');
  });

  it('that never begins is given up, and said so', async () => {
    const { start, began, follows } = aFollower(before);
    await expect(start({ beginsWithinMs: 1 })).resolves.toBe('none');
    expect(began).toEqual([]);
    expect(follows()).toBe(false);
  });

  it('is left when somebody wants to see it no more, and at once when the incident is closed', async () => {
    const { start, gone, follows } = aFollower(before);
    const how = start();
    gone.abort();
    await expect(how).resolves.toBe('left');
    expect(follows()).toBe(false);
    await expect(aFollower(VIEWS.at(-1) as IncidentView).start()).resolves.toBe('none');
  });
});

const connected: Connection = { kind: 'connected', address: 'http://dayshift.example', me: { kind: 'person', id: 'maya', name: 'Maya', roles: ['developer'], scopes: ['read', 'act'] } };

function onDesk(id: string, by: string, verdict: 'running' | 'passed' = 'running'): DeskIncident {
  return {
    id, workflowId: id, runId: 'r', service: 'storefront', title: 'Logins are refused', severity: 'high', phase: 'build', openedAt: '2026-03-02T09:41:00Z', attempts: 2, phases: [],
    part: 'assigned', branch: `incident/${id}`, link: `http://dayshift.example/#/incidents/${id}`,
    lastAttempt: { number: 2, commit: 'c'.repeat(40), by, verdict, reason: '', startedAt: '2026-03-02T09:51:00Z' },
  };
}

describe('by itself', () => {
  const desk = [onDesk('mine', 'maya'), onDesk('theirs', 'deniz'), onDesk('over', 'maya', 'passed')];

  it('only what the person initiated and what runs is shown', () => {
    expect(toShow(desk, connected, new Set())).toEqual([{ incident: 'mine', attempt: 2, title: 'storefront, attempt 2' }]);
    expect(runningOn(desk).map(({ id }) => id)).toEqual(['mine', 'theirs']);
    expect(runningOn(undefined)).toEqual([]);
  });

  it('nothing twice, and nothing that somebody follows already', () => {
    expect(toShow(desk, connected, new Set(['mine/attempt-2']))).toEqual([]);
    expect(toShow(desk, connected, new Set(['mine']))).toEqual([]);
    expect(toShow(desk, connected, new Set(['mine/attempt-1']))).toHaveLength(1);
  });

  it('nothing while dayshift is away or who looks is no person', () => {
    expect(toShow(desk, { kind: 'away', address: 'a', why: 'b' }, new Set())).toEqual([]);
    expect(toShow(desk, { ...connected, me: { ...connected.me, kind: 'viewer' } }, new Set())).toEqual([]);
  });
});
