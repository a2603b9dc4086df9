import { expect, test, type Page } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// The standards lead makes a role of the organisation from a shared one, changes it, and sees what changed.

// A title of its own for each run, since a title stays taken.
const copied = `Trainee Clinical Coder ${Date.now() % 100_000}`;

async function open(page: Page, title: string): Promise<void> {
  await page.goto('/library/roles');
  await page.getByLabel('Search roles').fill(title);
  await page.getByRole('link', { name: title, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await settled(page);
}

test('a standards lead copies a shared role and keeps it in versions', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/library/roles');
  await expectSound(page);

  await test.step('a shared role is copied, not changed', async () => {
    await open(page, 'Clinical Coding Officer');
    await expectSound(page);
    await expect(page.getByRole('button', { name: 'Edit this role' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Copy into a role of your own' }).click();
    await page.getByLabel('Title of the new role').fill(copied);
    await page.getByRole('button', { name: 'Copy this role' }).click();
    await expect(page.getByRole('link', { name: 'Say why the role is copied' })).toBeVisible();
    await page.getByLabel('Why it is copied').fill('Our trainees code for two hospitals.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Copy this role' }).click();
    await expect(page.getByRole('heading', { level: 1, name: copied })).toBeVisible();
    await expect(page.getByText(`${copied} is a role of your organisation now.`)).toBeVisible();
  });

  await test.step('a duty is changed', async () => {
    await page.getByRole('button', { name: 'Edit this role' }).click();
    await expectSound(page);
    await page.getByRole('link', { name: 'Duties', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Edit the duties' })).toBeVisible();
    const second = page.getByRole('group', { name: 'Duty 2', exact: true });
    await expect(second.getByLabel('Duty', { exact: true })).toHaveValue(/distressing nature/);
    await second.getByLabel('Duty', { exact: true }).fill('Be open to translating distressing information from both hospitals');
    await page.getByLabel('What changed, and why').fill('Two hospitals.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await expect(page.getByText('Version 2 is saved.')).toBeVisible();
    await expect(page.getByText('distressing information from both hospitals').first()).toBeVisible();
  });

  await test.step('a criterion becomes a requirement', async () => {
    await page.getByRole('button', { name: 'Edit this role' }).click();
    await page.getByRole('link', { name: 'Requirements', exact: true }).click();
    await expectSound(page);
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    await page.getByLabel('Kind', { exact: true }).selectOption('Criterion');
    await page.getByLabel('Search', { exact: true }).fill('GCSE');
    await page.getByRole('radio', { name: /GCSE/ }).check();
    await page.getByLabel('Why the role asks for it').fill('The training builds on it.');
    await page.getByLabel('What changed, and why').fill('The school certificates are asked for.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Add this requirement' }).click();
    await expect(page.getByText('Version 3 is saved.')).toBeVisible();
    await expect(page.getByText(/5 GCSE/).first()).toBeVisible();
  });

  await test.step('what changed is seen word by word', async () => {
    await open(page, copied);
    await page.getByRole('link', { name: 'Versions', exact: true }).click();
    await expect(page.getByText('Our trainees code for two hospitals.').first()).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Compare two versions' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /What changed from version 1 to version 3/ })).toBeVisible();
    await expect(page.locator('mark', { hasText: 'from both hospitals' })).toBeVisible();
    await expect(page.getByText(/5 GCSE/).first()).toBeVisible();
    await expectSound(page);
  });

  await test.step('the job advert', async () => {
    await open(page, copied);
    const address = await page.getByRole('link', { name: 'PDF', exact: true }).getAttribute('href');
    const answer = await page.request.get(address ?? '');
    expect(answer.status()).toBe(200);
    expect((await answer.body()).subarray(0, 4).toString()).toBe('%PDF');
    await page.getByRole('link', { name: 'Job advert', exact: true }).click();
    await expectSound(page);
  });

  await test.step('a title that is taken is refused by its field, and nothing is lost', async () => {
    await page.goto('/library/roles/new');
    await page.getByLabel('Title', { exact: true }).fill(copied);
    await page.getByLabel('Band', { exact: true }).selectOption('Band 3');
    await page.getByLabel('Purpose of the post (optional)').fill('Codes.');
    await page.getByRole('button', { name: 'Add this role' }).click();
    await page.getByRole('link', { name: /already has a role with this title and band/ }).click();
    await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue(copied);
    await expect(page.getByLabel('Purpose of the post (optional)')).toHaveValue('Codes.');
    await expectSound(page);
  });

  await test.step('two roles side by side', async () => {
    await page.goto('/library/roles/compare');
    await page.getByLabel('From', { exact: true }).selectOption({ label: 'Clinical Coding Officer (band 3)' });
    await page.getByLabel('To', { exact: true }).selectOption({ label: 'Clinical Coding Officer, Higher Level (band 4)' });
    await expect(page.getByText('Accredited Clinical Coder (ACC)').first()).toBeVisible();
    await expectSound(page);
  });
});

test('a trainee reads roles and cannot change them', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await open(page, 'Clinical Coding Officer');
  await expect(page.getByRole('button', { name: /Copy|Edit/ })).toHaveCount(0);
  const refused = await page.request.post('/api/v1/roles', { data: { title: 'Mine', bandStatus: 'unknown' } });
  expect(refused.status()).toBe(403);
  await page.getByRole('link', { name: 'Who holds it' }).click();
  await expectSound(page);
});
