// How does the page read audiences, figures, addresses and the strip?
import { listed, namesOf, readAudience } from '../../dashboard/src/audience';
import { latestFigures, readTick } from '../../dashboard/src/figures';
import { safeLink } from '../../dashboard/src/links';
import { routeOf } from '../../dashboard/src/route';
import { stepsOf } from '../../dashboard/src/strip';
import { turnOwner } from '../../dashboard/src/text';
import type { IncidentView } from '../../src/contracts/incident';
import type { Figure } from '../../src/contracts/result';
import { viewsOf } from './fixture/day';
import { figuresAt } from './fixture/impact';
import { INPUT } from './fixture/people';
import { eventsOf } from './fixture/tales';
import { positionOf } from './fixture/world';

const START = Date.parse('2026-03-02T09:41:00Z');
const NIGHT = viewsOf(eventsOf('night', START));
const viewAt = (position: number) => NIGHT[position] as IncidentView;
const { team } = INPUT;

describe('people', () => {
  it('are listed as they are said, a few by name', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect(namesOf(team, ['paula', 'maya', 'ravi', 'olga', 'sam'])).toBe('Paula, Maya, Ravi and 2 more');
    expect(namesOf(team, ['paula', 'maya', 'ravi', 'olga'])).toBe('Paula, Maya, Ravi and Olga');
    expect(namesOf(team, [])).toBe('nobody');
    expect(namesOf(team, ['no-longer-here'])).toBe('no longer here');
  });

  it.each([
    [['product-owner'], 'the product owner (Paula)'], [['developer'], 'the developer (Maya, Ravi)'], [['assignee'], 'the assignee'], [['deciders'], 'those who may sign off'],
    [['everybody'], 'everybody'], [['duty', 'duty:nights'], 'whoever is on duty and whoever is on duty (nights)'], [['olga', 'olga'], 'Olga'], [['nobody-known'], 'nobody known'],
  ])('the audience %j is %s', (audience, words) => {
    expect(readAudience({ team, assignment: undefined }, audience)).toBe(words);
  });

  it('the assignee is a name as soon as there is one', () => {
    expect(readAudience(viewAt(positionOf('assigned', 1, 'night')), ['assignee'])).toBe('Maya');
  });

  it('a role that one person has is that person\'s turn', () => {
    const turn = (role: 'product-owner' | 'developer', person?: string) => ({ role, person, to: 'act', since: '' });
    expect(turnOwner(turn('product-owner'), team)).toBe('Paula’s turn');
    expect(turnOwner(turn('developer'), team)).toBe('The developer’s turn');
    expect(turnOwner(turn('developer', 'ravi'), team)).toBe('Ravi’s turn');
    expect(turnOwner(turn('product-owner'))).toBe('The product owner’s turn');
  });
});

describe('figures', () => {
  const kept = viewAt(positionOf('decisionAwaited', 1, 'night'));
  const began = kept.impact.began ?? '';
  const later = new Date(START + 600_000).toISOString();

  it('are the newer ones of the incident\'s and monitoring\'s', () => {
    const figures = figuresAt(later, began);
    expect(latestFigures(kept, { at: later, figures })).toEqual({ figures, at: later, live: true });
    expect(latestFigures(kept, undefined)).toEqual({ figures: kept.impact.figures, at: kept.impact.measuredAt, live: false });
    expect(latestFigures(kept, { at: new Date(START - 1000).toISOString(), figures })).toMatchObject({ figures: kept.impact.figures, live: false });
    expect(latestFigures(kept, { at: later, figures: [] })).toMatchObject({ figures: kept.impact.figures, live: false });
  });

  it('of a closed incident stay as they were', () => {
    expect(latestFigures({ ...kept, outcome: 'fixed' }, { at: later, figures: figuresAt(later, began) }).live).toBe(false);
  });

  it('keep their course when monitoring is silent, and say that the value is unknown', () => {
    const silent = figuresAt(later, began).map(({ series: _, ...figure }): Figure => ({ ...figure, value: null, reason: 'monitoring does not answer' }));
    const [first] = latestFigures(kept, { at: later, figures: silent }).figures;
    expect(first).toMatchObject({ value: null, reason: 'monitoring does not answer', series: kept.impact.figures[0]?.series });
  });

  it('have short ticks', () => {
    expect([readTick(0.4, 'share'), readTick(0.025, 'share'), readTick(1500, 'count'), readTick(0.25, 'seconds'), readTick(2, 'seconds'), readTick(0, 'customers')]).toEqual(['40 %', '2.5 %', '1.5K', '250 ms', '2 s', '0']);
  });
});

describe('addresses', () => {
  it('lead to pages, also when they were mistyped', () => {
    const page = (hash: string, pathname = '/') => routeOf({ hash, pathname });
    expect([page(''), page('#/'), page('', '/index.html'), page('#/unrouted'), page('#/setup/'), page('#/nope'), page('', '/nope')].map((route) => route.page)).toEqual(['now', 'now', 'now', 'unrouted', 'setup', 'unknown', 'unknown']);
    expect(page('#/services/store%20front/tests')).toEqual({ page: 'tests', service: 'store front' });
    expect(page('#/incidents/a%2Fb')).toEqual({ page: 'incident', id: 'a/b' });
    expect(page('#/incidents/%zz')).toEqual({ page: 'incident', id: '%zz' });
  });

  it.each(['javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:x', 'data:text/html,x', 'file:///etc/passwd', '//no-scheme', 'not an address', ''])('%j is never a link', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });

  it('http and https are', () => {
    expect(safeLink('https://runbooks.example.org/a?b=1#c')).toBe('https://runbooks.example.org/a?b=1#c');
    expect(safeLink('http://127.0.0.1:3000/d')).toBe('http://127.0.0.1:3000/d');
  });
});

describe('the strip', () => {
  it('does not call assigned what recovered before anybody was', () => {
    const view = viewsOf(eventsOf('recovered', START)).at(-1) as IncidentView;
    expect(stepsOf(view, START, view).map(({ state }) => state)).toEqual(['done', ...Array.from({ length: 8 }, () => 'skipped')]);
  });

  it('waits at the assignment again after it was declined', () => {
    const view = viewAt(positionOf('decisionAwaited', 2, 'night'));
    expect(stepsOf(view, START, view).slice(0, 3).map(({ state }) => state)).toEqual(['done', 'waiting', 'todo']);
  });
});
