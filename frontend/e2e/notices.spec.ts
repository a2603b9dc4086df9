import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

test('a manager turns from the bell to what waits, and puts a notice off', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.getByRole('link', { name: /^Notices/ }).click();
  await settled(page);
  await expect(page.getByRole('heading', { name: /^Needs you now/ })).toBeVisible();
  await expectSound(page);

  const bell = page.getByRole('link', { name: /^Notices.*new/ });
  const before = Number(/(\d+) new/.exec((await bell.textContent()) ?? '')?.[1]);
  await page.getByRole('button', { name: /^Mark as seen/ }).first().click();
  await expect(page.getByRole('link', { name: new RegExp(`^Notices.*${before - 1 === 1 ? 'one' : before - 1} new`) })).toBeVisible();

  await page.getByRole('button', { name: /^Put off/ }).first().click();
  await page.getByRole('button', { name: 'In a week' }).first().click();
  await page.goto('/notices?show=snoozed');
  await page.getByRole('button', { name: /^Show it again now/ }).click();
  await expect(page.getByText('You have put nothing off.')).toBeVisible();
});

test('a trainee chooses reminders, and makes and stops a calendar address', async ({ page, request }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/account/reminders');
  await settled(page);
  await page.getByLabel('On which day').selectOption('Thursday');
  await page.getByRole('button', { name: 'Save your choices' }).click();
  await expect(page.getByText('Your choices are saved.')).toBeVisible();
  await expectSound(page);

  await page.goto('/account/calendar');
  await page.getByRole('button', { name: 'Make a calendar address' }).click();
  const address = (await page.getByRole('group', { name: 'Your new calendar address' }).locator('code').textContent()) ?? '';
  await expectSound(page);
  const path = new URL(address).pathname;
  expect(await (await request.get(path)).text()).toContain('BEGIN:VCALENDAR');
  await page.getByRole('button', { name: 'Stop the address' }).click();
  await page.waitForURL('**/account/calendar/stop');
  await page.getByRole('button', { name: 'Stop the address' }).click();
  await expect(page.getByText('Your calendar address has stopped working.')).toBeVisible();
  expect((await request.get(path)).status()).toBe(404);
});

test('an administrator sees the jobs, and that no mail server is set up', async ({ page }) => {
  await signIn(page, 'admin@demo.example');
  await page.goto('/administration/jobs');
  await settled(page);
  await expect(page.getByText('No job has failed.')).toBeVisible();
  await expect(page.getByText('No mail server is set up, so no letters are sent.')).toBeVisible();
  await expectSound(page);
});
