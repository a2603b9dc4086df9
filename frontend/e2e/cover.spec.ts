import { expect, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

// A manager goes on leave, a colleague decides in their stead, and both names stand with it.

test('a colleague decides what waits for somebody on leave', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.goto('/account/cover');
  await settled(page);
  await expectSound(page);
  const manager = await page.getByRole('button', { name: 'Set a cover' }).count();
  expect(manager, 'a manager can be covered').toBe(1);
  await page.getByRole('button', { name: 'Set a cover' }).click();
  await page.waitForURL(/cover\/new$/);
  await page.getByRole('button', { name: 'Set the cover' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose the colleague who stands in');
  await expectSound(page);
  const choice = page.getByLabel('Colleague who stands in');
  const colleague = await signInNameOf(page);
  await choice.selectOption({ label: colleague });
  await fillDate(page, 'Last day', daysFromToday(14));
  await page.getByRole('button', { name: 'Set the cover' }).click();
  await expect(page.getByText(new RegExp(`${colleague} stands in for you from`)).first()).toBeVisible();
  await expectSound(page);

  await signIn(page, 'checker@demo.example');
  await page.goto('/reviews');
  await settled(page);
  await expect(page.getByText(/^For .*, away until/).first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Open the first' }).click();
  await expect(page.getByText(/You decide this for .*, who is away until/)).toBeVisible();
  await expectSound(page);

  await page.goto('/account/cover');
  await page.getByRole('link', { name: /^End it/ }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'End the cover' }).click();
  await expect(page.getByText(/The cover by .* is ended\./)).toBeVisible();
  await page.goto('/reviews');
  await settled(page);
  await expect(page.getByText(/^For .*, away until/)).toHaveCount(0);
});

/** The name of who signs in as checker@demo.example, read without leaving the page. */
async function signInNameOf(page: import('@playwright/test').Page): Promise<string> {
  const found = await page.request.get('/api/v1/session/options');
  const { accounts } = (await found.json()) as { accounts: { email: string; name: string }[] };
  return accounts.find(({ email }) => email === 'checker@demo.example')?.name ?? '';
}
