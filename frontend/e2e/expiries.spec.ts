import { expect, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

test('a manager enters who is to leave, the lead finds it in the calendar, and it is taken back', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.goto('/organisation/expiries?q=peter+hughes&months=36');
  await page.getByRole('link', { name: 'Peter Hughes' }).first().click();
  await settled(page);
  await page.getByRole('link', { name: 'Appointments', exact: true }).click();
  await expect(page.getByText('No leaving is planned.')).toBeVisible();
  await page.getByRole('button', { name: 'Enter a planned leaving' }).click();
  await page.getByRole('button', { name: 'Enter the planned leaving' }).click();
  await expect(page.getByRole('alert').getByText('Choose whether it is retirement or another reason')).toBeVisible();
  await page.getByLabel('Retirement').check();
  await fillDate(page, 'Last day', daysFromToday(-3));
  await page.getByRole('button', { name: 'Enter the planned leaving' }).click();
  await expect(page.getByRole('alert').getByText(/has passed\. Enter a day to come/)).toBeVisible();
  await expectSound(page);
  await fillDate(page, 'Last day', daysFromToday(200));
  await page.getByRole('button', { name: 'Enter the planned leaving' }).click();
  await expect(page.getByText(/^The planned leaving on .* is entered\.$/)).toBeVisible();

  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/expiries/calendar?kind=planned_leaving');
  await settled(page);
  await expect(page.getByRole('link', { name: 'Peter Hughes' })).toBeVisible();
  await expectSound(page);
  const month = daysFromToday(200).toLocaleDateString('en-GB', { month: 'long', year: 'numeric' });
  await page.getByRole('row', { name: new RegExp(`^${month}`) }).getByRole('link', { name: /planned leaving/ }).click();
  await page.waitForURL(/\/organisation\/expiries\?.*month=/);
  await settled(page);
  await expect(page.getByText(/^Only /)).toBeVisible();
  await page.getByRole('link', { name: 'Peter Hughes' }).click();
  await expect(page.getByText('Retirement', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: /Take back/ })).toHaveCount(0);

  await signIn(page, 'auditor@demo.example');
  await page.goto('/organisation/expiries?kind=planned_leaving');
  await expect(page.getByText(/shown to the line and to the workforce lead only/)).toBeVisible();
  await expect(page.getByText('Nothing of this falls due or ends.')).toBeVisible();

  await signIn(page, 'manager@demo.example');
  await page.goto('/organisation/expiries?kind=planned_leaving&q=peter');
  await page.getByRole('link', { name: 'Peter Hughes' }).click();
  await page.getByRole('link', { name: 'Take back the planned leaving' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('The planned leaving is taken back.')).toBeVisible();
});
