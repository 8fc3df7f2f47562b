// An e-mail is the same in any letter case, whichever release its owner registered with.
import { CUSTOMER, LEGACY_CUSTOMER, PASSWORD } from '../support/customers';
import { logIn } from '../support/log-in';
import { expect, test } from '../support/shop';

test.describe('login', () => {
  test('accepts the e-mail in any letter case', async ({ page, request }) => {
    expect(await logIn(page, CUSTOMER.toUpperCase(), PASSWORD), 'status of the login').toBe(303);
    for (const email of [CUSTOMER, 'cUsToMeR.2@eXaMpLe.CoM']) {
      const answer = await request.post('/login', { form: { email, password: PASSWORD }, maxRedirects: 0 });
      expect(answer.status(), `status of the login as ${email}`).toBe(303);
    }
  });

  test('accepts an account of an earlier release in any letter case', async ({ page, request }) => {
    expect(await logIn(page, LEGACY_CUSTOMER, PASSWORD), 'status of the login').toBe(303);
    for (const email of [LEGACY_CUSTOMER.toLowerCase(), LEGACY_CUSTOMER.toUpperCase()]) {
      const answer = await request.post('/login', { form: { email, password: PASSWORD }, maxRedirects: 0 });
      expect(answer.status(), `status of the login as ${email}`).toBe(303);
    }
  });
});
