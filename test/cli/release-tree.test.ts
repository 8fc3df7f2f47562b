// What does a person read in the terminal on the way to production? The card, the steps, the check, the watch; the snapshots are meant to be read.
import type { IncidentView } from '../../src/contracts/incident';
import { renderDay } from '../../cli/tree';
import { renderCard } from '../../cli/tree/decision-card';
import { widthOf } from '../../cli/tree/text';
import { viewsOf } from '../dashboard/fixture/day';
import { eventsOf, inputOf, type Tale } from '../dashboard/fixture/tales';
import { positionOf } from '../dashboard/fixture/world';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const NAMES = { id: 'storefront.LoginRefused.1a2b3c4d', workflowId: 'incident.storefront.LoginRefused', runId: '1a2b3c4d-0000-4000-8000-000000000000' };

function at(tale: Tale, kind: Parameters<typeof positionOf>[0], nth = 1): { view: IncidentView; now: number } {
  const events = eventsOf(tale, START);
  const position = positionOf(kind, nth, tale);
  if (position === 0) throw new Error(`the tale ${tale} has no ${kind} number ${nth}`);
  return { view: viewsOf(events.slice(0, position), NAMES, inputOf(tale)).at(-1) as IncidentView, now: Date.parse(events[position - 1]?.at ?? '') + 3000 };
}
function tree(tale: Tale, kind: Parameters<typeof positionOf>[0], { nth = 1, width = 100, height }: { nth?: number; width?: number; height?: number } = {}): string {
  const { view, now } = at(tale, kind, nth);
  return renderDay(view, { running: [] }, { now, width, height, colour: false, timeZone: 'UTC' }).join('\n');
}
function card(tale: Tale, kind: Parameters<typeof positionOf>[0], { nth = 1, width = 100, colour = false } = {}): string {
  const { view, now } = at(tale, kind, nth);
  if (!view.decision) throw new Error('there is no card');
  return renderCard(view, view.decision, { now, width, colour, timeZone: 'UTC' }).join('\n');
}

