// Does somebody become known by a link, a token or the provider, stay so, and lose nothing when a session ends? A real browser.
import { signInAs, whenTrue } from './browser';
import { secretOf, VIEWER_SECRET } from './fixture/session';
import { positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const OIDC = { name: 'Example ID', start: '/auth/oidc/start' };
const stage = setUpPage();

describe('a link', () => {
  it('signs in, and its secret stands in no address and no history', async () => {
    const page = await stage.open(`/#/sign-in/${secretOf('olga')}`, {});
    await page.getByRole('heading', { level: 1, name: 'You are Olga' }).waitFor();
    await page.getByText('read, act').waitFor();
    expect(page.url()).toMatch(/#\/sign-in$/);
    await page.getByRole('link', { name: 'See what is open now' }).click();
    await page.getByRole('banner').getByText('Olga').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'You are Olga' }).waitFor();
    expect(page.url()).not.toContain('secret');
    expect(await page.evaluate('JSON.stringify([sessionStorage, localStorage, document.cookie])')).not.toContain('olga');
    expect(stage.faults()).toEqual([]);
  });

  it('of a stakeholder lets them look, and says so', async () => {
    const page = await stage.open(`/#/sign-in/${VIEWER_SECRET}`, { position: positionOf('signOffAsked'), ways: { readsAreOpen: false } });
    await page.getByText('somebody who looks on').waitFor();
    await page.getByRole('link', { name: 'See what is open now' }).click();
    await page.locator('a.row').first().waitFor();
    expect(await page.getByText('Needs you').count()).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('that is nobody\'s is refused with advice, and another way is offered', async () => {
    const page = await stage.open('/#/sign-in/not-a-secret-of-anybody', {});
    await page.getByText('This secret is nobody’s.').waitFor();
    await page.getByText('Ask an administrator for a new token or link.').waitFor();
    await page.getByLabel('Your token or link').fill(`https://dayshift.example.org/#/sign-in/${secretOf('maya')}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'You are Maya' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('where reading needs it', () => {
  it('every page asks first, offers what works here, and is the page that was asked for afterwards', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('signOffAsked'), ways: { readsAreOpen: false, oidc: OIDC } });
    const provider = page.getByRole('link', { name: 'Sign in with Example ID' });
    expect(new URL(await provider.getAttribute('href') ?? '').searchParams.get('to')).toBe('/incidents/storefront.LoginRefused.1a2b3c4d');
    expect(await page.getByText('Customers cannot log in').count()).toBe(0);
    await page.getByLabel('Or with a token or link').fill(secretOf('olga'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Customers cannot log in' }).waitFor();
    await page.getByText('● live').first().waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('offers no provider that lies elsewhere', async () => {
    const page = await stage.open('/', { ways: { readsAreOpen: false, oidc: { name: 'Example ID', start: 'https://elsewhere.example.org/start' } } });
    await page.getByLabel('Your token or link').waitFor();
    expect(await page.locator('a[href*=elsewhere]').count()).toBe(0);
  });
});

describe('a session', () => {
  it('lasts over a reload, and ends in every tab at signing out', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked') });
    await signInAs(page, 'olga');
    await page.reload();
    await page.locator('section[aria-labelledby=mine] a.row').waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('banner').getByText('Olga').waitFor();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('that ended says so, and what was typed is still there and is said after signing in again', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('acknowledged') });
    await signInAs(page, 'maya');
    await page.getByRole('button', { name: 'Decline…' }).click();
    await page.getByRole('form', { name: 'Decline' }).getByRole('textbox').fill('on a train until noon');
    stage.server().endSessions();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByText('Your session has ended.').waitFor();
    expect(await page.getByRole('form', { name: 'Decline' }).getByRole('textbox').inputValue()).toBe('on a train until noon');
    await page.getByLabel('Your token or link').fill(secretOf('maya'));
    await page.keyboard.press('Enter');
    await page.getByText('Your session has ended.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await whenTrue(page, `document.body.textContent.includes('✓ decline: done')`);
    expect(stage.server().said.map(({ by, word, body }) => ({ by, word, body }))).toEqual([{ by: 'maya', word: 'decline', body: { reason: 'on a train until noon' } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('that could not be left is said to be open still', async () => {
    const page = await stage.open('/', { position: positionOf('signOffAsked') });
    await signInAs(page, 'olga');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('still signed in: dayshift does not answer.').waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
