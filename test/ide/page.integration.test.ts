// Does the page work as the editor shows it: under its policy, in each theme, by keyboard, and whatever tools and people wrote?
import type { Browser } from 'playwright-core';
import { impactLine, incidentPage } from '../../ide/vscode/src/page/incident-page';
import type { Actor } from '../../ide/vscode/src/page/offers';
import type { IncidentPage } from '../../ide/vscode/src/page/page-model';
import { until } from '../api/until';
import { brokenRules } from '../dashboard/axe';
import { launchBrowser } from '../dashboard/browser';
import { RAN, hostileIn } from '../dashboard/fixture/hostile';
import { positionOf, sceneAt } from '../dashboard/fixture/world';
import { openInChromium, servePage } from './page-stage';
import type { Opened, PageStage, Theme } from './page-stage';

const set: { browser?: Browser; stage?: PageStage; opened: Opened[] } = { opened: [] };
beforeAll(async () => { [set.browser, set.stage] = await Promise.all([launchBrowser(), servePage()]); }, 120_000);
afterEach(async () => { await Promise.all(set.opened.splice(0).map((one) => one.close())); });
afterAll(async () => { await set.browser?.close(); await set.stage?.close(); });

const now = Date.now();
const MAYA: Actor = { kind: 'person', id: 'maya', scopes: ['read', 'act'] };
const OLGA: Actor = { ...MAYA, id: 'olga' };
const view = (kind: Parameters<typeof positionOf>[0], nth = 1) => sceneAt(positionOf(kind, nth), now).view;

async function open(page: IncidentPage, look: Parameters<typeof openInChromium>[2] = {}): Promise<Opened> {
  if (!set.browser || !set.stage) throw new Error('The browser did not start.');
  const opened = await openInChromium(set.browser, set.stage, look);
  set.opened.push(opened);
  await opened.tell({ kind: 'page', page });
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

const SCENES = {
  assigned: () => incidentPage(view('assigned'), MAYA, now),
  failed: () => incidentPage(sceneAt(positionOf('fixAwaited', 1, 'pipeline') || positionOf('gateJudged', 1, 'pipeline'), now, 'pipeline').view, MAYA, now),
  decide: () => incidentPage(view('signOffAsked'), OLGA, now),
};

it.each((['light', 'dark', 'contrast'] as Theme[]).flatMap((theme) => [400, 900].map((width) => [theme, width] as const)))('reads well and breaks no rule of accessibility: %s, %d pixels', async (theme, width) => {
  for (const [name, scene] of Object.entries(SCENES)) {
    const { page, faults, shot } = await open(scene(), { theme, width });
    await shot(`${name}-${theme}-${width}`);
    expect(faults).toEqual([]);
    expect(await brokenRules(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
});

it('nothing that tools or people wrote ever runs, loads or becomes a link', async () => {
  for (const scene of [view('assigned'), view('fixAwaited', 2), view('signOffAsked')]) {
    const { page, faults, shot } = await open(incidentPage(hostileIn(scene), OLGA, now), { width: 400 });
    await shot('hostile');
    expect([await page.title(), faults]).toEqual(['dayshift', []]);
    expect(await page.title()).not.toBe(RAN);
    expect(await page.evaluate("document.querySelectorAll('#page script, #page img, #page iframe, #page a, #page [style]').length")).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
});

it('asks for what is clicked, and for nothing that is not possible', async () => {
  const { page, asked } = await open(SCENES.assigned());
  await page.getByRole('button', { name: 'Start fix' }).click();
  await page.getByRole('button', { name: 'Compare src/login/login.ts' }).click();
  await page.getByRole('button', { name: 'Runbook: logins' }).click();
  expect(await asked()).toEqual([{ kind: 'ready' }, { kind: 'deed', deed: 'startFix' }, { kind: 'diff', path: 'src/login/login.ts' }, { kind: 'link', url: 'https://runbooks.example.org/logins' }]);
  const join = page.getByRole('button', { name: 'Join as a helper' });
  expect([await join.getAttribute('aria-disabled'), await join.getAttribute('title')]).toEqual(['true', 'It is your own incident.']);
  await join.click({ force: true });
  expect(await asked()).toHaveLength(4);
});

it('keeps the focus, what is unfolded and the place when the incident changes', async () => {
  const before = SCENES.assigned();
  const { page, tell } = await open(before, { width: 400 });
  await page.getByText('How it was measured').click();
  await page.getByRole('button', { name: 'Compare src/login/customers.ts' }).focus();
  await page.evaluate('scrollTo(0, 500)');
  await tell({ kind: 'page', page: { ...incidentPage(view('fixAwaited', 2), MAYA, now), title: 'Another title' } });
  await page.getByRole('heading', { name: 'Another title' }).waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Compare src/login/customers.ts');
  expect(await page.evaluate('document.querySelector("#impact ~ details").open')).toBe(true);
  expect(await page.evaluate<number>('scrollY')).toBeGreaterThan(300);
});

it('comes back where it was after a reload, and shows the card when it is asked to', async () => {
  const page = SCENES.decide();
  const back = await open(page, { width: 400, state: { id: page.id, scroll: 420 } });
  expect(await back.page.evaluate('scrollY')).toBe(420);
  await back.tell({ kind: 'show', section: 'decision' });
  await until(() => back.page.evaluate<string>('document.activeElement.id'), (id) => id === 'decision', 'the card has the focus');
  await until(() => back.page.evaluate<{ id?: string }>('host.state'), ({ id }) => id === page.id, 'the state is kept');
});

it('says quietly what changed, and that dayshift is away', async () => {
  const { page, tell } = await open(SCENES.assigned());
  await tell({ kind: 'away', why: 'dayshift does not answer.' });
  await page.getByText('dayshift does not answer.').waitFor();
  expect(await page.locator('.unseen').textContent()).toBe(`Your turn: push a fix to ${SCENES.assigned().branch}.`);
  expect(await page.getByRole('main').textContent()).toContain(impactLine(view('assigned')));
  await tell({ kind: 'page', page: null } as never);
  await tell({ kind: 'away', why: '' });
  await page.getByText('dayshift does not answer.').waitFor({ state: 'detached' });
});

it('everything can be reached and done by keyboard', async () => {
  const { page, asked } = await open(SCENES.assigned());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await asked()).toContainEqual({ kind: 'deed', deed: 'startFix' });
});
