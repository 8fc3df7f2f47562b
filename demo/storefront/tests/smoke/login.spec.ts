// Can the customers who were refused log in now? SMOKE_EMAIL: one e-mail or several with commas between; SMOKE_PASSWORD: theirs.
import { expect, test } from '@playwright/test';
import { required } from '../support/environment';
import { logIn } from '../support/log-in';

const emails = required('SMOKE_EMAIL', 'the e-mail of a customer, as the customer types it').split(',').map((email) => email.trim());
const password = required('SMOKE_PASSWORD', 'the password of that customer');

test.describe('smoke', () => {
  test('the shop is open and runs the release that was asked for', async ({ request }) => {
    const answer = await request.get('/health');
    expect(answer.status()).toBe(200);
    const { status, digest } = (await answer.json()) as { status: string; digest: string };
    expect(status).toBe('ok');
    if (process.env.DAYSHIFT_DIGEST) expect(digest).toBe(process.env.DAYSHIFT_DIGEST);
  });

  test('customers who were refused log in over HTTP', async ({ playwright, baseURL }) => {
    for (const email of emails) {
      const customer = await playwright.request.newContext({ baseURL });
      const answer = await customer.post('/login', { form: { email, password } });
      expect(answer.status(), `status of the login as ${email}`).toBe(200);
      expect(await answer.text(), `the account of ${email}`).toContain('Your account');
      await customer.dispose();
    }
  });

  test('a customer who was refused logs in with a browser', async ({ page }, testInfo) => {
    expect(await logIn(page, emails[0] ?? '', password), `status of the login as ${emails[0]}`).toBe(303);
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
    await testInfo.attach('account', { body: await page.screenshot(), contentType: 'image/png' });
  });
});
