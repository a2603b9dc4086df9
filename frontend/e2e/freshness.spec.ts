import { expect, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, settled, signIn } from './support';

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

// One story in order: an approval of the coder is stale since OPCS-4.11, and is renewed with fresh evidence.
test.describe('a stale approval', () => {
  test.describe.configure({ mode: 'serial' });
  const aspect = 'Coding accuracy';
  const fresh = 'Thirty episodes coded in OPCS-4.11';
  const problem = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });
  const row = (page: Page) => page.getByRole('row').filter({ hasText: 'ANCC 3' }).filter({ has: page.getByRole('link', { name: aspect }) });

  test('is claimed anew by its owner, with evidence that is fresh', async ({ page }) => {
    await signIn(page, 'coder@demo.example');
    const me = (await (await page.request.get('/api/v1/me')).json()) as { person: { id: string } };
    const yesterday = daysFromToday(-1).toISOString().slice(0, 10);
    const add = (title: string, happenedOn: string) =>
      page.request.post(`/api/v1/people/${me.person.id}/evidence`, {
        data: { title, kind: 'work_sample', whatIDid: 'I coded thirty episodes and had them checked.', happenedOn },
      });
    expect((await add('Thirty episodes coded in OPCS-4.10', '2026-03-02')).status()).toBe(201);
    expect((await add(fresh, yesterday)).status()).toBe(201);

    await page.goto('/portfolio');
    await settled(page);
    await expect(row(page)).toContainText('Needs fresh evidence');
    await row(page).getByRole('link', { name: aspect }).click();
    await expect(page.getByRole('heading', { name: 'This approval needs fresh evidence' })).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Renew with fresh evidence' }).click();
    await settled(page);
    await expect(page.getByLabel(/^ANCC 3, Coding accuracy/)).toBeChecked();
    await expect(page.getByText(/Approved, but needs fresh evidence since 1 April 2026/)).toBeVisible();
    await page.getByLabel('Thirty episodes coded in OPCS-4.10').check();
    await page.getByLabel('How the evidence shows it (optional)').fill('The chapters that changed are among them.');
    await page.locator('input[name=selfJudgement][value=meets]').check();
    await page.getByLabel('Why do you see it so?').fill('I have coded in OPCS-4.11 since its first day.');
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await expect(problem(page)).toContainText('needs fresh evidence. OPCS-4.11 came into use on 1 April 2026');
    await expect(problem(page)).toContainText('of 1 April 2026 or later');
    await expectSound(page);
    await page.getByLabel(fresh).check();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await expect(page.getByRole('alert')).toContainText('1 claim submitted for review');
    await expect(row(page)).toContainText('Waits for review');
  });

  test('counts again once it is approved, and its history is whole', async ({ page }) => {
    await signIn(page, 'manager@demo.example');
    await page.goto('/reviews?q=Daniel+Osei');
    await settled(page);
    await page.getByRole('link', { name: 'Daniel Osei' }).filter({ hasText: aspect }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(aspect);
    await page.getByLabel('Yes, approve').check();
    await page.getByRole('button', { name: /^Decide/ }).click();
    await expect(page.getByRole('alert')).toContainText('is approved');

    await signIn(page, 'coder@demo.example');
    await page.goto('/portfolio');
    await settled(page);
    await expect(row(page)).toContainText('Approved');
    await expect(row(page)).not.toContainText('Needs fresh evidence');
    await row(page).getByRole('link', { name: aspect }).click();
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    await expect(page.locator('.bw-history > li').filter({ hasText: 'Approved' })).toHaveCount(2);
    await expect(page.getByText('What was said with it')).toHaveCount(2);
    await expect(page.getByRole('link', { name: fresh })).toBeVisible();
    await expectSound(page);
  });
});
