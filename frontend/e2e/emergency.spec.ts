import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// An administrator helps themselves in an emergency; the auditor is told and looks at what was done.

test('an administrator helps themselves, and the auditor looks at it', async ({ page }) => {
  await signIn(page, 'admin@demo.example');
  await page.goto('/administration/emergency');
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Begin emergency access' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Choose what you need');
  await expectSound(page);
  await page.getByLabel('Manager of all teams').check();
  await page.getByLabel('What is the emergency?').fill('The only manager is ill, and a claim has to be decided today.');
  await page.getByLabel('Your password', { exact: true }).fill('Bandwise-demo-1');
  await page.getByRole('button', { name: 'Begin emergency access' }).click();
  await expect(page.getByText(/Emergency access has begun\./)).toBeVisible();
  const banner = page.getByRole('complementary', { name: 'Emergency access' });
  await expect(banner).toContainText('Emergency access: Manager of all teams');
  await page.goto('/reviews');
  await settled(page);
  await expect(banner).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the first' })).toBeVisible();
  await expectSound(page);
  await banner.getByRole('button', { name: 'End now' }).click();
  await expect(banner).toHaveCount(0);

  await signIn(page, 'auditor@demo.example');
  await page.goto('/notices');
  await settled(page);
  await expect(page.getByText(/gave themselves emergency access/).first()).toBeVisible();
  await page.goto('/administration/emergency/uses');
  await settled(page);
  await expectSound(page);
  await page.getByRole('link', { name: /^Open the trail/ }).first().click();
  await settled(page);
  await expect(page.getByText('Only what was done during one use of emergency access.')).toBeVisible();
  await expectSound(page);
  await page.goto('/administration/emergency/uses');
  await page.getByRole('link', { name: /^Say that you looked/ }).first().click();
  await settled(page);
  await expectSound(page);
  await page.getByLabel('What did you find?').fill('Nothing was decided.');
  await page.getByRole('button', { name: 'Note that I looked at it' }).click();
  await expect(page.getByText(/It is noted that you looked/)).toBeVisible();
  await expect(page.getByText('Nothing was decided.').first()).toBeVisible();
});
