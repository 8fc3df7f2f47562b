// Can a session be stolen, fixed or kept alive?
import { CUSTOMER, PASSWORD } from '../support/customers';
import { sessionCookie } from '../support/cookies';
import { expect, test } from '../support/shop';

const login = { form: { email: CUSTOMER, password: PASSWORD }, maxRedirects: 0 };

test.describe('sessions', () => {
  test('the cookie is out of reach for scripts and other sites', async ({ request }) => {
    const { flags } = sessionCookie(await request.post('/login', login));
    expect(flags).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']));
  });

  test('the cookie is marked Secure when the customer came over https', async ({ request }) => {
    const { flags } = sessionCookie(await request.post('/login', { ...login, headers: { 'x-forwarded-proto': 'https' } }));
    expect(flags).toContain('secure');
  });

  test('the session id changes at login', async ({ request }) => {
    const before = sessionCookie(await request.post('/basket', { form: { product: 'garden-mint' }, maxRedirects: 0 }));
    const after = sessionCookie(await request.post('/login', login));
    expect(after.value).not.toBe(before.value);
  });

  test('a logout ends the session itself and not only the cookie', async ({ request, playwright, shop }) => {
    const { value } = sessionCookie(await request.post('/login', login));
    const thief = await playwright.request.newContext({ baseURL: shop.baseUrl, extraHTTPHeaders: { cookie: `storefront.sid=${value}` } });
    expect((await thief.get('/account', { maxRedirects: 0 })).status(), 'with the session alive').toBe(200);
    await request.post('/logout', { maxRedirects: 0 });
    expect((await thief.get('/account', { maxRedirects: 0 })).status(), 'after the logout').toBe(303);
    await thief.dispose();
  });

  test('pages of a customer are not kept by caches', async ({ request }) => {
    await request.post('/login', login);
    expect((await request.get('/account')).headers()['cache-control']).toContain('no-store');
  });
});
