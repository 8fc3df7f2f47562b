// Does the set-up say who gets in and who did what, and can an administrator change it? A real browser.
import type { Page } from 'playwright-core';
import type { FixtureOptions } from './fixture/server';
import { secretOf } from './fixture/session';
import { setUpPage } from './stage';

const stage = setUpPage();

/** The page, as that person sees it. */
async function openAs(person: string | undefined, part: string, options: FixtureOptions = {}, context: Parameters<typeof stage.open>[2] = {}): Promise<Page> {
  const page = await stage.open(person ? `/#/sign-in/${secretOf(person)}` : '/#/setup', options, context);
  if (person) await page.getByRole('heading', { level: 1, name: /^✓?\s?You are/ }).waitFor();
  await page.evaluate(`location.hash = '#/setup?part=${part}'`);
  await page.locator('.parts a[aria-current=page]').waitFor();
  return page;
}

const OPEN = ['Only administrators see tokens and links.', 'They are the people whom'];

describe('who may', () => {
  it('is said to those who are not signed in, and they can sign in there', async () => {
    const page = await openAs(undefined, 'access');
    for (const text of OPEN) await page.getByText(text).waitFor();
    await page.locator('.shut').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('region', { name: 'Sign in' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('is said to those who are no administrators', async () => {
    const page = await openAs('maya', 'audit');
    await page.getByText('Only administrators see the audit.').waitFor();
    await page.getByText('You are Maya, who is none of them.').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('tokens and links', () => {
  it('say for whom they are, what they may, how long, and how it is with them', async () => {
    const page = await openAs('paula', 'access');
    const tokens = page.getByRole('region', { name: /^Tokens/ });
    expect(await tokens.locator('.entries > li > span').filter({ visible: true }).allTextContents()).toEqual(['✓ good', '◔ ends soon', '✓ good']);
    await tokens.getByText('It ends when it is taken out of the file').waitFor();
    await tokens.getByText('2 that are over').click();
    await tokens.getByText('lost on the train').waitFor();
    expect(await tokens.getByRole('button', { name: /^End/ }).count()).toBe(2);
    expect(stage.faults()).toEqual([]);
  });

  it('are made: the secret is shown once, is copied by one press, and does not come back', async () => {
    const page = await openAs('paula', 'access', {}, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Make a token…' }).click();
    await page.keyboard.type('Ravi’s new laptop');
    await page.getByLabel('The person’s id in dayshift.yaml').fill('ravi');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('It is shown this once and never again').waitFor();
    await page.getByRole('button', { name: 'Copy the token' }).click();
    await page.getByText(/✓ copied/i).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^dayshift_/);
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.getByText('Ravi’s new laptop', { exact: true }).first().waitFor();
    expect(await page.locator('main').textContent()).not.toContain('dayshift_made');
    expect(stage.faults()).toEqual([]);
  });

  it('that are refused say why, and nothing that was typed is lost', async () => {
    const page = await openAs('paula', 'access');
    await page.getByRole('button', { name: 'Make a token…' }).click();
    await page.getByLabel('What is it for?').fill('a laptop');
    await page.getByLabel('The person’s id in dayshift.yaml').fill('nobody');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('There is no person "nobody" in the team.').waitFor();
    expect(await page.getByLabel('What is it for?').inputValue()).toBe('a laptop');
    await page.keyboard.press('Escape');
    await page.locator('button:focus', { hasText: 'Make a token…' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('are made for a stakeholder, who follows a link', async () => {
    const page = await openAs('paula', 'access');
    await page.getByRole('button', { name: 'Make a link…' }).click();
    await page.keyboard.type('an investor');
    await page.keyboard.press('Enter');
    await page.getByText('http://127.0.0.1:8080/#/sign-in/dayshift_').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('are ended after one more question', async () => {
    const page = await openAs('paula', 'access');
    await page.getByRole('button', { name: 'End… Maya’s laptop' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'End… Maya’s laptop' }).click();
    await page.getByText('it cannot be taken back').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('3 that are over').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the audit', () => {
  it('says who did what and who was refused, by page', async () => {
    const page = await openAs('paula', 'audit', { huge: true });
    await page.getByText('50 entries, and older ones').waitFor();
    await page.getByRole('button', { name: 'Older ones' }).click();
    await page.getByText('100 entries, and older ones').waitFor();
    expect(await page.locator('.entries > li').count()).toBe(100);
    expect(stage.faults()).toEqual([]);
  });

  it('is asked for one person and one outcome, and taken away as asked', async () => {
    const page = await openAs('paula', 'audit');
    await page.getByLabel('Who').fill('person maya');
    await page.getByLabel('Outcome').selectOption('refused');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('1 entry, all there are').waitFor();
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/api/v1/audit/export?who=person+maya&outcome=refused&format=csv');
    await page.getByLabel('Who').fill('person nobody');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Nothing fits.').waitFor();
    await page.getByRole('button', { name: 'Everything' }).click();
    await page.getByText('6 entries, all there are').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the delivery log', () => {
  it('shows what did not arrive first, each by its last try', async () => {
    const page = await openAs(undefined, 'deliveries');
    await page.getByText('✕ 2 events of 5 did not arrive').waitFor();
    expect(await page.locator('.entries > li > span').allTextContents()).toEqual(['✕ given up', '◔ failed, will be tried again', '✓ delivered', '✓ delivered', '✓ delivered']);
    await page.getByText('try 4 · no connection: pager.example did not answer within 10 s').waitFor();
    expect(await page.getByLabel('Incident').locator('optgroup').count()).toBe(2);
    expect(stage.faults()).toEqual([]);
  });

  it('says that nothing is there', async () => {
    const page = await openAs(undefined, 'deliveries', { empty: true });
    await page.getByText('No incident is there.').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
