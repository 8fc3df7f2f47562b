// Can everybody use it? The rules of axe on every page, in light and dark, wide and on a phone. A real browser.
import { readFile } from 'node:fs/promises';
import { signInAs, whenTrue } from './browser';
import type { Page } from 'playwright-core';
import type { FixtureOptions } from './fixture/server';
import { LENGTH_OF_DAY, positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();

interface Case { name: string; path: string; options: FixtureOptions; token?: string; shown: string }
const CASES: Case[] = [
  { name: 'the board', path: '/', options: { position: positionOf('decisionAwaited') }, token: 'token-paula', shown: 'section[aria-labelledby=mine] a.row' },
  { name: 'a crowded board', path: '/', options: { position: positionOf('signOffAsked'), crowd: 120 }, shown: 'a.row' },
  { name: 'an empty board', path: '/', options: { empty: true }, shown: '.empty' },
  { name: 'assessing', path: INCIDENT, options: { position: positionOf('tellingFailed') + 1 }, token: 'token-paula', shown: '.turn button.go' },
  { name: 'fixing', path: INCIDENT, options: { tale: 'night', position: positionOf('helperJoined', 1, 'night') }, token: 'token-ravi', shown: '.ladder .held' },
  { name: 'running', path: INCIDENT, options: { position: positionOf('cellFinished', 3) }, shown: '.cells' },
  { name: 'a sign-off', path: INCIDENT, options: { position: positionOf('signOffAsked') }, shown: '#decision' },
  { name: 'a closed day', path: INCIDENT, options: { position: LENGTH_OF_DAY }, shown: '.turn.ok' },
  { name: 'a day that recovered', path: INCIDENT, options: { tale: 'recovered' }, shown: '.reopens' },
  { name: 'a flood', path: INCIDENT, options: { tale: 'flood', impact: 'silent' }, token: 'token-olga', shown: '.untold' },
  { name: 'a gate\'s answer', path: INCIDENT, options: { tale: 'pipeline', position: positionOf('fixAwaited', 1, 'pipeline') }, token: 'token-maya', shown: '.answer .shot img' },
  { name: 'cells that wait for a slot', path: INCIDENT, options: { tale: 'pipeline', position: positionOf('cellFinished', 3, 'pipeline') }, shown: '.cell.queued' },
  { name: 'a gate that asks', path: INCIDENT, options: { tale: 'pipeline', position: positionOf('gateAsked', 1, 'pipeline') }, token: 'token-dev', shown: '.gate button.go' },
  { name: 'a gate that noise holds', path: INCIDENT, options: { tale: 'pipeline', position: positionOf('gateAsked', 2, 'pipeline') }, shown: '.bar.dots' },
  { name: 'findings', path: INCIDENT, options: { tale: 'pipeline', position: positionOf('fixAwaited', 2, 'pipeline') }, shown: '.findings li.fresh' },
  { name: 'a fix that asks less', path: INCIDENT, options: { tale: 'pipeline' }, token: 'token-olga', shown: '.weakens' },
  { name: 'a card of two parties', path: INCIDENT, options: { tale: 'release', position: positionOf('signOffDelegated', 1, 'release') }, token: 'token-otto', shown: '.decision .budget' },
  { name: 'a canary', path: INCIDENT, options: { tale: 'release', position: positionOf('canaryMoved', 2, 'release') }, shown: '.canary .stopped' },
  { name: 'a lane that waits for a person', path: INCIDENT, options: { tale: 'release', position: positionOf('laneMoved', 2, 'release') }, token: 'token-paula', shown: '.lane .shut button' },
  { name: 'a watch that asks', path: INCIDENT, options: { tale: 'release', position: positionOf('keepOrRollBackAsked', 1, 'release') }, token: 'token-olga', shown: '.burns .bad' },
  { name: 'a release that came back', path: INCIDENT, options: { tale: 'release' }, token: 'token-olga', shown: '.deployments' },
  { name: 'touched glass', path: INCIDENT, options: { tale: 'frozen', position: positionOf('glassTouched', 1, 'frozen') }, token: 'token-olga', shown: '.glass' },
  { name: 'the services', path: '/#/services', options: { tale: 'release', position: positionOf('laneMoved', 2, 'release') }, token: 'token-olga', shown: '.service .shut button' },
  { name: 'the numbers', path: '/#/numbers', options: {}, shown: '.weeks' },
  { name: 'the tests of a service', path: '/#/services/storefront/tests', options: {}, shown: '.histories' },
  { name: 'unrouted alerts', path: '/#/unrouted', options: {}, token: 'token-sam', shown: '.unrouted' },
  { name: 'the set-up', path: '/#/setup', options: {}, shown: '.found' },
  { name: 'a fault', path: '/', options: { broken: true }, shown: '.fault' },
];

/** Rules that are broken, with where; what axe could not decide is not among them. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`);
}

async function openCase({ path, options, token, shown }: Case, context: Parameters<typeof stage.open>[2]): Promise<Page> {
  const page = await stage.open('/#/nowhere', options, context);
  if (token) await signInAs(page, token.replace('token-', ''));
  await page.evaluate(`location.hash = '${path.slice(1).replace(/^#?/, '#')}'`);
  await page.locator(shown).first().waitFor();
  return page;
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(CASES)('$name has nothing against the rules', async (one) => {
    const page = await openCase(one, { colorScheme, reducedMotion: 'reduce' });
    expect(await broken(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });
});

it.each(CASES)('$name fits a phone, hangs over nowhere, and has nothing against the rules', async (one) => {
  const page = await openCase(one, { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(await broken(page)).toEqual([]);
  expect(stage.faults()).toEqual([]);
});

it('an open word, by keyboard alone, has nothing against the rules', async () => {
  const page = await openCase(CASES[4] as Case, { reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Hand over…' }).focus();
  await page.keyboard.press('Enter');
  await whenTrue(page, 'document.activeElement?.tagName === "SELECT"');
  await page.keyboard.press('Tab');
  await whenTrue(page, 'document.activeElement?.tagName === "TEXTAREA"');
  expect(await broken(page)).toEqual([]);
  expect(stage.faults()).toEqual([]);
});
