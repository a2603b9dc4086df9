import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

test('a portfolio is frozen into a pack, downloaded, and read by another organisation before it comes in', async ({ page }) => {
  await signIn(page, 'coder@demo.example');
  await page.goto('/portfolio/packs/new');
  await settled(page);
  await page.getByRole('button', { name: 'Make the pack' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose what the pack is for');
  await page.getByLabel('Title').fill('For the panel');
  await page.getByRole('radio', { name: 'A panel or interview' }).check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Make the pack' }).click();
  await expect(page).toHaveURL(/\/packs\/[0-9a-f-]{36}$/);
  await settled(page);

  const pdf = page.getByRole('link', { name: 'PDF document' });
  const zip = page.getByRole('link', { name: /^Archive/ });
  await expect(pdf).toBeVisible({ timeout: 30_000 });
  await expect(zip).toBeVisible({ timeout: 30_000 });
  await expectSound(page);
  const [document] = await Promise.all([page.waitForEvent('download'), pdf.click()]);
  const printed = await readFile(await document.path());
  expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
  const [archive] = await Promise.all([page.waitForEvent('download'), zip.click()]);
  const sent = await readFile(await archive.path());

  await signIn(page, 'lead@other.example');
  await page.goto('/portfolio/packs/import');
  await settled(page);
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles({ name: 'pack.zip', mimeType: 'application/zip', buffer: Buffer.from('not a zip') });
  await expect(page.getByText('This file is no archive (ZIP)').first()).toBeVisible();
  await choose.setInputFiles({ name: 'pack.zip', mimeType: 'application/zip', buffer: sent });
  await expect(page.getByRole('heading', { name: 'What would come in' })).toBeVisible();
  await expect(page.getByText('which is not your name here')).toBeVisible();
  await expectSound(page);
  await page.getByRole('checkbox', { name: /I have looked at the pictures/ }).check();
  await page.getByRole('button', { name: 'Bring it into my portfolio' }).click();
  await expect(page.getByText('The pack is in your portfolio.')).toBeVisible();
});
