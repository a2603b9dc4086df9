import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

test('a trainee finds a word in the whole library', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/library');
  await page.getByRole('searchbox', { name: 'Search statements, profiles, roles and duties' }).fill('histology');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /results for “histology”/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'What was found' }).locator('mark').first()).toHaveText('histology');
  await expectSound(page);

  const kinds = page.getByRole('navigation', { name: 'What was found, by kind' });
  await kinds.getByRole('link', { name: /National profiles/ }).click();
  await expect(page).toHaveURL(/q=histology&kind=profile/);
  await page.reload();
  await expect(kinds.getByRole('link', { name: /National profiles/ })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: 'Clinical Coding Officer Higher Level' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Clinical Coding Officer Higher Level');

  await page.goto('/library?q=zzzz%20%22(');
  await expect(page.getByText('Nothing has all of these words.')).toBeVisible();
  await expectSound(page);
  await page.goto('/library?q=%22(%27');
  await expect(page.getByText('Type a word to search for, for example histology.')).toBeVisible();
});

test('a trainee reads what the next role asks, and what to do', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/progress');
  await page.getByRole('link', { name: 'My gap, for any role' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('My gap for my role, Clinical Coding Officer');
  await expect(page.getByText('Waits for review').first()).toBeVisible();
  await expect(page.getByText(/The claim has waited since/).first()).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Choose another role' }).click();
  await page.getByLabel('Find a role').fill('higher level');
  await page.getByRole('list', { name: 'Roles found' }).getByRole('link', { name: /Clinical Coding Officer, Higher Level/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What I would need for Clinical Coding Officer, Higher Level');
  await expect(page.getByRole('heading', { name: 'Essential', exact: true })).toBeVisible();
  await expect(page.getByText('Accredited Clinical Coder (ACC)').first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: /Claim this statement with your evidence/ }).first().click();
  await expect(page).toHaveURL(/portfolio\/claims\/new\?statement=/);
});

test('a manager judges a criterion, and the gap changes', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.goto('/people');
  await settled(page);
  await page.getByRole('link', { name: 'Ella Barnes' }).first().click();
  await page.getByRole('link', { name: 'Gap, for any role' }).click();
  await settled(page);
  const criteria = page.getByText(/Person specification: \d+ of \d+ essential/);
  await expect(criteria).toBeVisible();
  const before = Number(/: (\d+) of/.exec((await criteria.textContent()) ?? '')?.[1]);

  await page.getByRole('link', { name: /^Judge this criterion/ }).first().click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Save the judgement' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose whether Ella Barnes meets it');
  await page.getByLabel('Yes').check();
  await page.getByLabel('Reason').fill('Seen in three of her reports.');
  await page.getByRole('button', { name: 'Save the judgement' }).click();
  await expect(page.getByRole('heading', { name: /^Ella Barnes meets/ })).toBeVisible();
  await expect(criteria).toHaveText(new RegExp(`: ${before + 1} of`));
  await expect(page.getByText('Reason: Seen in three of her reports.')).toBeVisible();
  await expectSound(page);
});
