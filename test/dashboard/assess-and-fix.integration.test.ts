// Does an incident's page carry its first third: impact, the turn with its ladder, the right person, what else is known? A real browser.
import type { Page } from 'playwright-core';
import { signInAs, whenTrue } from './browser';
import { positionOf } from './fixture/world';
import { secretOf } from './fixture/session';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();

/** Opens the incident with a person's token kept, as after signing in. */
async function openAs(person: string, options: Parameters<typeof stage.open>[1]): Promise<Page> {
  const page = await stage.open('/#/setup', options);
  await signInAs(page, person);
  await page.evaluate(`location.hash = '${INCIDENT.slice(2)}'`);
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'log in' }).waitFor();
  return page;
}

const panel = (page: Page, id: string) => page.locator(`section[aria-labelledby=${id}]`);
const words = () => stage.server().said.map(({ by, word, body }) => ({ by, word, body }));

describe('impact', () => {
  it('is drawn over time with what happened on the way, and follows monitoring', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('decisionAwaited') });
    const chart = panel(page, 'impact').getByRole('img', { name: /^logins refused, / });
    const said = await chart.getAttribute('aria-label') ?? '';
    expect(said).toMatch(/: from 0\.\d % to 3\d\.\d %, .*1 time without data; \d\d:\d\d 1\.4\.0 went out; \d\d:\d\d trouble began/);
    expect(await chart.locator('.gap').count()).toBeGreaterThan(0);
    await panel(page, 'impact').getByText('● live').waitFor();
    const before = await panel(page, 'impact').locator('.figures .big').first().textContent();
    stage.server().moveTo(positionOf('attemptEnded'));
    await panel(page, 'impact').locator('.figures .big').first().filter({ hasNotText: before ?? '' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('says unknown with the reason, never zero, and who told of it', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('assigned') });
    await panel(page, 'impact').getByText('the query returned no series').waitFor();
    await panel(page, 'impact').locator('.value', { hasText: 'unknown' }).filter({ hasText: 'revenue lost' }).waitFor();
    await panel(page, 'impact').getByText('2 customers told of it themselves.').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('stays what the incident measured where no newer figures are served', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('decisionAwaited'), impact: 'silent' });
    await panel(page, 'impact').getByText('31.4 %').waitFor();
    await panel(page, 'impact').getByText(/\d s ago/).waitFor();
    expect(await panel(page, 'impact').getByText('● live').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('of a day that is over is what was measured last, and what it was at worst', async () => {
    const page = await stage.open(INCIDENT, {});
    await panel(page, 'impact').getByText(/as of \d\d:\d\d/).waitFor();
    await panel(page, 'impact').getByText(/^at worst 3\d\.\d %$/).waitFor();
    expect(await panel(page, 'impact').getByText('● live').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('is being measured at first', async () => {
    const page = await stage.open(INCIDENT, { position: 1, impact: 'silent' });
    await panel(page, 'impact').getByText('Being measured …').waitFor();
    await panel(page, 'related').getByText('Being looked up …').waitFor();
    await panel(page, 'people').getByText('Being looked up …').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the turn', () => {
  it('tells who was told and who is next, and counts down', async () => {
    const page = await stage.open(INCIDENT, { tale: 'night', position: positionOf('reminded', 1, 'night') + 1 });
    await page.getByText('Paula’s turn').waitFor();
    const rows = await page.getByRole('list', { name: 'Who was told, and who is next' }).getByRole('listitem').allTextContents();
    expect(rows).toEqual([expect.stringMatching(/asked Paula$/), expect.stringMatching(/reminded Paula$/), expect.stringMatching(/next: whoever is on duty and the operations engineer \(Olga\), in 4:5\d$/)]);
    await page.locator('.turn .t', { hasText: /^9:5\d left$/ }).waitFor();
    stage.server().moveTo(positionOf('escalated', 1, 'night') + 1);
    await page.getByText(/escalated to Olga/).waitFor();
    await page.getByText('the top is reached').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('is one click for the product owner, and says what the click will do', async () => {
    const page = await openAs('paula', { position: positionOf('decisionAwaited') });
    await page.getByText('Your turn').waitFor();
    await page.getByText('“Assign Maya” makes it Maya’s turn and tells them at once: owner of src/login/**; on duty until Monday 09:00.').waitFor();
    await page.locator('.turn').getByRole('button', { name: 'Assign Maya' }).click();
    await page.getByText('✓ assign: done').waitFor();
    expect(words()).toEqual([{ by: 'paula', word: 'assign', body: { to: 'maya', reason: 'owner of src/login/**; on duty until Monday 09:00' } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('lets the product owner choose another, from the panel or by name', async () => {
    const page = await openAs('paula', { position: positionOf('decisionAwaited') });
    await panel(page, 'people').getByText('carries 1 already').waitFor();
    await panel(page, 'people').getByRole('button', { name: 'Assign Ravi' }).click();
    await panel(page, 'people').getByText('✓ assign: done').waitFor();
    await page.getByRole('button', { name: 'Assign somebody else…' }).click();
    await page.getByRole('form', { name: 'Assign' }).getByLabel('To').selectOption('ravi');
    await page.getByLabel('Why (if you like)').fill('knows the sessions');
    await page.getByRole('button', { name: 'Assign Ravi', exact: true }).first().click();
    await page.locator('.turn').getByText('✓ assign: done').waitFor();
    expect(words().map(({ body }) => body)).toEqual([{ to: 'ravi', reason: 'listed under owners' }, { to: 'ravi', reason: 'knows the sessions' }]);
    expect(stage.faults()).toEqual([]);
  });

  it('is acknowledged by who has it, and then the ladder is held', async () => {
    const page = await openAs('maya', { position: positionOf('assigned') + 3 });
    await page.getByText('○ not acknowledged').first().waitFor();
    await page.getByRole('button', { name: 'I am on it' }).click();
    await page.getByText('✓ acknowledge: done').waitFor();
    stage.server().moveTo(positionOf('acknowledged') + 1);
    await page.getByText(/held by Maya’s word until \d\d:\d\d: nobody else is told before/).waitFor();
    expect(await page.getByRole('button', { name: 'I am on it' }).count()).toBe(0);
    expect(words()).toEqual([{ by: 'maya', word: 'acknowledge', body: {} }]);
    expect(stage.faults()).toEqual([]);
  });

  it('is declined only with a reason; Escape leaves and returns to the button', async () => {
    const page = await openAs('maya', { position: positionOf('acknowledged') });
    await page.getByRole('button', { name: 'Decline…' }).click();
    const send = page.getByRole('button', { name: 'Decline', exact: true });
    expect(await send.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await whenTrue(page, 'document.activeElement?.textContent === "Decline…"');
    await page.keyboard.press('Enter');
    await page.keyboard.type('on a train until noon');
    await send.click();
    await page.getByText('✓ decline: done').waitFor();
    expect(words()).toEqual([{ by: 'maya', word: 'decline', body: { reason: 'on a train until noon' } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('is handed over to another developer', async () => {
    const page = await openAs('maya', { position: positionOf('acknowledged') });
    await page.getByRole('button', { name: 'Hand over…' }).click();
    expect(await page.getByLabel('To').locator('option').allTextContents()).toEqual(['Ravi']);
    await page.getByRole('button', { name: 'Hand over to Ravi' }).click();
    await page.getByText('✓ hand-over: done').waitFor();
    expect(words()).toEqual([{ by: 'maya', word: 'hand-over', body: { to: 'ravi' } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('is joined by others, who are offered nothing that is not theirs; what is refused says why', async () => {
    const page = await openAs('ravi', { position: positionOf('acknowledged') });
    await page.getByText('“Join as a helper” leaves it Maya’s turn.').waitFor();
    expect(await page.locator('.turn').getByRole('button').allTextContents()).toEqual(['Join as a helper']);
    stage.server().moveTo(positionOf('helperJoined'));
    await panel(page, 'people').getByText('Helping: Ravi').waitFor();
    expect(await page.locator('.turn').getByRole('button').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('shows a stranger who may act, and signs them in on the spot', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('decisionAwaited') });
    await page.getByText('Paula and Olga may assign; everybody may join.').waitFor();
    await page.getByRole('button', { name: 'Sign in to act' }).click();
    await page.keyboard.type('not-a-token');
    await page.keyboard.press('Enter');
    await page.getByText('This secret is nobody’s.').waitFor();
    await page.getByLabel('Your token').fill(secretOf('olga'));
    await page.keyboard.press('Enter');
    await page.getByText('operations engineer', { exact: true }).waitFor();
    await page.locator('.turn').getByRole('button', { name: 'Assign Maya' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('warns of what could not be told, until it was', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('tellingFailed') });
    await page.getByRole('status').getByText('Could not be told: 1 message.').waitFor();
    await page.locator('.untold').getByText('no answer within 10 s').waitFor();
    stage.server().moveTo(positionOf('tellingDelivered'));
    await page.getByText('✓ 1 message came late, by another try').waitFor();
    expect(await page.locator('.untold').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });
});

describe('the right person', () => {
  it('is told by every reason, and who said no', async () => {
    const page = await stage.open(INCIDENT, { tale: 'night', position: positionOf('handedOver', 1, 'night') });
    await panel(page, 'people').getByText('assigned by Ravi').waitFor();
    await panel(page, 'people').getByText(/Maya declined \d\d:\d\d: on a train/).waitFor();
    await panel(page, 'people').getByText('changed src/login/customers.ts last').waitFor();
    await panel(page, 'people').getByText('carries nothing else').waitFor();
    expect(await panel(page, 'people').getByRole('button').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('is nobody where nothing points at anybody', async () => {
    const page = await stage.open(INCIDENT, { tale: 'recovered', position: positionOf('decisionAwaited', 1, 'recovered') });
    await page.getByText('Nobody could be suggested').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('what else is known', () => {
  it('is the suspected change, deployments, alerts together, the trouble before, links, and what is unknown', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('decisionAwaited') });
    const related = panel(page, 'related');
    await related.getByText('“Log in with the e-mail in lower case” by Ravi').waitFor();
    await related.getByText('nobody owns it').waitFor();
    await related.getByText('SessionStoreSlow').waitFor();
    await related.getByText('who is on duty for storefront: the calendar answered 503').waitFor();
    expect(await related.getByRole('link', { name: 'Customers cannot log in' }).first().getAttribute('href')).toBe('#/incidents/storefront.LoginRefused.0a9b8c7d');
    const runbook = related.getByRole('link', { name: 'Runbook: logins' });
    expect([await runbook.getAttribute('href'), await runbook.getAttribute('rel')]).toEqual(['https://runbooks.example.org/logins', 'noopener noreferrer']);
    await page.getByText('The same trouble came before:').first().waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('never makes code a link, and holds thousands', async () => {
    const page = await stage.open(INCIDENT, { tale: 'flood', impact: 'silent' });
    await panel(page, 'alerts').getByText('5,000 open · 12,384 received · 340 silenced at the source').waitFor();
    await panel(page, 'alerts').getByText('96 more of the oldest 100; 5,000 fire').click();
    expect(await panel(page, 'alerts').locator('.alerts > li').count()).toBe(100);
    expect(await page.getByText('looks like a link').count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    await page.getByText('1,207 customers told of it themselves.').waitFor();
    await page.getByText('Could not be told: 20 messages.').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('is which alerts fire, since when, and which rule grouped them', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('assigned') });
    const alerts = panel(page, 'alerts');
    await alerts.getByText('3 open · 14 received · 1 silenced at the source').waitFor();
    await alerts.getByText('us-east-1').waitFor();
    await alerts.getByText('A customer’s report').waitFor();
    await alerts.getByText('label service=storefront').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('of a day that ended by itself is until when it may come back', async () => {
    const page = await stage.open(INCIDENT, { tale: 'recovered' });
    await page.getByText('Closed: recovered by itself').waitFor();
    await page.getByText(/Firing again before \d\d:\d\d reopens it\./).waitFor();
    await page.getByText('Reopened once: it fired again soon after it had recovered.').waitFor();
    await panel(page, 'alerts').getByText('Every alert has resolved').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
