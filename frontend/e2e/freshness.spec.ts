import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// The standards lead says how long approvals count and which editions of classifications ask for fresh evidence.

test('a rule of freshness is set, changed and ended; an edition is given other statements', async ({ page }) => {
  const problem = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });
  await signIn(page, 'standards@demo.example');
  await page.goto('/settings');
  await expectSound(page);
  await page.getByRole('link', { name: 'Freshness' }).click();
  await expect(page.getByRole('heading', { name: 'What stays fresh, and how long' })).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Set a rule' }).click();
  await expect(page.getByText(/^\d+ found/)).toBeVisible();
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(problem).toContainText('Choose the statement');
  await expect(problem).toContainText('Enter how long an approval counts');
  await expectSound(page);
  await page.getByLabel('Search statements').fill('ANCC 5 escalation');
  await page.getByLabel('ANCC 5, Escalation').check();
  await page.getByLabel('How long does an approval count?').fill('30');
  await page.getByLabel('Why?').fill('How queries are passed on changes often.');
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(problem).toContainText('at most 20 years');
  await page.getByLabel('How long does an approval count?').fill('3');
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(page.getByRole('cell', { name: '3 years' })).toBeVisible();
  await expectSound(page);

  await page.getByRole('link', { name: /^Change\s*the rule for ANCC/ }).click();
  await page.getByLabel('How long does an approval count?').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('cell', { name: '2 years' })).toBeVisible();

  await page.getByRole('link', { name: /^End\s*the rule for ANCC/ }).click();
  await page.getByRole('button', { name: 'End the rule' }).click();
  await expect(problem).toContainText('Say why the rule ends');
  await expectSound(page);
  await page.getByLabel('Why does it end?').fill('It asked too much.');
  await page.getByRole('button', { name: 'End the rule' }).click();
  await expect(page.getByRole('cell', { name: 'It asked too much.' })).toBeVisible();

  await page.getByRole('link', { name: 'OPCS-4.11' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Choose its statements' }).click();
  await expect(page.getByText(/found, 9 chosen/)).toBeVisible();
  await page.getByLabel('Search statements').fill('ANCC 5 escalation');
  await page.getByLabel('ANCC 5, Escalation').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem).toContainText('Say why it affects these statements');
  await expectSound(page);
  await page.getByLabel('Why these?').fill('Queries about the new chapters are passed on otherwise.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: 'ANCC 5, Escalation' })).toBeVisible();
});

test('an administrator finds the settings that are theirs; a trainee reads the rules', async ({ page }) => {
  await signIn(page, 'admin@demo.example');
  await page.goto('/settings');
  await expect(page.getByRole('link', { name: 'Hospital number patterns' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Freshness' })).toHaveCount(0);
  await signIn(page, 'trainee@demo.example');
  await page.goto('/library/freshness');
  await settled(page);
  await expect(page.getByRole('button', { name: 'Set a rule' })).toHaveCount(0);
  await expectSound(page);
});
