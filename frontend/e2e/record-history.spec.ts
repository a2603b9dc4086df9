import { expect, test } from '@playwright/test';
import { expectSound, openPerson, settled, signIn } from './support';

// A mentor reads a trainee's record; the trainee and the auditor see it.

test('a person sees who read the record, and the auditor finds it', async ({ page }) => {
  await signIn(page, 'mentor@demo.example');
  const trainee = await openPerson(page, 'Ella Barnes');
  await settled(page);

  await signIn(page, 'trainee@demo.example');
  await page.goto('/account');
  await page.getByRole('link', { name: 'Who read and changed your record' }).click();
  await expect(page.getByRole('rowheader', { name: 'Read your training and progress' }).first()).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Show').selectOption('changed');
  await expect(page.getByRole('rowheader', { name: /^Read your/ })).toHaveCount(0);
  await expect(page.getByRole('rowheader').first()).toBeVisible();

  await signIn(page, 'auditor@demo.example');
  await page.goto(`/administration/audit?action=record.&person=${trainee.split('/').pop() ?? ''}`);
  await expect(page.getByRole('rowheader', { name: /^Record read/ }).first()).toBeVisible();
  await expectSound(page);
  await page.goto('/administration/audit');
  await expect(page.getByText(/^Showing the newest 50/)).toBeVisible();
  await page.getByRole('button', { name: /^Show more/ }).click();
  await expect(page.getByText(/^Showing the newest 100/)).toBeVisible();
});
