import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// Staff from a spreadsheet: a file with mistakes, then a good one, then the same again.

const heading = 'Name,Email,Team,Role,Band,WTE,Start date,Line manager,Payroll number';

async function send(page: Page, name: string, rows: string[]) {
  await page.goto('/administration/people/import');
  await page.getByLabel('Spreadsheet').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from([heading, ...rows].join('\n')) });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('Checked. Nothing is imported yet.')).toBeVisible({ timeout: 30_000 });
  await settled(page);
}

test('an administrator imports staff, and importing them again changes nothing', async ({ page }) => {
  const made = Date.now();
  const [lead, coder] = [`lead.${made}@demo.example`, `coder.${made}@demo.example`];
  await signIn(page, 'admin@demo.example');
  const teams = (await (await page.request.get('/api/v1/teams')).json()) as { items: { name: string }[] };
  const roles = (await (await page.request.get('/api/v1/roles')).json()) as { items: { title: string; retired?: boolean }[] };
  const [team, role] = [teams.items[0]?.name ?? '', roles.items[0]?.title ?? ''];

  await page.goto('/administration/people');
  await page.getByRole('link', { name: 'Import staff from a spreadsheet' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import staff' })).toBeVisible();
  await expectSound(page);
  const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^template as XLSX/ }).click()]);
  expect(template.suggestedFilename()).toBe('staff-template.xlsx');

  const good = [
    `Imported Lead ${made},${lead},${team},${role},7,1,2020-03-14,,1`,
    `Imported Coder ${made},${coder},${team},${role},5,0.6,14/03/2024,${lead},2`,
  ];
  await send(page, `mistakes-${made}.csv`, [good[0] ?? '', `Imported Coder ${made},${coder},No such team,${role},5,1.6,14/03/2024,${lead},2`]);
  await expect(page.getByText('Payroll number')).toBeVisible();
  await page.getByLabel('Show').selectOption('refused');
  await expect(page.getByRole('row', { name: /There is no team of this name/ })).toBeVisible();
  await expectSound(page);
  const [refused] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^CSV file of the refused rows/ }).click()]);
  expect(refused.suggestedFilename()).toBe('refused-rows.csv');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Rows are refused');
  await page.getByRole('button', { name: 'Cancel this import' }).click();
  await expect(page.getByText('Cancelled. Nothing was imported.')).toBeVisible();

  await send(page, `good-${made}.csv`, good);
  await expect(page.getByRole('row', { name: new RegExp(`Imported Coder ${made}.*0.60 WTE`) })).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(/^Imported on .*: 2 people added, 0 changed\.$/)).toBeVisible({ timeout: 30_000 });
  await expectSound(page);

  await page.goto(`/administration/people?q=${encodeURIComponent(coder)}`);
  await page.getByRole('link', { name: `Imported Coder ${made}` }).click();
  await expect(page.getByText(`Imported Lead ${made}`).first()).toBeVisible();

  await send(page, `again-${made}.csv`, good);
  await expect(page.getByText('There is nothing to import.')).toBeVisible();
});
