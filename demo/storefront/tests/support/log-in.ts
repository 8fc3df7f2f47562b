// How does a customer log in by hand? Answers with the status, so that a refusal fails at once and not by waiting.
import type { Page } from '@playwright/test';

export async function logIn(page: Page, email: string, password: string): Promise<number> {
  await page.goto('/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/login'));
  await page.getByRole('button', { name: 'Log in' }).click();
  const status = (await answered).status();
  await page.waitForLoadState();
  return status;
}
