// Do the pages beside the incidents say what is wrong and what to do: alerts that belong nowhere, and the set-up? A real browser.
import { positionOf } from './fixture/world';
import { secretOf } from './fixture/session';
import { setUpPage } from './stage';

const stage = setUpPage();
const COPYING = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('unrouted alerts', () => {
  it('are counted in the bar, and each says why and which row would take it', async () => {
    const page = await stage.open('/', {});
    await page.getByRole('link', { name: 'Unrouted 3' }).click();
    await page.getByRole('heading', { level: 1, name: 'Unrouted alerts' }).waitFor();
    const disk = page.getByRole('article', { name: 'DiskAlmostFull' });
    await disk.getByText('alertmanager · 41 times').waitFor();
    await disk.getByText('no service has a matching row: labels alertname=DiskAlmostFull, job=billing').waitFor();
    expect(await disk.locator('pre').textContent()).toBe('alerts:\n  - source: alertmanager\n    labels:\n      alertname: DiskAlmostFull\n      job: billing\n      namespace: billing');
    await page.getByText('2 older alerts made room for newer ones.').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('show what came from outside as text, and warn of a row that takes too much', async () => {
    const page = await stage.open('/#/unrouted', {});
    await page.getByText('TypeError in <script>alert(1)</script>').waitFor();
    await page.getByText('this row takes every alert of generic').waitFor();
    expect(await page.locator('main script').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('copy their row', async () => {
    const page = await stage.open('/#/unrouted', {}, COPYING);
    await page.getByRole('article', { name: 'DiskAlmostFull' }).getByRole('button', { name: 'Copy the row' }).click();
    await page.getByText('✓ Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('alertname: DiskAlmostFull');
    expect(stage.faults()).toEqual([]);
  });

  it('select their row where copying is not allowed', async () => {
    const page = await stage.open('/#/unrouted', {});
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"))');
    await page.getByRole('article', { name: 'DiskAlmostFull' }).getByRole('button', { name: 'Copy the row' }).click();
    await page.getByText('Selected; copy it with Ctrl-C').waitFor();
    expect(await page.evaluate('String(getSelection())')).toContain('alertname: DiskAlmostFull');
    expect(stage.faults()).toEqual([]);
  });

  it('are dismissed by a signed-in person, one by one, until none is left', async () => {
    const page = await stage.open('/#/unrouted', {});
    await page.getByRole('button', { name: 'Sign in to dismiss it' }).first().click();
    await page.keyboard.type(secretOf('sam'));
    await page.keyboard.press('Enter');
    for (const name of ['DiskAlmostFull', 'TypeError', 'Something']) {
      await page.getByRole('button', { name: `Dismiss ${name}` }).click();
      await page.getByRole('article', { name }).waitFor({ state: 'detached' });
    }
    await page.getByText('✓ Every alert belongs to a service.').waitFor();
    expect(await page.getByRole('link', { name: 'Unrouted', exact: true }).count()).toBe(1);
    expect(stage.faults()).toEqual([]);
  });

  it('are said to be none, and what is wrong when they cannot be had', async () => {
    const page = await stage.open('/#/unrouted', { empty: true });
    await page.getByText('✓ Every alert belongs to a service.').waitFor();
    expect(await page.locator('.badge').count()).toBe(0);
    const refused = await stage.open('/#/unrouted', { broken: true });
    await refused.getByText('Temporal cannot be reached').waitFor();
    await refused.getByRole('button', { name: 'Try again' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('set-up', () => {
  it('shows what is broken first, then what is doubtful, with what to do; what is well is folded where something is not', async () => {
    const page = await stage.open('/#/setup', {});
    await page.getByText('✕ 1 broken, 2 doubtful').waitFor();
    expect(await page.locator('main section h2').allTextContents()).toEqual(['People 1 broken, 2 well', 'Duty 2 doubtful', 'Gates 1 well', 'Parts 3 well']);
    await page.getByText('`duty` reaches nobody: checkout has no duty roster').waitFor();
    await page.getByText('→ Give checkout a `duty` roster in dayshift.yaml').waitFor();
    expect(await page.getByText('reaches Paula by slack and smtp').first().isVisible()).toBe(false);
    expect(await page.getByText('214 records').isVisible()).toBe(true);
    expect(stage.faults()).toEqual([]);
  });

  it('is looked at again on request', async () => {
    const page = await stage.open('/#/setup', { healthy: true });
    const at = page.locator('.turn time');
    const before = await at.getAttribute('datetime') ?? '';
    await page.getByText('✓ Everything is well').waitFor();
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.locator(`.turn time:not([datetime="${before}"])`).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('says what is wrong when the doctor cannot be asked', async () => {
    const page = await stage.open('/#/setup', { broken: true });
    await page.getByText('Temporal cannot be reached').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the tests of a service', () => {
  it('are reached from the board, the troublesome first, each with its latest results', async () => {
    const page = await stage.open('/', {});
    await page.getByRole('link', { name: 'tests of storefront' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tests of storefront' }).waitFor();
    expect(await page.locator('.histories li > b').allTextContents()).toEqual(['login › keeps the basket', 'login › accepts the e-mail in any letter case', 'login › logs out']);
    await page.getByText('ran 12 times, flaked 3').waitFor();
    await page.getByRole('img', { name: /^The latest 12 results, newest first: passed, passed, flaky, passed/ }).waitFor();
    await page.getByLabel('Find').fill('logs out');
    await page.getByText('1 of 3 tests').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('are said to be none, and what is wrong when they cannot be had', async () => {
    const page = await stage.open('/#/services/storefront/tests', { empty: true });
    await page.getByText('No test has run yet.').waitFor();
    const refused = await stage.open('/#/services/storefront/tests', { broken: true });
    await refused.getByText('Temporal cannot be reached').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('services', () => {
  it('show for each what is left, what runs where, who has the lane and what is open', async () => {
    const page = await stage.open('/#/services', { tale: 'release', position: positionOf('canaryMoved', 1, 'release') });
    const shop = page.getByRole('article', { name: /^storefront/ });
    await shop.getByText('38 % left').waitFor();
    await shop.getByText('50 % to 1.4.1').waitFor();
    await shop.getByRole('link', { name: 'held by Customers cannot log in' }).waitFor();
    await page.getByRole('article', { name: /^checkout/ }).getByText('overspent by 35 %').waitFor();
    const search = page.getByRole('article', { name: /^search/ });
    await search.getByText('what is open is unknown').waitFor();
    expect(await search.locator('dd.soft, dd .soft').allTextContents()).toEqual(['unknown', 'unknown']);
    expect(stage.faults()).toEqual([]);
  });

  it('are reached from the bar, and say what is wrong when they cannot be had', async () => {
    const page = await stage.open('/', { empty: true });
    await page.getByRole('link', { name: 'Services' }).click();
    await page.getByText('No service is known.').waitFor();
    const refused = await stage.open('/#/services', { broken: true });
    await refused.getByText('Temporal cannot be reached').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('let an operations engineer open a lane from there', async () => {
    const page = await stage.open('/#/services', { tale: 'release', position: positionOf('laneMoved', 2, 'release') });
    await page.getByRole('button', { name: 'Sign in to open it' }).click();
    await page.keyboard.type(secretOf('olga'));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open the lane…' }).click();
    await page.keyboard.type('looked at it');
    await page.getByRole('button', { name: 'Open the lane', exact: true }).click();
    await page.getByText('✓ The lane is open.').waitFor();
    expect(stage.server().said).toMatchObject([{ by: 'olga', word: 'open', body: { reason: 'looked at it' } }]);
    expect(stage.faults()).toEqual([]);
  });
});

describe('numbers', () => {
  it('stand beside what they mean, week by week, and what tells nothing is no zero', async () => {
    const page = await stage.open('/', {});
    await page.getByRole('link', { name: 'Numbers' }).click();
    const shop = page.getByRole('region', { name: /^storefront/ });
    await shop.getByText('From the commit until it is live for everybody; the median.').waitFor();
    await shop.getByText('1.5 a week').waitFor();
    await shop.getByRole('img', { name: /^Change fail rate of storefront, 6 weeks: 2026-W05 0 %; .*2026-W10 33 %$/ }).waitFor();
    expect(await page.getByRole('region', { name: /^checkout/ }).getByText('nothing to tell it by', { exact: true }).count()).toBe(4);
    expect(stage.faults()).toEqual([]);
  });

  it('are said to be missing before the first incident is closed', async () => {
    const page = await stage.open('/#/numbers', { empty: true });
    await page.getByText('Nothing to tell them by yet.').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
