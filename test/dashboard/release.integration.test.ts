// Does the page carry a release from the card to the watch and back: what a signer sees, each word, each refusal? A real browser.
import type { Page } from 'playwright-core';
import { positionOf } from './fixture/world';
import type { Tale } from './fixture/tales';
import { signInAs } from './browser';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();
const at = (kind: Parameters<typeof positionOf>[0], nth = 1, tale: Tale = 'release') => positionOf(kind, nth, tale);

async function openAt(position: number, token?: string, tale: Tale = 'release', context?: Parameters<typeof stage.open>[2]): Promise<Page> {
  const page = await stage.open(INCIDENT, { tale, position }, context);
  if (token) await signInAs(page, token.replace('token-', ''));
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'log in' }).waitFor();
  return page;
}
const card = (page: Page) => page.getByRole('region', { name: /^Decision/ });

describe('the card', () => {
  it('shows everything that a signer looks at', async () => {
    const page = await openAt(at('signOffAsked'), 'token-olga', 'release', { permissions: ['clipboard-read', 'clipboard-write'] });
    const shown = card(page);
    for (const text of ['3 known risks', 'the fix changes the pipeline file', '“Compare e-mails of all customers in lower case”', 'Maya (cannot sign)', '+18 −4 in 2 files', '1.4.0', '38 % left', '99.5 % good over 30 days', '32 of 32 tests in 8 cells', '2 of 2 achieved', 'Operations Engineer', 'may sign: Paula']) {
      await shown.getByText(text, { exact: false }).first().waitFor();
    }
    await shown.getByText(/7:59:\d\d/).waitFor();
    expect(await shown.getByRole('link', { name: 'see it' }).getAttribute('href')).toMatch(/^https:\/\/git.example.org\/storefront\/compare\//);
    await shown.getByRole('button', { name: 'Copy the digest' }).click();
    await shown.getByText('✓ copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(stage.faults()).toEqual([]);
  });

  it('shows a question with its answer, and whose say was given to whom', async () => {
    const page = await openAt(at('signOffGiven', 2), 'token-sam');
    await card(page).getByText('Does the migration of the e-mails have to run').waitFor();
    await card(page).getByText('both spellings are looked up').waitFor();
    await card(page).getByText('Olga gave their say to Otto').waitFor();
    await card(page).getByText('by Otto for Olga').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it.each([['token-maya', 'an author cannot approve'], ['token-sam', 'It waits for Olga and Paula']])('tells %s why they may not sign, and lets them ask all the same', async (token, why) => {
    const page = await openAt(at('signOffAsked'), token);
    await card(page).getByText(why).waitFor();
    expect(await card(page).locator('.words button').allTextContents()).toEqual(['Ask…']);
    expect(stage.faults()).toEqual([]);
  });

  it('sends a question, a delegation and a withdrawal', async () => {
    const page = await openAt(at('signOffAsked'), 'token-olga');
    await card(page).getByRole('button', { name: 'Ask…' }).click();
    await page.getByRole('combobox', { name: /^To/ }).selectOption('maya');
    await page.getByLabel('Question').fill('Is it tried on old data?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await card(page).getByText('✓ ask: done').waitFor();
    await card(page).getByRole('button', { name: 'Delegate…' }).click();
    expect(await page.getByRole('combobox', { name: /^To/ }).locator('option').allTextContents()).not.toContain('Maya');
    await page.getByRole('combobox', { name: /^To/ }).selectOption('otto');
    await page.getByRole('button', { name: 'Give my say to Otto' }).click();
    await card(page).getByText('✓ delegate: done').waitFor();
    expect(stage.server().said.map(({ word, body }) => ({ word, ...body }))).toEqual([{ word: 'ask', to: 'maya', text: 'Is it tried on old data?' }, { word: 'delegate', to: 'otto' }]);
    const later = await openAt(at('laneMoved'), 'token-paula');
    await card(later).getByRole('button', { name: 'Withdraw…' }).click();
    await later.getByLabel('Why').fill('the figures changed');
    await later.getByRole('button', { name: 'Withdraw my approval' }).click();
    await card(later).getByText('✓ withdraw: done').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('that is shut is signed only as an exception, with a reason', async () => {
    const page = await openAt(at('signOffAsked', 1, 'frozen'), 'token-olga', 'frozen');
    await card(page).getByText('end of the year').first().waitFor();
    await card(page).getByText('overspent by 35 %').waitFor();
    expect(await card(page).getByRole('button', { name: 'Sign off and deploy' }).count()).toBe(0);
    await card(page).getByRole('button', { name: 'Sign off as an exception…' }).click();
    expect(await page.getByRole('button', { name: 'Sign off as an exception', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.type('customers are locked out');
    await page.getByRole('button', { name: 'Sign off as an exception', exact: true }).click();
    await card(page).getByText('✓ sign-off: done').waitFor();
    expect(stage.server().said[0]?.body).toMatchObject({ decision: 'approve', exception: 'customers are locked out' });
    expect(stage.faults()).toEqual([]);
  });

  it('lets a second person break the glass, who has to type the word; the first one can not', async () => {
    const first = await openAt(at('glassTouched', 1, 'frozen'), 'token-paula', 'frozen');
    await card(first).getByText('Nothing has happened yet; a second person has to agree: Olga.').waitFor();
    expect(await card(first).getByRole('button', { name: /glass/ }).count()).toBe(0);
    const page = await openAt(at('glassTouched', 1, 'frozen'), 'token-olga', 'frozen');
    await card(page).getByRole('button', { name: 'Agree to break the glass…' }).click();
    await page.getByText('Paula touched it first: a third of the customers cannot buy').waitFor();
    await page.getByLabel('Why').fill('I agree');
    const submit = page.getByRole('button', { name: 'Break the glass', exact: true });
    expect(await submit.isDisabled()).toBe(true);
    await page.getByLabel(/Type/).fill('break');
    await submit.click();
    await card(page).getByText('✓ break-glass: done').waitFor();
    stage.server().moveTo(at('glassBroken', 1, 'frozen'));
    await card(page).getByText('The glass is broken').waitFor();
    await card(page).getByText('This mark stays on the release.').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('offers the glass to those who may after an attempt was sent back', async () => {
    const page = await openAt(at('fixAwaited', 1, 'day'), 'token-olga', 'day');
    await page.getByText('In an emergency: let attempt 1 out as it is').click();
    await page.getByRole('button', { name: 'Break the glass…' }).waitFor();
    const other = await openAt(at('fixAwaited', 1, 'day'), 'token-maya', 'day');
    await other.getByRole('button', { name: 'Decline…' }).waitFor();
    expect(await other.getByText('In an emergency').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('never offers the glass for bytes that production sent back', async () => {
    const page = await openAt(at('fixAwaited'), 'token-olga');
    await page.getByText('Barred', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Join as a helper' }).waitFor();
    expect(await page.getByText('In an emergency').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });
});

describe('the roll-out', () => {
  const panel = (page: Page) => page.getByRole('region', { name: /^Roll-out/ });

  it('follows the environments, the lane and the canary live', async () => {
    const page = await openAt(at('laneMoved'));
    await panel(page).getByText('2 deployments ahead').waitFor();
    expect(await panel(page).getByRole('link', { name: 'checkout.SlowCheckout.2b2b' }).getAttribute('href')).toBe('#/incidents/checkout.SlowCheckout.2b2b');
    stage.server().moveTo(at('canaryMoved'));
    await panel(page).getByText('canary, 50 % of the traffic', { exact: true }).waitFor();
    await panel(page).getByText('held by this incident').waitFor();
    stage.server().moveTo(at('releaseBarred'));
    await panel(page).getByRole('list', { name: 'Canary' }).getByText('the budget burns 21.3 times as fast', { exact: false }).waitFor();
    await panel(page).getByText('production sent it back: the canary was stopped at 50%').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('lets a product owner open a lane that waits, and says to others who may', async () => {
    const page = await openAt(at('laneMoved', 2), 'token-paula');
    await panel(page).getByRole('button', { name: 'Open the lane…' }).click();
    await page.getByLabel('Why is it safe').fill('checkout answers again');
    await page.getByRole('button', { name: 'Open the lane', exact: true }).click();
    await panel(page).getByText('✓ The lane is open.').waitFor();
    expect(stage.server().said).toEqual([{ by: 'paula', word: 'open', through: 'api', body: { reason: 'checkout answers again' } }]);
    const other = await openAt(at('laneMoved', 2), 'token-maya');
    await panel(other).getByText('An operations engineer or a product owner opens it').waitFor();
    expect(await panel(other).getByRole('button').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('compares the new release with the one before', async () => {
    const page = await openAt(at('verified', 3));
    await panel(page).getByRole('row', { name: /error rate 0.11 % 0.12 % at most 1 %, at most 50 % worse/ }).waitFor();
    await panel(page).getByRole('row', { name: /sessions dropped.* nothing 3/ }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the watch', () => {
  it('says by the chart what it draws, and never a gap as zero', async () => {
    const page = await openAt(at('watchMoved'));
    await page.getByRole('img', { name: /^Share of bad events.*the objective allows 0.5 %; 2 without data$/ }).waitFor();
    expect(await page.locator('.chart.watch .gap').count()).toBe(1);
    expect(stage.faults()).toEqual([]);
  });

  it('shows what burns, the alert that counts, and asks those who may', async () => {
    const page = await openAt(at('keepOrRollBackAsked'), 'token-olga');
    const watch = page.getByRole('region', { name: /^Watch/ });
    await watch.getByText('21.3 times, over').waitFor();
    await watch.getByText('counts against this release').waitFor();
    const question = page.getByRole('region', { name: /Keep the release or roll it back/ });
    await question.getByRole('button', { name: 'Roll it back…' }).click();
    await page.getByLabel('Why').fill('sessions are lost');
    await page.getByRole('button', { name: 'Roll back', exact: true }).click();
    await question.getByText('✓ sign-off: done').waitFor();
    expect(stage.server().said[0]?.body).toMatchObject({ decision: 'reject', reason: 'sessions are lost' });
    expect(stage.faults()).toEqual([]);
  });

  it('tells others that it waits for somebody', async () => {
    const page = await openAt(at('keepOrRollBackAsked'), 'token-maya');
    await page.getByText('It waits for Olga and Paula; nobody else may decide.').waitFor();
    expect(await page.getByRole('button', { name: 'Roll it back…' }).count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });
});
