// Does the first page show who is awaited and what runs, live? A real browser on a server with dayshift's paths.
import { LENGTH_OF_DAY, positionOf } from './fixture/world';
import { signInAs } from './browser';
import { secretOf } from './fixture/session';
import { setUpPage } from './stage';

const stage = setUpPage();

describe('now', () => {
  it('shows who is awaited first, the gravest on top, and what runs in production', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked') });
    await page.getByText('Customers cannot log in').waitFor();
    const rows = await page.locator('section[aria-labelledby=open] .what b').allTextContents();
    expect(rows).toEqual(['Customers cannot log in', 'Receipts are not sent', 'Checkout answers slowly']);
    await page.getByText('The operations engineer’s turn').waitFor();
    await page.getByText('held by Checkout answers slowly').waitFor();
    expect(await page.locator('section[aria-labelledby=closed] .what b').allTextContents()).toEqual(['Search index is stale']);
    expect(stage.faults()).toEqual([]);
  });

  it('shows first what needs the person who is signed in, with the deadline, and how many customers told of it', async () => {
    const page = await stage.open('/', { position: positionOf('assigned') - 1 });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.keyboard.type(secretOf('paula'));
    await page.keyboard.press('Enter');
    const mine = page.locator('section[aria-labelledby=mine]');
    await mine.getByText(/Your turn — assign a developer, 1\d:\d\d left/).waitFor();
    await mine.getByText('2 customers told of it').waitFor();
    expect(await mine.locator('.what b').allTextContents()).toEqual(['Customers cannot log in']);
    expect(await page.locator('section[aria-labelledby=open] .what b').allTextContents()).toEqual(['Receipts are not sent', 'Checkout answers slowly']);
    await page.getByRole('banner').getByText('Paula').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('tells a person for whom nothing waits that it is so, and shows everything as before after signing out', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked') });
    await signInAs(page, 'sam');
    await page.getByText('✓ Nothing waits for you, Sam.').waitFor();
    expect(await page.locator('section[aria-labelledby=open] a.row').count()).toBe(3);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('section[aria-labelledby=mine]').waitFor({ state: 'detached' });
    expect(stage.faults()).toEqual([]);
  });

  it('keeps a crowd short, who is needed most first, and brings the rest a page at a time', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked'), crowd: 297 });
    const rows = page.locator('section[aria-labelledby=open] > .rows a.row');
    await page.getByRole('button', { name: '260 more', exact: true }).click();
    await rows.nth(99).waitFor();
    expect(await rows.count()).toBe(100);
    await page.getByRole('button', { name: '200 more, less urgent' }).click();
    await rows.nth(100).waitFor();
    const shown = await rows.count();
    await page.getByRole('button', { name: `${300 - shown} more, less urgent` }).click();
    await rows.nth(shown).waitFor();
    await page.getByText(/What is beyond the first 100 is as of \d\d:\d\d:\d\d/).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('finds one among many by words, also beyond what is live, and keeps the search in the address', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked'), crowd: 1200 });
    await page.locator('a.row').first().waitFor();
    await page.getByRole('searchbox').fill('number 1200');
    const rows = page.locator('section[aria-labelledby=open] > .rows a.row');
    await rows.filter({ hasText: 'Trouble number 1200' }).waitFor();
    expect(await rows.count()).toBe(1);
    await page.getByText('1 of 1,203').waitFor();
    expect(await page.evaluate('location.hash')).toBe('#/?q=number+1200');
    await page.reload();
    await rows.filter({ hasText: 'Trouble number 1200' }).waitFor();
    await page.getByRole('link', { name: 'Now' }).click(); // the page itself, without what was sought
    await rows.nth(1).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await page.getByRole('searchbox').fill('nothing is called so');
    await page.getByText('None of 1,203 open incidents is like that.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('Customers cannot log in').waitFor();
    expect(await page.evaluate('location.hash')).toBe('#/');
    expect(stage.faults()).toEqual([]);
  });

  it('narrows to a service or a severity, and orders anew', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked'), crowd: 3 });
    const titles = page.locator('section[aria-labelledby=open] .what b');
    await titles.first().waitFor();
    await page.getByRole('combobox', { name: 'Service' }).selectOption('crowd');
    await titles.nth(3).waitFor({ state: 'detached' });
    expect(await titles.allTextContents()).toEqual(['Trouble number 1', 'Trouble number 3', 'Trouble number 2']);
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('low');
    await titles.nth(1).waitFor({ state: 'detached' });
    expect(await titles.allTextContents()).toEqual(['Trouble number 2']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await titles.nth(3).waitFor();
    await page.getByRole('combobox', { name: 'Order' }).selectOption('severity');
    await titles.first().filter({ hasText: 'Customers cannot log in' }).waitFor();
    expect((await titles.allTextContents()).slice(0, 2)).toEqual(['Customers cannot log in', 'Checkout answers slowly']);
    expect(stage.faults()).toEqual([]);
  });

  it('moves an incident to the closed ones by itself', async () => {
    const page = await stage.open('/', { position: positionOf('watchStarted') });
    await page.locator('section[aria-labelledby=open]').getByText('Customers cannot log in').waitFor();
    stage.server().moveTo(LENGTH_OF_DAY);
    await page.locator('section[aria-labelledby=closed]').getByText('Customers cannot log in').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('says that nothing is open, and what is wrong when the API refuses', async () => {
    const page = await stage.open('/', { position: 1, empty: true });
    await page.getByText('Nothing is open.').waitFor();
    expect(await page.getByText('The last one').count()).toBe(0);
    const refused = await stage.open('/', { position: 1, broken: true });
    await refused.getByText('Temporal cannot be reached').waitFor();
    await refused.getByText('Check its address in dayshift.yaml').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('is used by keyboard alone', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked') });
    await page.getByText('Customers cannot log in').waitFor();
    for (let presses = 0; presses < 12 && !(await page.evaluate('document.activeElement.matches("a.row")')); presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Customers cannot log in' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
