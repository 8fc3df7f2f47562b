// The door: who gets in, who does not, and what a refusal tells.
import { CUSTOMER, PASSWORD } from '../support/customers';
import { logIn } from '../support/log-in';
import { expect, test } from '../support/shop';
import { quickestAnswerMs } from '../support/quickest-answer';

test.describe('login', () => {
  test('accepts a registered e-mail', async ({ page }) => {
    expect(await logIn(page, CUSTOMER, PASSWORD), 'status of the login').toBe(303);
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
    await expect(page.getByTestId('email')).toHaveText(CUSTOMER);
  });

  test('refuses a wrong password and does not tell who has an account', async ({ page, request }) => {
    expect(await logIn(page, CUSTOMER, 'not-the-password'), 'status of the login').toBe(401);
    await expect(page.getByRole('alert')).toHaveText('The e-mail or the password is not right.');
    const known = await quickestAnswerMs(request, CUSTOMER);
    const unknown = await quickestAnswerMs(request, 'nobody@example.com');
    expect(unknown, `${unknown} ms for an unknown e-mail, ${known} ms for a wrong password`).toBeGreaterThan(known / 3);
  });

  test('keeps the account page for customers who are logged in', async ({ page }) => {
    await page.goto('/account');
    await expect(page).toHaveURL('/login');
  });

  test('ends with a logout', async ({ page }) => {
    await logIn(page, CUSTOMER, PASSWORD);
    await page.getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL('/');
    await page.goto('/account');
    await expect(page).toHaveURL('/login');
  });
});