describe('the card', () => {
  it('tells a signer the bytes, what was judged, what runs now, the budget, the parties and how to sign', () => {
    expect(card('release', 'signOffAsked')).toMatchSnapshot();
  });

  it('tells what shuts it and who may let it out, in 80 columns', () => {
    expect(card('frozen', 'signOffAsked', { width: 80 })).toMatchSnapshot();
  });

  it('tells who has signed, for whom, through what, and who is missing no longer', () => {
    const text = card('release', 'signOffGiven', { nth: 2 });
    expect(text).toContain('Paula approved through slack');
    expect(text).toContain('Otto for Olga approved through api');
    expect(text).toMatch(/Delegated\s+Olga to Otto: at the dentist until noon/);
    expect(text).toMatch(/Missing\s+✓ nothing/);
    expect(text).not.toContain('Sign it:');
  });

  it('says what is unknown, and never shows it as zero', () => {
    const { view, now } = at('release', 'signOffAsked');
    const decision = view.decision;
    if (!decision?.facts) throw new Error('the tale\'s card has facts');
    const unknown = { ...decision, facts: { ...decision.facts, change: undefined, running: undefined, authors: [], budget: { objective: 0.995, windowSeconds: 3600, left: null, reason: 'no data', at: '' } } };
    const text = renderCard(view, unknown, { now, width: 100, colour: false }).join('\n');
    expect(text).toMatch(/Change\s+unknown\n/);
    expect(text).toMatch(/Runs now\s+unknown\n/);
    expect(text).toMatch(/Budget\s+\? unknown: no data \(99.5 % good over 1:00:00\)/);
    const spent = { ...decision, facts: { ...decision.facts, budget: { objective: 0.995, windowSeconds: 3600, left: 0, at: '' } } };
    expect(renderCard(view, spent, { now, width: 100, colour: false }).join('\n')).toMatch(/Budget\s+✗ used up \(/);
    const { facts: _none, ...without } = decision; // as it was recorded before cards had them
    expect(renderCard(view, without, { now, width: 100, colour: false }).join('\n')).toContain(decision.digest);
  });

  it('shows glass that one has touched, and glass that is broken', () => {
    const { view, now } = at('release', 'signOffAsked');
    const glassOf = (...by: string[]) => renderCard(view, { ...view.decision!, glass: { by, reason: 'nobody can log in', digest: '', at: '' } }, { now, width: 100, colour: false }).join('\n');
    expect(glassOf('olga')).toMatch(/Glass\s+◐ touched by Olga, a second person is needed: nobody can log in/);
    expect(glassOf('olga', 'paula')).toMatch(/Glass\s+✗ broken by Olga, Paula: nobody can log in/);
  });

  it.each([40, 80, 140])('stays within %i columns but for what is there to be copied, and lets nothing steer the terminal', (width) => {
    const { view, now } = at('release', 'signOffAsked');
    const nasty = { ...view, title: '\u001b[2JCustomers' };
    const lines = renderCard(nasty, { ...view.decision!, digest: `${view.decision!.digest}\u001b[2J`, missing: 'x\u001b]0;title\u0007', risks: ['a '.repeat(200)] }, { now, width, colour: false });
    const breakable = lines.filter((line) => line.includes(' ') && !/sha256:|https:|dayshift sign-off|[0-9a-f]{40}/.test(line));
    expect(breakable.filter((line) => widthOf(line) > width)).toEqual([]);
    expect(lines.join('')).not.toMatch(/[\u0007\u001b]/);
  });
});

describe('the live tree', () => {
  it('shows the parties, who has signed, and where it is signed for', () => {
    expect(tree('release', 'signOffGiven')).toMatchSnapshot();
  });

  it('shows the place in a lane, and why it waits for a person', () => {
    expect(tree('release', 'laneMoved')).toContain('lane to production: 2 ahead');
    const { view, now } = at('release', 'laneMoved');
    const lane = { environment: 'production', state: 'asked' as const, ahead: 1, blocked: { why: 'the rollback did not hold', at: view.openedAt } };
    const text = renderDay({ ...view, lane }, undefined, { now, width: 100, colour: false }).join('\n');
    expect(text).toMatch(/◐ Deploy\s+blocked\s+\S+\s+lane to production: it waits for a person, 1 ahead/);
    expect(text).toContain('the rollback did not hold');
  });

  it('shows the steps of a canary, and why one stopped', () => {
    expect(tree('release', 'rolledBack')).toMatchSnapshot();
  });

  it('shows the release against the one before, and how fast the budget burns', () => {
    expect(tree('release', 'watchMoved')).toMatchSnapshot();
  });

  it('keeps its columns and its width beside a word that is longer than most', () => {
    const { view, now } = at('release', 'watchMoved');
    const watch = { ...view.watch!, verdict: 'rolled-back' as const, to: view.openedAt };
    const lines = renderDay({ ...view, watch, timeline: [] }, undefined, { now, width: 70, colour: false, timeZone: 'UTC' });
    expect(lines.filter((line) => widthOf(line) > 70)).toEqual([]);
    const ends = lines.flatMap((line) => /^.* (?:done|passed|rolled back) +\d+:\d\d(?= )/.exec(line)?.[0].length ?? []);
    expect(ends.length).toBeGreaterThan(5);
    expect(new Set(ends).size).toBe(1);
  });

  it('keeps what fails in a terminal that has no room for the rest', () => {
    const small = tree('release', 'rolledBack', { height: 22 });
    expect(small.split('\n').length).toBeLessThanOrEqual(22);
    expect(small).toContain('stopped');
  });

  it('shows what burns, what has no data, and which alert counts against the release', () => {
    const { view, now } = at('release', 'watchMoved');
    const samples = [{ at: view.openedAt, bad: 0.3, state: 'bad' as const, burns: [{ rate: 14.4, long: 20, short: 30 }, { rate: 6, long: null, short: 2 }], figures: [{ name: 'logins', value: 2, ok: false }, { name: 'latency', value: null, ok: null }] }];
    const watch = { ...view.watch!, samples, counted: [{ name: 'LoginRefused', incident: 'storefront.Other.0a1b2c3d', at: view.openedAt }] };
    const text = renderDay({ ...view, watch }, undefined, { now, width: 120, colour: false }).join('\n');
    expect(text).toMatch(/✗ Burn, at most 14.4×\s+burning\s+20.0× over the long window, 30.0× over the short one/);
    expect(text).toMatch(/\? Burn, at most 6×\s+unknown\s+no data over the long window/);
    expect(text).toMatch(/✗ logins\s+outside/);
    expect(text).toMatch(/\? latency\s+unknown\s+no data/);
    expect(text).toMatch(/✗ LoginRefused\s+fires.*counts against this release, from storefront.Other.0a1b2c3d/);
  });
});
