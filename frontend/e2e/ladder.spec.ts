import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

test('the lead finds the link from ANCC 4 to band 5, and back', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/library');
  await page.getByRole('link', { name: 'Skills, profiles and bands' }).click();
  await settled(page);
  await page.getByLabel('Skill', { exact: true }).selectOption('ANCC');
  await page.getByLabel('Level', { exact: true }).selectOption('4');
  await expect(page.getByText('1 result', { exact: true })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Clinical Coding Officer Team Leader' });
  await expect(row).toContainText('Band 5');
  await expect(row).toContainText('Trainer and team leader.');
  await expect(row.getByRole('link', { name: /Document 000, lines 247/ })).toBeVisible();
  await expectSound(page);

  await row.getByRole('link', { name: 'Clinical Coding Officer Team Leader' }).click();
  await page.waitForURL(/\/library\/profiles\/[^/]+$/);
  await settled(page);
  const profile = page.url().split('/').at(-1) ?? '';
  await page.goto(`/library/links?profile=${profile}`);
  await expect(page.getByRole('row').filter({ hasText: '(ANCC), level 4' })).toContainText('Band 5');

  for (const path of ['/library/links/aspects', '/library/coverage', '/library/ladder']) {
    await page.goto(path);
    await expectSound(page);
  }
  await page.goto('/library/links/aspects?code=ANCC&factor=3');
  await expect(page.getByRole('row').filter({ hasText: 'Escalation' })).toContainText('3, Analytical');
});

test('the standards lead keeps links of the organisation’s own', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/library/links/new');
  await page.getByRole('button', { name: 'Make this link' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose the skill');
  await page.getByLabel('Skill', { exact: true }).selectOption('VUAS');
  await page.getByLabel('Level', { exact: true }).selectOption('3');
  await page.getByLabel('National profile', { exact: true }).selectOption({ label: 'Voluntary Services Manager (band 6)' });
  await page.getByLabel('Why do they belong together?').fill('Only to try it out.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Make this link' }).click();
  await expect(page.getByText('The link is made.')).toBeVisible();
  await page.getByRole('link', { name: /^End the link between VUAS 3/ }).click();
  await settled(page);
  await expectSound(page);
  await page.getByLabel('Why does it end?').fill('It was tried out.');
  await page.getByRole('button', { name: 'End the link' }).click();
  await expect(page.getByText('The link is ended.')).toBeVisible();
  await page.getByRole('link', { name: 'Do not accept the link between ASMG 5 and Clinical Coding Team Manager' }).click();
  await page.getByLabel('Why not?').fill('We report elsewhere.');
  await page.getByRole('button', { name: 'Mark as not accepted' }).click();
  await expect(page.getByText('We report elsewhere.').first()).toBeVisible();
});

test('the standards lead draws a move, a circle is refused, the map is published', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/library/pathway');
  await page.getByRole('button', { name: 'Begin a draft' }).click();
  await page.getByLabel('What will be new? (optional)').fill('A way from auditor to trainer.');
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of the pathway map');
  await expectSound(page);

  await page.getByRole('button', { name: 'Add a move' }).click();
  await settled(page);
  await page.getByLabel('From', { exact: true }).selectOption({ label: 'Clinical Coding Service Manager (band 7)' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'Clinical Coding Officer, Higher Level (band 4)' });
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('What is asked?').selectOption('months');
  await page.getByLabel('How many months?').fill('6');
  await page.getByLabel('Why is this move on the map?').fill('To see what happens.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Add the move' }).click();
  await expect(page.getByRole('alert')).toContainText('This move would make a circle: Clinical Coding Service Manager → Clinical Coding Officer, Higher Level');
  await page.getByRole('alert').getByRole('link', { name: /circle/ }).click();
  await expect(page.getByLabel('To', { exact: true })).toBeFocused();
  await expect(page.getByLabel('How many months?')).toHaveValue('6');

  await page.getByLabel('From', { exact: true }).selectOption({ label: 'Clinical Coding Auditor (band 5)' });
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'Clinical Coding Trainer (band 5)' });
  await page.getByRole('button', { name: 'Add the move' }).click();
  await expect(page.getByText('The move is on the draft.')).toBeVisible();
  await page.getByRole('link', { name: 'What changes against the version before' }).click();
  await expect(page.getByText('Clinical Coding Auditor → Clinical Coding Trainer')).toBeVisible();
  await expectSound(page);
  await page.goBack();
  await page.getByRole('link', { name: 'Publish this draft' }).click();
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Publish the pathway map' }).click();
  await expect(page.getByText('Version 2 of the pathway map is in force.')).toBeVisible();
  await expect(page.getByText('On condition: 6 months as Clinical Coding Auditor')).toBeVisible();
  await page.getByRole('link', { name: 'All versions' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Version 1' })).toContainText('Replaced');
  await expectSound(page);
});

test('the trainee opens the map by keyboard and reads what the next role asks', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/library/pathway');
  await settled(page);
  const mine = page.getByRole('link', { name: 'Clinical Coding Officer, band 3, clinical coding, your role' });
  await mine.focus();
  await expect(mine).toBeFocused();
  const move = page.getByRole('link', { name: /^Move \d+: from Clinical Coding Officer to Clinical Coding Officer, Higher Level/ });
  // Tab leads from the boxes to the numbers on the arrows.
  for (let presses = 0; presses < 60; presses += 1) {
    if (await move.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(move).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would I need?');
  await expect(page.getByText('Accredited Clinical Coder (ACC) is not held.')).toBeVisible();
  await expect(page.getByText('The Clinical Coding Service Manager has not said yet.')).toBeVisible();
  await expectSound(page);
  await page.goto('/library/pathway');
  await expectSound(page);
});

test('the service manager agrees, and the trainee sees it', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  const { person } = (await (await page.request.get('/api/v1/me')).json()) as { person: { id: string } };
  await signIn(page, 'manager@demo.example');
  await page.goto(`/people/${person.id}/moves`);
  await page.getByRole('link', { name: /^Say whether this is so ?: Agreed by the Clinical Coding Service Manager/ }).click();
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Record this' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose yes or no');
  await page.getByLabel('Yes', { exact: true }).check();
  await page.getByLabel('Why?').fill('Ella codes day cases on her own.');
  await page.getByRole('button', { name: 'Record this' }).click();
  await expect(page.getByText('What you said is recorded.')).toBeVisible();
  await signIn(page, 'trainee@demo.example');
  await page.goto('/progress/moves');
  await expect(page.getByText('Ella codes day cases on her own.')).toBeVisible();
});
