// How do the first page, signing in and the services look in each state, on a phone and a laptop, light and dark? Pictures are kept; the rules of axe hold; nothing hangs over.
import type { Page } from 'playwright-core';
import { brokenRules } from './axe';
import { signInAs } from './browser';
import type { FixtureOptions } from './fixture/server';
import { positionOf } from './fixture/world';
import { keepPicture } from './picture';
import { setUpPage } from './stage';

const stage = setUpPage();

interface State { name: string; path?: string; options: FixtureOptions; person?: string; shown: string; then?: (page: Page) => Promise<void> }
const STATES: State[] = [
  { name: 'now', options: { position: positionOf('signOffAsked') }, shown: '.burn' },
  { name: 'now, mine', options: { position: positionOf('decisionAwaited') }, person: 'paula', shown: 'section[aria-labelledby=mine] a.row' },
  { name: 'now, nothing mine', options: { position: positionOf('signOffAsked') }, person: 'sam', shown: 'section[aria-labelledby=mine] p' },
  { name: 'now, empty', options: { empty: true }, shown: '.calm' },
  { name: 'now, huge', options: { position: positionOf('signOffAsked'), crowd: 2000 }, shown: '.beyond button' },
  { name: 'now, refused', options: { broken: true }, shown: '.fault' },
  { name: 'now, offline', options: { position: positionOf('signOffAsked') }, shown: '.not-current', then: async (page) => { await page.locator('a.row').first().waitFor(); await page.context().setOffline(true); stage.server().dropStreams(); } },
  { name: 'now, stale', options: { position: positionOf('signOffAsked') }, shown: '.not-current', then: async (page) => { await page.locator('a.row').first().waitFor(); stage.server().goStale(); } },
  { name: 'services', path: '#/services', options: { position: positionOf('signOffAsked') }, shown: '.service' },
  { name: 'sign in', path: '#/sign-in', options: { ways: { readsAreOpen: true } }, shown: '#token' },
  { name: 'sign in, asked', path: '#/', options: { ways: { readsAreOpen: false, oidc: { name: 'Example ID', start: '/api/v1/session/oidc' } } }, shown: '.ways-in .button' },
  { name: 'sign in, known', path: '#/sign-in', options: {}, person: 'olga', shown: '.sign-in-page .kv' },
  { name: 'sign in, refused', path: '#/sign-in/not-a-secret-of-anybody', options: {}, shown: '.fault' },
  { name: 'session over', options: { position: positionOf('signOffAsked'), ways: { readsAreOpen: true, oidc: { name: 'Example ID', start: '/api/v1/session/oidc' } } }, person: 'olga', shown: '.sign-in-aside [role=alert]', then: async (page) => { await page.getByRole('banner').getByText('Olga').waitFor(); stage.server().endSessions(); await page.evaluate("dispatchEvent(new Event('dayshift:not-signed-in'))"); } },
];
const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };
const LOOKS = Object.entries(SIZES).flatMap(([size, viewport]) => (['light', 'dark'] as const).map((colorScheme) => ({ size, viewport, colorScheme })));

describe.each(LOOKS)('on a $size, $colorScheme', ({ size, viewport, colorScheme }) => {
  it.each(STATES)('$name', async ({ name, path = '', options, person, shown, then }) => {
    const page = await stage.open('/#/nowhere', options, { viewport, colorScheme, reducedMotion: 'reduce' });
    if (person) await signInAs(page, person);
    await page.evaluate(`location.hash = '${path || '#/'}'`);
    await then?.(page);
    await page.locator(shown).first().waitFor();
    await keepPicture(page, `${name} ${size} ${colorScheme}`);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(await brokenRules(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });
});
