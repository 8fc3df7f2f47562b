// Can what is over be found again, read and taken away, and is none of it more than text? A real browser.
import { whenTrue } from './browser';
import { HOSTILE, RAN } from './fixture/hostile';
import { setUpPage } from './stage';

const stage = setUpPage();
const hash = 'decodeURIComponent(location.hash)';

describe('history', () => {
  it('shows a page of ten thousand, and the next one where the reader is', async () => {
    const page = await stage.open('/#/history', { past: 10_000 });
    await page.getByText('50 of about 10,000 incidents').waitFor();
    await page.getByRole('button', { name: 'Show 50 more' }).click();
    await page.getByText('100 of about 10,000 incidents').waitFor();
    expect(await page.locator('.past').count()).toBe(100);
    expect(stage.faults()).toEqual([]);
  });

  it('finds by words and filters, and says so in an address that can be shared', async () => {
    const page = await stage.open('/#/history', { past: 200 });
    await page.getByRole('searchbox', { name: 'Words' }).fill('evening import');
    await page.keyboard.press('Enter');
    await page.getByText('50 incidents').waitFor();
    await page.getByRole('combobox', { name: 'Service' }).selectOption('checkout');
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Fixed');
    await whenTrue(page, `${hash} === '#/history?q=evening+import&service=checkout&outcome=fixed'`);
    await page.getByText(/^9 incidents$/).waitFor();
    expect(new Set(await page.locator('.past .past-what > span').allTextContents())).toEqual(new Set(['checkout · △ high']));
    const link = await page.getByRole('link', { name: 'CSV of these incidents' }).getAttribute('href');
    expect(link).toBe('/api/v1/incidents/export?q=evening+import&service=checkout&outcome=fixed&format=csv');
    await page.reload();
    await page.getByText(/^9 incidents$/).waitFor();
    expect(await page.getByRole('searchbox', { name: 'Words' }).inputValue()).toBe('evening import');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('50 of about 200 incidents').waitFor();
    await whenTrue(page, `${hash} === '#/history'`);
    expect(stage.faults()).toEqual([]);
  });

  it('takes days as the reader writes them, and says when nothing fits', async () => {
    const page = await stage.open('/#/history?from=2001-01-01&to=2001-12-31', { past: 20 });
    await page.getByText('No closed incident fits.').waitFor();
    expect(await page.getByLabel('Closed from').inputValue()).toBe('2001-01-01');
    await page.getByLabel('to', { exact: true }).fill('2199-12-31');
    await page.getByText('20 incidents').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('goes back to what was asked for before', async () => {
    const page = await stage.open('/#/history?service=search', { past: 30 });
    await page.getByText('10 incidents').waitFor();
    await page.evaluate("location.hash = '#/history?service=storefront&severity=critical'");
    await page.getByRole('heading', { name: 'Customers cannot log in' }).first().waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Search index is stale' }).first().waitFor();
    expect(await page.getByRole('combobox', { name: 'Service' }).inputValue()).toBe('search');
    expect(stage.faults()).toEqual([]);
  });

  it('tells how long each step took, in words too', async () => {
    const page = await stage.open('/#/history', { past: 6 });
    const rows = page.locator('.past');
    await rows.nth(0).locator('small').getByText('deploy 2 min').waitFor();
    expect(await rows.nth(0).locator('.took small > span').allTextContents()).toEqual([' detect 30 s', ' assign 1 min', ' fix 10 min', ' deploy 2 min']);
    await rows.nth(2).getByText('not recovered by a fix').waitFor();
    await rows.nth(5).getByText('how long its steps took is not in the archive yet').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('opens the story in place by keyboard, with its tables and lists', async () => {
    const page = await stage.open('/#/history', { past: 3 });
    await page.locator('.past-story summary').first().focus();
    await page.keyboard.press('Enter');
    const story = page.locator('.past-story').first();
    await story.getByRole('heading', { level: 3, name: 'Customers cannot log in' }).waitFor();
    await story.getByRole('columnheader', { name: 'recover' }).waitFor();
    await story.getByText('☐ Mend the flaky test').waitFor();
    expect(await story.getByRole('link', { name: 'Save it as Markdown' }).getAttribute('download')).toMatch(/\.md$/);
    expect(stage.faults()).toEqual([]);
  });

  it('says what is wrong when it cannot be had, and keeps the filter', async () => {
    const page = await stage.open('/#/history?q=login', { broken: true });
    await page.getByText('Temporal cannot be reached').waitFor();
    expect(await page.getByRole('searchbox', { name: 'Words' }).inputValue()).toBe('login');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('numbers', () => {
  it('are asked for over a period and of a service, beside the period before, and are a table too', async () => {
    const page = await stage.open('/#/numbers', {});
    const shop = page.getByRole('region', { name: /^storefront/ });
    await shop.getByText('before 40 min, better').waitFor();
    await page.getByRole('combobox', { name: 'Over' }).selectOption('52 weeks');
    await page.getByRole('combobox', { name: 'of' }).selectOption('storefront');
    await whenTrue(page, `${hash} === '#/numbers?weeks=52&service=storefront'`);
    await shop.getByText('As a table').click();
    await shop.getByRole('row', { name: /^52 weeks before 7 40 min 10 %/ }).waitFor();
    expect(await shop.getByRole('row').count()).toBe(55);
    expect(await page.getByRole('region', { name: /^checkout/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'JSON of these figures' }).getAttribute('href')).toBe('/api/v1/dora/export?weeks=52&service=storefront&format=json');
    expect(stage.faults()).toEqual([]);
  });
});

describe('the tests of a service', () => {
  it('have their rates by week, their cells as a grid with words, and what is in quarantine with what is due', async () => {
    const page = await stage.open('/#/services/storefront/tests', {});
    await page.getByRole('img', { name: /^Flaky rate, 12 weeks: .*%/ }).waitFor();
    await page.getByRole('row', { name: 'pixel-8 no such cell 9 failed, 1 flaky of 24 runs' }).waitFor();
    const quarantine = page.getByRole('region', { name: /^In quarantine/ });
    await quarantine.getByText('✕ 1 to be reviewed').waitFor();
    await quarantine.getByText('given by olga').waitFor();
    await page.getByRole('combobox', { name: 'Over' }).selectOption('4 weeks');
    await page.getByRole('img', { name: /^Flaky rate, 4 weeks/ }).waitFor();
    await page.getByLabel('Find').fill('basket');
    await whenTrue(page, `${hash} === '#/services/storefront/tests?weeks=4&q=basket'`);
    await page.getByText('1 of 3 tests').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('say when the pipeline file could not be read', async () => {
    const page = await stage.open('/#/services/search/tests', {});
    await page.getByText('The pipeline file could not be read, so its entries are not here: there was no answer within 10 s.').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the findings of a service', () => {
  it('are told by week with what each figure means, where new ones were found, and what is suppressed until when', async () => {
    const page = await stage.open('/#/services/storefront/tests', {});
    await page.getByRole('link', { name: 'Findings of storefront' }).click();
    await page.getByRole('heading', { level: 1, name: 'Findings of storefront' }).waitFor();
    await page.getByRole('img', { name: /^New findings of storefront, 12 weeks: / }).waitFor();
    await page.getByText('What the candidate shared with the running release').waitFor();
    await page.getByText('✕ Due: ended').waitFor();
    expect(await page.getByRole('region', { name: /^Where something new was found/ }).getByRole('link').first().getAttribute('href')).toBe('#/incidents/storefront.LoginRefused.0a9b8c7d');
    expect(stage.faults()).toEqual([]);
  });
});

it.each(['#/history', '#/numbers', '#/services/storefront/tests', '#/services/storefront/findings'])('%s shows what came from outside as text, and holds on a phone', async (path) => {
  const page = await stage.open(`/${path}`, { hostile: true, past: 5 }, { viewport: { width: 390, height: 844 } });
  if (path === '#/history') await page.locator('.past-story summary').first().click();
  await page.locator(path === '#/history' ? '.prose h3' : '.panel h2').first().waitFor();
  await page.locator('main .panel').getByText(HOSTILE.script).first().waitFor();
  expect(await page.locator('main script, main iframe, main img, main a[href^="javascript:"]').count()).toBe(0);
  expect(await page.title()).not.toContain(RAN);
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(stage.faults()).toEqual([]);
});
