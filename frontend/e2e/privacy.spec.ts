import { expect, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

// What is kept about people: the notice, a copy for oneself, rules, a hold, and a leaver whose name goes.

test('everybody can read what is kept, and a trainee takes a copy of the own record', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Privacy', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'What is kept' })).toBeVisible();
  await expect(page.getByText(/6 years from the day of leaving/).first()).toBeVisible();
  await expectSound(page);

  await signIn(page, 'trainee@demo.example');
  await page.goto('/account');
  await page.getByRole('link', { name: 'A copy of everything that is held about you' }).click();
  await expect(page.getByRole('heading', { name: 'A copy of your record' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask for a copy' }).click();
  const copy = page.getByRole('link', { name: /^Your record, asked for on/ }).first();
  await expect(copy).toBeVisible({ timeout: 30_000 });
  await expectSound(page);
  const [download] = await Promise.all([page.waitForEvent('download'), copy.click()]);
  expect(download.suggestedFilename()).toMatch(/^bandwise-record-.*\.zip$/);
});

test('an administrator looks, holds, removes, and the leaver is gone from the search', async ({ page }) => {
  const made = Date.now();
  const [stays, goes] = [`Stays Longer ${made}`, `Goes Away ${made}`];
  await signIn(page, 'admin@demo.example');
  const headers = { Origin: new URL(page.url()).origin };
  for (const [i, name] of [stays, goes].entries()) {
    const person = await page.request.post('/api/v1/people', { headers, data: { name, email: `leaver${i}.${made}@demo.example` } });
    expect(person.status(), await person.text()).toBe(201);
    const { id, version } = (await person.json()) as { id: string; version: number };
    const left = await page.request.post(`/api/v1/people/${id}/leave`, { headers, data: { leftOn: '2019-03-14', version } });
    expect(left.status(), await left.text()).toBe(200);
  }

  await page.goto('/administration/retention');
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'See what would be removed' }).click();
  await expect(page.getByRole('heading', { name: 'What would be removed' })).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(goes) })).toBeVisible();
  await expect(page.getByRole('row', { name: /Trevor Lindley.*On hold/ }), 'whom the demo trust holds').toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: `Keep everything of ${stays}` }).click();
  await expect(page.getByRole('heading', { name: `Keep everything of ${stays}` })).toBeVisible();
  await page.getByRole('button', { name: 'Place the hold' }).click();
  await expect(page.getByRole('alert')).toContainText('Say why everything is to be kept');
  await expectSound(page);
  await page.getByLabel('Why?').fill('A claim is open.');
  await fillDate(page, 'When do you look at it again?', daysFromToday(90));
  await page.getByRole('button', { name: 'Place the hold' }).click();
  await expect(page.getByRole('heading', { name: 'Legal holds' })).toBeVisible();
  await expectSound(page);

  await page.goto('/administration/retention/preview');
  await expect(page.getByRole('row', { name: new RegExp(`${stays}.*On hold`) })).toBeVisible();
  await page.getByRole('button', { name: 'Remove this' }).click();
  await expect(page.getByRole('heading', { name: 'Remove these records?' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Remove them for good' }).click();
  await expect(page.getByText(/^Finished on/).first()).toBeVisible({ timeout: 30_000 });

  await page.getByRole('link', { name: 'Deletion log' }).click();
  await expect(page.getByRole('rowheader', { name: /Former member of staff \d{4}/ }).first()).toBeVisible();
  await expectSound(page);
  await page.goto(`/administration/people?q=${encodeURIComponent(String(made))}&state=all`);
  await settled(page);
  await expect(page.getByText(stays)).toBeVisible();
  await expect(page.getByText(goes)).toHaveCount(0);
});
