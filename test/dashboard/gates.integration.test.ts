// Does the page carry a gate's answer to the developer, and a decision on it back? A real browser on a day whose pipeline asks and answers.
import type { Page } from 'playwright-core';
import { signInAs, whenTrue } from './browser';
import { lengthOf, positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const COPYING = { permissions: ['clipboard-read', 'clipboard-write'] };
const stage = setUpPage();
const at = (kind: Parameters<typeof positionOf>[0], nth = 1) => positionOf(kind, nth, 'pipeline');

async function openAt(position: number, token?: string, context?: Parameters<typeof stage.open>[2]): Promise<Page> {
  const page = await stage.open(INCIDENT, { tale: 'pipeline', position }, context);
  if (token) await signInAs(page, token.replace('token-', ''));
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'log in' }).waitFor();
  return page;
}

describe('a gate\'s answer', () => {
  it('is the first thing below the day when it is the developer\'s turn', async () => {
    const page = await openAt(at('fixAwaited'), 'token-maya');
    const top = async (id: string) => (await page.locator(`#${id}`).boundingBox())?.y ?? Number.NaN;
    await page.getByRole('region', { name: 'What the functional gate found' }).waitFor();
    expect(await top('answer')).toBeLessThan(await top('impact'));
    expect(stage.faults()).toEqual([]);
  });

  it('says what is new, where, who wrote it, what differs and what changed; what production has too is folded', async () => {
    const page = await openAt(at('fixAwaited'));
    const answer = page.getByRole('region', { name: 'What the functional gate found' });
    await answer.getByText('1 to look at, 1 also in production').waitFor();
    await answer.getByText('tests/login.spec.ts:27').waitFor();
    await answer.getByText('Ravi (ravi@example.org)').first().waitFor();
    await answer.getByText('fails on device ipad only (2 of 8 cells)').waitFor();
    await answer.getByText('changed since production (1.4.0)', { exact: false }).waitFor();
    expect(await answer.getByText('Also in production.').isVisible()).toBe(false);
    await answer.getByText('1 fault that the running release has too').click();
    await answer.getByText('Also in production.').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('gives its command to the clipboard, its screenshot to the eye, and its cell to look into', async () => {
    const page = await openAt(at('fixAwaited'), undefined, COPYING);
    await page.getByRole('button', { name: 'Copy the command' }).first().click();
    await page.getByText('✓ copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('dayshift pipeline run --check login --at device=ipad --at environment=current-data');
    await whenTrue(page, 'document.querySelector(".answer .shot img")?.naturalWidth === 256');
    await page.getByRole('button', { name: 'functional/login/device=ipad,environment=current-data' }).click();
    await page.getByText('the same test failed again').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('selects its command where copying is not allowed', async () => {
    const page = await openAt(at('fixAwaited'));
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"))');
    await page.getByRole('button', { name: 'Copy the command' }).first().click();
    await page.getByText('selected; copy it with Ctrl-C').waitFor();
    expect(await page.evaluate('String(getSelection())')).toContain('dayshift pipeline run');
    expect(stage.faults()).toEqual([]);
  });
});

describe('a gate that asks', () => {
  const panel = (page: Page) => page.getByRole('region', { name: /The functional gate/ });

  it('says to others who is asked, and until when, without a button', async () => {
    const page = await openAt(at('gateAsked'), 'token-sam');
    await panel(page).getByText('It waits for Devika; nobody else may decide.').waitFor();
    await panel(page).getByText(/for 0:0\d/).waitFor();
    await panel(page).getByText(/59:\d\d left/).waitFor();
    expect(await panel(page).getByRole('button').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('asks a stranger to sign in', async () => {
    const page = await openAt(at('gateAsked'));
    await panel(page).getByRole('button', { name: 'Sign in to decide' }).click();
    await page.getByLabel('Your token').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('takes a quarantine with a reason, an owner and a day of review, and gives the entry to copy', async () => {
    const page = await openAt(at('gateAsked'), 'token-dev', COPYING);
    const review = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await panel(page).getByRole('button', { name: 'Quarantine…' }).click();
    const form = page.getByRole('form', { name: 'Quarantine it' });
    expect(await form.getByRole('button', { name: 'Quarantine it' }).isDisabled()).toBe(true);
    await page.keyboard.type('the basket is stored late');
    await form.getByLabel('Who mends the test').selectOption('ravi');
    await form.getByLabel('Looked at again on').fill(review);
    await form.getByRole('button', { name: 'Quarantine it' }).click();
    await panel(page).getByText('✓ judge-gate: done').waitFor();
    expect(stage.server().said).toEqual([{ by: 'dev', word: 'judge-gate', through: 'api', body: { stage: 'functional', decision: 'quarantine', reason: 'the basket is stored late', owner: 'ravi', review } }]);
    stage.server().moveTo(at('gateDecided'));
    await panel(page).getByText('was decided').waitFor();
    await panel(page).getByRole('button', { name: 'Copy the quarantine\'s entry' }).click();
    await panel(page).getByText('✓ copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('quarantine:\n  - check: "login"\n    test: "login › keeps the basket"\n    at: [{ device: "pixel-8", environment: "legacy-data" }]');
    expect(stage.faults()).toEqual([]);
  });

  it.each(['2020-01-01', '2099-01-31'])('takes no day of review like %s, past or too far away', async (day) => {
    const page = await openAt(at('gateAsked'), 'token-dev');
    await panel(page).getByRole('button', { name: 'Quarantine…' }).click();
    await page.keyboard.type('why');
    await page.getByLabel('Looked at again on').fill(day);
    expect(await page.getByRole('button', { name: 'Quarantine it' }).isDisabled()).toBe(true);
    expect(stage.faults()).toEqual([]);
  });

  it('is left by Escape with the focus where it was, and offers only what the card has', async () => {
    const page = await openAt(at('gateAsked', 2), 'token-perry');
    const noise = page.getByRole('region', { name: /The performance gate/ });
    expect(await noise.getByRole('button').allTextContents()).toEqual(['Accept…', 'Run again…', 'Send back…']);
    await noise.getByRole('button', { name: 'Run again…' }).press('Enter');
    await page.getByRole('form', { name: 'Run them again' }).waitFor();
    await page.keyboard.press('Escape');
    await whenTrue(page, 'document.activeElement?.textContent === "Run again…"');
    expect(stage.faults()).toEqual([]);
  });
});

describe('the cells', () => {
  it('tell waiting for a slot from running', async () => {
    const page = await openAt(at('cellFinished', 3));
    await page.getByText('3 wait for a slot').waitFor();
    expect(await page.locator('.cell', { hasText: 'waits for a slot' }).count()).toBe(3);
    await page.locator('.cell', { hasText: 'waits for a slot' }).first().click();
    await page.getByText('Handed out; it waits for a slot.').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('show both runs of a flaky test side by side, each with its evidence', async () => {
    const page = await openAt(at('gateAsked'));
    await page.locator('.cell', { hasText: '1 flaky' }).click();
    const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
    expect(await runs.locator('> b').allTextContents()).toEqual(['First run', 'Run again']);
    await runs.first().getByRole('img', { name: 'Screenshot test-results/login-pixel-8/failed-1.png' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('say which attempt they were taken from, and which test is in quarantine', async () => {
    const page = await openAt(lengthOf('pipeline'));
    await page.locator('.cell', { hasText: 'as in attempt 2' }).first().waitFor();
    expect(await page.locator('.cell', { hasText: 'as in attempt 2' }).count()).toBe(9);
    await page.locator('.cell', { hasText: '1 in quarantine' }).click();
    await page.getByText('Not run again: taken over from attempt 2').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('show every test of a long report on demand, and find one', async () => {
    const page = await openAt(lengthOf('pipeline'));
    await page.locator('.cell', { hasText: 'passed 213' }).click();
    await page.getByText('213 passed, 0 failed, 1 skipped').click();
    await page.getByRole('button', { name: 'Show all 214 tests' }).click();
    await page.getByText('214 of 214 tests').waitFor();
    await page.getByRole('searchbox', { name: 'Find 214 of 214 tests' }).fill('skipped');
    await page.getByText('1 of 214 tests').waitFor();
    await page.getByText('accounts › rule 41 of the accounts').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('figures and findings', () => {
  it('draw every round of both sides, and say that noise hides the answer', async () => {
    const page = await openAt(at('gateAsked', 2));
    await page.getByRole('img', { name: /^candidate: 8 rounds from \d+ ms to \d+ ms, median 139 ms$/ }).waitFor();
    await page.getByText('noise hides the answer: 4 % to 31 % slower, allowed 20 %').waitFor();
    await page.getByText('between 6 % more and 2 % less, allowed 10 %').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('list all findings with their state, their lines, and who let them through until when', async () => {
    const page = await openAt(at('fixAwaited', 2));
    await page.getByRole('button', { name: 'Show all', exact: true }).click();
    await page.getByText('67 of 67').waitFor();
    await page.getByText('suppressed until 2026-12-31, sef: the input is at most 20 letters').waitFor();
    await page.getByText('the suppression ended on 2026-02-28').waitFor();
    await page.getByText('src/login/login.ts:18').waitFor();
    const shown = page.getByRole('group', { name: 'Findings shown' });
    await shown.getByRole('button', { name: '1 gone' }).click();
    await shown.getByText('1 of 67').waitFor();
    await shown.getByRole('button', { name: '2 new' }).click();
    await shown.getByText('3 of 67').waitFor();
    await shown.getByLabel('Find').fill('address');
    await whenTrue(page, 'document.querySelectorAll(".findings li").length === 1');
    expect(stage.faults()).toEqual([]);
  });

  it('warn of a fix that asks less, beside the bytes and what they are made of', async () => {
    const page = await openAt(lengthOf('pipeline'));
    const decision = page.getByRole('region', { name: /^Decision/ });
    await decision.getByText('The change asks less of later fixes.').waitFor();
    await decision.getByText('the device ipad is no longer in the matrix').waitFor();
    await decision.getByRole('link', { name: 'bill of materials 142 components' }).waitFor();
    await decision.getByRole('link', { name: 'provenance' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
