import { expect, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

test('the lead sees why the target falls short, builds two scenarios and compares them', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/organisation/forecast');
  await settled(page);
  await expect(page).toHaveURL(/\/organisation\/planning$/);
  await expect(page.getByText(/^The target of 20 WTE at band 4 and above/)).toBeVisible();
  const why = page.getByRole('table', { name: /What becomes of today’s number/ });
  await expect(why.getByRole('row', { name: /Short of the target/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /Accredited whole-time equivalents by month/ }).locator('svg')).toBeVisible();
  await expect(page.getByText(/From \d+ attempts since/)).toBeVisible();
  await expectSound(page);

  // A target without a band, and a pass rate of 140 %: a sentence by each field, and nothing typed is lost.
  await page.getByRole('link', { name: 'Change the target and the assumptions' }).click();
  await settled(page);
  await page.getByLabel('Counted from band').selectOption('');
  await page.getByLabel('Pass rate at each sitting').fill('140');
  await page.getByRole('button', { name: 'Save the target and the assumptions' }).click();
  const refused = page.getByRole('alert');
  await expect(refused.getByText('Choose the band from which on accredited staff count towards the target.')).toBeVisible();
  await expect(refused.getByText('A pass rate lies between 0 and 100 %, not 140 %.')).toBeVisible();
  await expect(page.getByLabel('Pass rate at each sitting')).toHaveValue('140');
  await expectSound(page);

  for (const [name, people, after] of [
    ['Two who sit early', '2', '12'],
    ['Eight in the spring', '8', ''],
  ] as const) {
    await page.goto('/organisation/planning');
    await page.getByRole('button', { name: 'New scenario' }).click();
    await settled(page);
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Add an intake' }).click();
    const intake = page.getByRole('group', { name: 'Intake 1' });
    await intake.getByLabel('How many trainees start?').fill(people);
    await intake.getByLabel('In which month?').selectOption({ index: 4 });
    await intake.getByLabel('Months from the start').fill(after);
    await page.getByRole('button', { name: 'Save and compare' }).click();
    await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
  }
  await page.goto('/organisation/planning/scenarios');
  await settled(page);
  await expectSound(page);
  await page.getByLabel('Compare Two who sit early').check();
  await page.getByLabel('Compare Eight in the spring').check();
  await page.getByRole('button', { name: 'Compare these 2 with today’s plan' }).click();
  const glance = page.getByRole('table', { name: /When the target is met/ });
  await expect(glance.getByRole('row')).toHaveCount(4);
  await expect(glance.getByRole('row', { name: /Eight in the spring/ })).toContainText('8 trainees to start');
  await expect(page.getByRole('img', { name: /by month/ })).toHaveCount(3);
  await expectSound(page);

  const board = await page.request.get('/api/v1/workforce/board');
  expect(board.headers()['content-type']).toBe('application/pdf');
  expect((await board.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.goto('/organisation/planning/scenarios');
  await page.getByRole('link', { name: 'Delete Two who sit early' }).click();
  await page.getByRole('button', { name: 'Delete this scenario' }).click();
  await expect(page.getByText('Two who sit early is deleted.')).toBeVisible();
});

test('an intake in the past is refused; a manager sees the own teams and the own scenarios', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.goto('/organisation/planning');
  await expect(page.getByText(/^The target of 20 WTE/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Change the target and the assumptions' })).toHaveCount(0);
  await page.goto('/organisation/planning/scenarios');
  await expect(page.getByText('No scenario is kept.')).toBeVisible();
  const past = await page.request.post('/api/v1/workforce/scenarios', {
    data: { name: 'Too late', intakes: [{ people: 1, starts: '2020-01-01', pathway: 'acc', band: '4', wte: 1 }] },
  });
  expect(past.status()).toBe(422);
  expect(JSON.stringify(await past.json())).toContain('January 2020 is in the past. An intake starts this month or later.');
});

test('a trainee has no planning', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  expect((await page.request.get('/api/v1/workforce/forecast')).status()).toBe(403);
  await page.goto('/organisation/planning');
  await expect(page.getByRole('alert')).toContainText('Your roles in Bandwise do not include this.');
});
