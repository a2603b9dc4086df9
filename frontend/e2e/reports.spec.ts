import { expect, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

// A table is taken away, and the board is sent by e-mail to somebody who then wants it no more.

test('the lead takes a table away as a spreadsheet', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/people?state=overdue');
  await settled(page);
  const shown = await page.getByRole('rowheader').count();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV file of these people' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^people-\d{4}-\d{2}-\d{2}\.csv$/);
  const answer = await page.request.get('/api/v1/workforce/tables/people?state=overdue&format=csv');
  const lines = (await answer.text()).trim().split('\n');
  expect(lines.length - 1).toBe(shown);
});

test('the lead has the board sent, and its reader stops it', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/planning/reports');
  await settled(page);
  await expect(page.getByText('No report is sent.')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'New report' }).click();
  await expect(page.getByLabel('Helen Marsh')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Coding workforce');
  await page.getByRole('button', { name: 'Save the report' }).click();
  await expect(page.getByRole('alert').getByText('Choose who gets the report')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Coding workforce');
  await expectSound(page);
  await page.getByLabel('How often?').selectOption('monthly');
  await fillDate(page, 'First day', daysFromToday(-2));
  await page.getByLabel('Helen Marsh').check();
  await page.getByRole('button', { name: 'Save the report' }).click();
  await expect(page.getByRole('alert').getByText('Choose a first day after today.')).toBeVisible();
  await fillDate(page, 'First day', daysFromToday(3));
  await page.getByRole('button', { name: 'Save the report' }).click();
  await expect(page.getByRole('row', { name: /Coding workforce/ })).toContainText('Helen Marsh');
  await expectSound(page);

  await page.getByRole('link', { name: /^Send now/ }).click();
  await page.getByRole('button', { name: 'Send it now' }).click();
  await expect(page.getByRole('alert').getByText(/No mail server is set up/)).toBeVisible();

  await signIn(page, 'manager@demo.example');
  await page.goto('/account/reminders');
  await expect(page.getByText(/Coding workforce, from/)).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: /^Do not send me this/ }).click();
  await expect(page.getByText('You do not get Coding workforce any more.')).toBeVisible();

  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/planning/reports');
  await expect(page.getByRole('row', { name: /Coding workforce/ })).toContainText('Nobody any more');
  await page.getByRole('link', { name: 'End Coding workforce' }).click();
  await page.getByRole('button', { name: 'End this report' }).click();
  await expect(page.getByText('Coding workforce is not sent any more.')).toBeVisible();
});
