import { expect, test } from '@playwright/test';
import { expectSound, fillDate, settled, signIn } from './support';

test('the lead sees what is vacant and over, opens the people behind a number, and funds a post', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/establishment');
  await expect(page.getByText(/WTE are funded and .* WTE in post: .*vacant.*over the establishment/)).toBeVisible();
  const bands = page.getByRole('table', { name: /by band/ });
  await expect(bands.getByRole('row', { name: /Annex 21 trainees for band 4/ })).toContainText('%');
  await expectSound(page);
  await bands.getByRole('row', { name: /Annex 21 trainees/ }).getByRole('link').click();
  await expect(page.getByText('Only those paid by Annex 21 as trainees for band 4.')).toBeVisible();

  await page.goto('/organisation/establishment/entries/new');
  await settled(page);
  await page.getByRole('button', { name: 'Save the funded posts' }).click();
  await expect(page.getByRole('alert').getByText('Choose the team')).toBeVisible();
  await page.getByLabel('Team').selectOption({ label: 'Information Security' });
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Clinical Coding Officer' });
  await page.getByLabel('Band', { exact: true }).selectOption('3');
  await page.getByLabel('Funded WTE').fill('0');
  await fillDate(page, 'Funded from', new Date(2026, 0, 1));
  await page.getByRole('button', { name: 'Save the funded posts' }).click();
  await expect(page.getByRole('alert').getByText('Enter the funded WTE, from 0.01 to 10,000, for example 2.6.')).toBeVisible();
  await page.getByLabel('Funded WTE').fill('0.5');
  await page.getByRole('button', { name: 'Save the funded posts' }).click();
  await expect(page.getByText('The funded posts of Clinical Coding Officer in Information Security are saved.')).toBeVisible();
  await expectSound(page);

  // It never took effect: ended the day before it begins.
  await page.getByLabel('Search by team or role').fill('Information Security');
  const here = page.getByRole('row').filter({ hasText: 'Information Security' });
  await here.getByRole('link', { name: 'Clinical Coding Officer', exact: true }).click();
  await fillDate(page, /Last day/, new Date(2025, 11, 31));
  await page.getByRole('button', { name: 'Save the funded posts' }).click();
  await expect(page.getByText('The funded posts of Clinical Coding Officer in Information Security are saved.')).toBeVisible();
});

test('the lead sees who is stuck in the pipeline and on what, and opens the person', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/pipeline');
  await expect(page.getByRole('table', { name: /by stage/ }).getByRole('row')).toHaveCount(6);
  await expectSound(page);
  await page.getByLabel('Show', { exact: true }).selectOption('stuck');
  const trainees = page.getByRole('table', { name: /furthest behind/ });
  await expect(trainees.getByRole('row', { name: /Zara Hussain/ })).toContainText('is overdue since');
  await expect(trainees.getByRole('row', { name: /Ella Barnes/ })).toHaveCount(0);
  await trainees.getByRole('link', { name: 'Zara Hussain' }).click();
  await expect(page).toHaveURL(/\/people\/[0-9a-f-]{36}$/);
});

test('a manager sees the own teams and enters nothing; a trainee sees none of it', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.goto('/organisation/establishment');
  await expect(page.getByRole('link', { name: 'See what was entered' })).toBeVisible();
  await expect(page.getByText('Health Records Manager')).toHaveCount(0);
  expect((await page.request.post('/api/v1/workforce/establishment/posts', { data: {} })).status()).toBe(403);
  await signIn(page, 'trainee@demo.example');
  expect((await page.request.get('/api/v1/workforce/establishment')).status()).toBe(403);
  expect((await page.request.get('/api/v1/workforce/pipeline')).status()).toBe(403);
});
