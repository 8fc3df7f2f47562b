// The basket: what is put in stays in, also through the door.
import { CUSTOMER, PASSWORD } from '../support/customers';
import { logIn } from '../support/log-in';
import { expect, test } from '../support/shop';

test.describe('basket', () => {
  test('keeps its products through a login', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Add Garden Mint to the basket' }).click();
    await expect(page.getByTestId('total')).toHaveText('£6.50');
    await logIn(page, CUSTOMER, PASSWORD);
    await page.goto('/basket');
    await expect(page.getByTestId('total')).toHaveText('£6.50');
  });
});
