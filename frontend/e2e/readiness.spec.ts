import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

test('the lead chooses who is ready for what, saves it, and a manager opens the link', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/readiness');
  await settled(page);
  await page.getByLabel('Band', { exact: true }).selectOption('4');
  await page.waitForURL(/band=4/);
  await page.getByRole('link', { name: 'Save this view' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').getByText('Give the view a name')).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Name', { exact: true }).fill('Band 4');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Band 4 is saved.')).toBeVisible();
  const address = (await page.getByText(/\/organisation\/views\/[0-9a-f-]{36}$/).textContent()) ?? '';
  await expectSound(page);

  await signIn(page, 'manager@demo.example');
  await page.goto(new URL(address).pathname);
  await page.waitForURL(/\/organisation\/readiness\?band=4$/);
  await settled(page);
  await expect(page.getByLabel('Band', { exact: true })).toHaveValue('4');
  await page.goto('/organisation/views');
  await expect(page.getByText('You have saved no view yet.')).toBeVisible();

  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/views');
  await page.getByRole('link', { name: /^Rename/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Band four');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The view is now called Band four.')).toBeVisible();
  await page.getByRole('link', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete this view' }).click();
  await expect(page.getByText('Band four is deleted.')).toBeVisible();
});
