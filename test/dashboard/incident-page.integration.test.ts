// Does an incident's page follow the day and carry a person's word? A real browser on a server with dayshift's paths.
import { LENGTH_OF_DAY, positionOf, sceneAt } from './fixture/world';
import { signInAs } from './browser';
import { secretOf } from './fixture/session';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();

describe('an incident', () => {
  it('fills its cells in live, each with a word, and follows the log of one', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('cellFinished', 3) });
    await page.getByText('dayshift’s turn').waitFor();
    expect(await page.locator('.cells .cell', { hasText: 'running' }).count()).toBe(5);
    await page.locator('.cells .cell', { hasText: 'running' }).last().click();
    await page.locator('.log pre', { hasText: '4 passed' }).waitFor();
    stage.server().moveTo(positionOf('gateJudged'));
    await page.locator('.cells .cell', { hasText: 'passed 4' }).nth(7).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('shows what tools and people wrote as text, never as code', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('fixAwaited', 2) });
    await page.getByText('<script>alert(1)</script> must stay text').waitFor();
    await page.getByRole('button', { name: 'Log' }).click();
    await page.locator('.log pre', { hasText: 'onerror=' }).waitFor();
    expect(await page.title()).toContain('Customers cannot log in');
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('shows why each attempt was sent back', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('signOffAsked') });
    await page.getByRole('tab', { name: /^3 · passed/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.reason', { hasText: '5.2 times the running release' }).waitFor();
    await page.locator('.metric', { hasText: '612 ms' }).getByText('+418.6 %').waitFor();
    await page.getByText('not run').first().waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('takes a signature after signing in, for these bytes, and moves on', async () => {
    const position = positionOf('signOffAsked');
    const page = await stage.open(INCIDENT, { position });
    await page.getByRole('button', { name: 'Sign in to decide' }).click();
    await page.getByLabel('Your token').fill(secretOf('sam'));
    await page.keyboard.press('Enter');
    await page.getByText('It waits for Olga; you are not among those who are asked.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign off and deploy' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Your token').fill(secretOf('olga'));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign off and deploy' }).click();
    await page.getByText('held by this incident').waitFor();
    expect(stage.server().said).toEqual([{ by: 'olga', word: 'sign-off', through: 'api', body: { decision: 'approve', digest: sceneAt(position, 0).view.decision?.digest } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('sends back only with a reason', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('signOffAsked') });
    await signInAs(page, 'olga');
    await page.getByRole('button', { name: 'Send back…' }).click();
    expect(await page.getByRole('button', { name: 'Send back', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.type('no tests for umlauts');
    await page.getByRole('button', { name: 'Send back', exact: true }).click();
    await page.getByText('sign-off: done').waitFor();
    expect(stage.server().said[0]?.body).toMatchObject({ decision: 'reject', reason: 'no tests for umlauts' });
    expect(stage.faults()).toEqual([]);
  });

  it('says when it is not connected, and comes back', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('acknowledged') });
    await page.getByRole('banner').getByText('● live').waitFor();
    stage.server().dropStreams();
    await page.getByText('not connected').waitFor();
    await page.getByRole('banner').getByText('● live').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('shows an unknown incident as unknown', async () => {
    const page = await stage.open('/#/incidents/nope', { position: 1 });
    await page.getByText('There is no incident "nope".').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('links the story when it is closed', async () => {
    const page = await stage.open(INCIDENT, { position: LENGTH_OF_DAY });
    await page.getByText('Closed: fixed').waitFor();
    expect(await page.getByRole('link', { name: 'Story of the day' }).getAttribute('href')).toBe('/api/v1/incidents/storefront.LoginRefused.1a2b3c4d/story');
    expect(stage.faults()).toEqual([]);
  });
});
