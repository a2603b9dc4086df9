import { expect, test } from '@playwright/test';
import { expectSound, signIn } from './support';

test('the lead reads the heat map by aspect, opens those behind a number, and one person’s requirements', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/heat-map?code=ANCC');
  await page.getByLabel('A column for each').selectOption('aspect');
  const table = page.getByRole('table', { name: /cell of the heat map/ });
  await table.getByRole('button', { name: 'Missing', exact: true }).click();
  await table.getByRole('button', { name: 'Missing', exact: true }).click();
  await expectSound(page);
  const first = table.getByRole('row').nth(1).getByRole('link', { name: /missing,/ });
  await first.click();
  await expect(page.getByText(/for whom something is missing that their role asks for in one aspect/)).toBeVisible();
  await expect(page.getByText(/It is about ANCC .* on every level/)).toBeVisible();
  await expectSound(page);

  await page.goto('/organisation/heat-map?by=person&code=ANCC&columns=level');
  await page.getByRole('region', { name: 'Heat map' }).getByRole('link', { name: /met.*ANCC/ }).first().click();
  await expect(page.getByText(/Only what is asked for in ANCC, level/)).toBeVisible();
  await page.getByRole('link', { name: 'Show everything' }).click();
  await expect(page.getByText(/Only what is asked for/)).toHaveCount(0);
});

test('the board has the scenarios that were chosen, and its address says which', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/planning');
  await page.getByLabel('Scenarios on the board').selectOption({ label: 'Six trainees in the spring' });
  await expect(page).toHaveURL(/board=[0-9a-f-]{36}/);
  const download = page.getByRole('link', { name: 'Download the board (PDF)' });
  await expect(download).toHaveAttribute('href', /with=[0-9a-f-]{36}$/);
  const board = await download.getAttribute('href');
  expect((await page.request.get(board ?? '')).headers()['content-type']).toBe('application/pdf');
  expect((await page.request.get('/api/v1/workforce/board?with=none')).status()).toBe(200);
  await page.getByRole('button', { name: /^Take off/ }).click();
  await expect(page.getByText(/the three scenarios that were changed last/)).toBeVisible();
});

test('the pages of the organisation are found at any width', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/organisation/establishment');
  await page.getByText('Organisation: Establishment, and other pages').click();
  await page.getByRole('link', { name: 'Pipeline', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pipeline');
  await page.goto('/organisation/establishment');
  await page.getByLabel('Show', { exact: true }).selectOption('all');
  await expect(page).toHaveURL(/only=all/);
  await expectSound(page);
});
