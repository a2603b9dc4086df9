import { expect, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

async function openEllasMeetings(page: Page): Promise<void> {
  await signIn(page, 'manager@demo.example');
  await page.goto('/people?q=Ella');
  await page.getByRole('link', { name: 'Ella Barnes' }).first().click();
  await page.getByRole('link', { name: 'One-to-ones' }).click();
  await settled(page);
}

test('a one-to-one proposes its agenda, keeps private notes private, and is acknowledged by both', async ({ page }) => {
  await openEllasMeetings(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Plan a meeting' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Plan the meeting' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a one-to-one or an appraisal');
  await page.getByRole('radio', { name: 'One-to-one' }).check();
  await fillDate(page, 'When will you meet?', daysFromToday(0));
  await expect(page.getByRole('checkbox', { name: /Agreed action: Claim two more statements/ })).toBeChecked();
  await expectSound(page);
  await page.getByRole('button', { name: 'Plan the meeting' }).click();
  await settled(page);
  await expect(page.getByRole('link', { name: /Claim two more statements/ })).toBeVisible();
  const meeting = new URL(page.url()).pathname;

  await page.getByLabel('A new note').fill('Only for me: ask about the rota.');
  await page.getByRole('radio', { name: 'Only me' }).check();
  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByText('Private: nobody else reads it')).toBeVisible();

  await page.getByRole('button', { name: 'Agree an action' }).click();
  await page.getByLabel('What is to be done?').fill('Bring three difficult episodes');
  await page.getByRole('radio', { name: 'Ella Barnes' }).check();
  await fillDate(page, 'By when?', daysFromToday(20));
  await page.getByRole('button', { name: 'Agree the action' }).click();
  await expect(page.getByRole('cell', { name: /20|Bring/ }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Note that it was held' }).click();
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Note that it was held' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Acknowledge what is written here' }).click();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(page.getByText(/Ella Barnes: not yet/)).toBeVisible();
  await expectSound(page);

  await signIn(page, 'trainee@demo.example');
  await expect(page.getByRole('link', { name: 'Bring three difficult episodes' })).toBeVisible();
  await page.goto(meeting);
  await settled(page);
  await expect(page.getByText('ask about the rota')).toHaveCount(0);
  await page.getByRole('button', { name: 'Acknowledge what is written here' }).click();
  await page.getByLabel(/^A comment/).fill('That is how it was.');
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(page.getByText('Both sides have acknowledged this sheet')).toBeVisible();

  await page.getByRole('link', { name: /Close.*Bring three/ }).click();
  await page.getByRole('radio', { name: 'It is done' }).check();
  await page.getByRole('button', { name: 'Close the action' }).click();
  await expect(page.getByText('The action is closed.')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the sheet (PDF)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^one-to-one-.*\.pdf$/);
});

test('the lead sees dates and states of the cycle, and the standards lead sets it', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/appraisals');
  await settled(page);
  await page.getByLabel('Search by name').fill('Osei');
  await expect(page.getByRole('row', { name: /Daniel Osei/ })).toContainText('Overdue');
  await expectSound(page);

  await signIn(page, 'standards@demo.example');
  await page.goto('/organisation/appraisals/cycle');
  await settled(page);
  await page.getByLabel('An appraisal every').fill('0');
  await page.getByRole('button', { name: 'Set the cycle' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter how often an appraisal is held');
  await page.getByLabel('An appraisal every').fill('12');
  await page.getByLabel('Unit for appraisals').selectOption('months');
  await fillDate(page, 'From which day does it hold?', daysFromToday(0));
  await page.getByLabel('Why is it set so?').fill('As agreed with the staff side.');
  await page.getByRole('button', { name: 'Set the cycle' }).click();
  await expect(page.getByText('The cycle is set.')).toBeVisible();
  await expectSound(page);
});
