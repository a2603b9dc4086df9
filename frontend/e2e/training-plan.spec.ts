import { expect, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, openPerson, settled, signIn } from './support';

// One story in order; what it changes is put back, except for the extension, which is kept.
test.describe.configure({ mode: 'serial' });

const reason = 'The course was full, and the next one is in the new year.';

test('the trainee sees the plan back from the sitting, gives it up and chooses it again', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.getByRole('link', { name: 'The plan, back from the sitting' }).click();
  await settled(page);
  const plan = page.getByRole('table', { name: /What has to happen by when/ });
  await expect(plan.getByRole('row', { name: /Registration closes/ })).toBeVisible();
  await expect(plan.getByRole('row', { name: /IHRIM membership.*Needs attention/ })).toBeVisible();
  await expectSound(page);

  await page.getByRole('link', { name: 'Give this sitting up' }).click();
  await page.getByLabel('Reason').fill('I am not sure yet.');
  await page.getByRole('button', { name: /^Give .* up$/ }).click();
  await settled(page);
  await expect(plan).toHaveCount(0);

  await page.getByRole('button', { name: 'Choose a sitting' }).click();
  await settled(page);
  await expectSound(page);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Choose this sitting' }).click();
  await expect(page.getByRole('alert').getByText(/is too early/)).toBeVisible();
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: 'Choose this sitting' }).click();
  await expect(plan.getByRole('row', { name: /Practical paper/ })).toBeVisible();
  await expect(page.getByText('Given up on')).toBeVisible();
});

test('the manager extends a date; the trainee reads why', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  const address = await openPerson(page, 'Ella Barnes');
  await page.goto(`${address}/milestones/anatomy-course/extend`);
  await settled(page);
  await fillDate(page, 'What is the new date?', daysFromToday(1500));
  await page.getByRole('button', { name: 'Show what would move' }).click();
  await expect(page.getByText(/Anatomy.*instead of/)).toBeVisible();
  await page.getByLabel('Reason').fill(reason);
  await expectSound(page);
  await page.getByRole('button', { name: 'Extend this date' }).click();
  await expect(page.getByText(`: ${reason}`)).toBeVisible();

  await signIn(page, 'trainee@demo.example');
  await page.goto('/progress/milestones/anatomy-course');
  await expect(page.getByText(/Helen Marsh moved it on .*The course was full/)).toBeVisible();
  await expectSound(page);
});

test('leave that overlaps, and a result from before the sitting, are refused with what was typed', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  const address = await openPerson(page, 'Kwame Boateng');
  const leave = async (first: number, last: number) => {
    await page.goto(`${address}/pauses/new`);
    await settled(page);
    await page.getByLabel('Sickness').check();
    await fillDate(page, 'First day', daysFromToday(first));
    await fillDate(page, 'Last day (optional)', daysFromToday(last));
    await page.getByRole('button', { name: 'Record this leave' }).click();
  };
  await leave(-9, -5);
  await expect(page.getByRole('link', { name: /^Withdraw/ })).toBeVisible();
  await leave(-6, -4);
  await expect(page.getByRole('alert').getByText(/This overlaps the sickness leave from .* to /)).toBeVisible();
  await expect(page.getByLabel('Sickness')).toBeChecked();
  await expectSound(page);
  await page.goto(address);
  await page.getByRole('link', { name: /^Withdraw/ }).click();
  await page.getByLabel('Reason').fill('Entered for somebody else.');
  await page.getByRole('button', { name: 'Withdraw the leave' }).click();
  await expect(page.getByText(/Withdrawn by Helen Marsh/)).toBeVisible();

  await page.goto(`${address}/milestones/nccq/attempt`);
  await settled(page);
  await fillDate(page, 'When was it sat?', daysFromToday(-2));
  await page.getByLabel('Practical paper', { exact: true }).check();
  await page.getByLabel('A resit').check();
  await page.getByLabel('Practical paper: mark in per cent').fill('91');
  await fillDate(page, 'When did the results come? (optional)', daysFromToday(-20));
  await page.getByRole('button', { name: 'Record this sitting' }).click();
  await expect(page.getByRole('alert').getByText(/The results cannot come before the sitting on/)).toBeVisible();
  await expect(page.getByLabel('Practical paper: mark in per cent')).toHaveValue('91');
  await expectSound(page);
});

test('the standards lead keeps the sittings', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/sittings');
  await expect(page.getByText('Invented for the demonstration').first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Add a sitting' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Save this sitting' }).click();
  await expect(page.getByRole('alert').getByText('Enter what the sitting is called')).toBeVisible();
  await expectSound(page);
});
