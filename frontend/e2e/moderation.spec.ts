import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// One story in order: an approval is looked at a second time, the two disagree, and the claim is decided again.
test.describe.configure({ mode: 'serial' });

const aspect = 'Coding deadlines';
const comment = 'Four days of five are enough for me.';
const objection = 'The counts stop in the week in which the target went up.';

async function openReview(page: Page): Promise<void> {
  await page.goto('/reviews?q=Ella+Barnes');
  await settled(page);
  await page.getByRole('link', { name: 'Ella Barnes' }).filter({ hasText: aspect }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(aspect);
  await settled(page);
}

test('the standards lead lets every approval be looked at twice', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/reviews/rules');
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Set a rule' }).click();
  await settled(page);
  await page.getByLabel('How many approvals go to a second assessor').check();
  await page.getByLabel('Per cent').fill('100');
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(page.getByRole('alert')).toContainText('Give the reason');
  await expect(page.getByLabel('Per cent')).toHaveValue('100');
  await expectSound(page);
  await page.getByLabel('Reason').fill('Until we know that we mean the same, two of us look at everything.');
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(page.getByRole('alert')).toContainText('The rule is set.');
  await expect(page.getByRole('row', { name: /general rate/ })).toContainText('100 %');
});

test('the assessor approves a claim of the trainee', async ({ page }) => {
  await signIn(page, 'assessor@demo.example');
  await openReview(page);
  await expect(page.getByText('Which weeks do the counts cover')).toBeVisible();
  await page.getByLabel('Yes, approve').check();
  await page.getByLabel('Comment (optional)').fill(comment);
  await page.getByRole('button', { name: /^Decide/ }).click();
  await expect(page.getByRole('alert')).toContainText('is approved');
  await page.goto('/reviews/second-looks?q=Ella+Barnes');
  await settled(page);
  await expect(page.getByRole('link', { name: 'Ella Barnes' }).filter({ hasText: aspect })).toHaveCount(0);
});

test('the second assessor disagrees without knowing what the first wrote', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.goto('/reviews/second-looks?q=Ella+Barnes');
  await settled(page);
  await expectSound(page);
  await page.getByRole('link', { name: 'Ella Barnes' }).filter({ hasText: aspect }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(aspect);
  await settled(page);
  await expect(page.getByText(comment)).toHaveCount(0);
  await expect(page.getByText('Grace Okafor')).toHaveCount(0);
  await expectSound(page);
  const look = page.url();
  const answer = await page.request.get(look.replace('/reviews/second-looks/', '/api/v1/moderations/'));
  const { summary } = (await answer.json()) as { summary: { claimId: string; person: { id: string } } };
  await page.goto(`/people/${summary.person.id}/portfolio/claims/${summary.claimId}`);
  await expect(page.getByText('This approval waits for your second look')).toBeVisible();
  await settled(page);
  await expect(page.getByText(comment)).toHaveCount(0);
  await expect(page.getByText('Grace Okafor')).toHaveCount(0);
  await expect(page.getByText('Which weeks do the counts cover')).toHaveCount(0);
  await expectSound(page);
  await page.getByRole('link', { name: 'Give it your second look' }).click();
  await page.getByLabel('Not yet, I would return it').check();
  await page.getByRole('button', { name: 'Judge' }).click();
  await expect(page.getByRole('alert')).toContainText('Give the reason');
  await page.getByLabel('Reason').fill(objection);
  await page.getByRole('button', { name: 'Judge' }).click();
  await expect(page.getByRole('alert')).toContainText('You disagree. The claim is open again');
  await expect(page.getByText(comment)).toBeVisible();
  await expectSound(page);
});

test('the trainee sees that the claim is open again, and why', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.getByRole('link', { name: 'My portfolio' }).click();
  await settled(page);
  const row = page.getByRole('row').filter({ hasText: 'ANCC 2' }).filter({ has: page.getByRole('link', { name: aspect }) });
  await expect(row).toContainText('Waits for review');
  await row.getByRole('link').click();
  await settled(page);
  await expect(page.getByText(objection).first()).toBeVisible();
  await expectSound(page);
});

test('the first assessor cannot outvote the second, and comes round', async ({ page }) => {
  await signIn(page, 'assessor@demo.example');
  await openReview(page);
  await expect(page.getByRole('heading', { name: 'Two assessors disagree' })).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Yes, approve').check();
  await page.getByRole('button', { name: /^Decide/ }).click();
  await expect(page.getByRole('alert')).toContainText('neither of you decides it alone');
  await page.getByLabel('Not yet, return it').check();
  await page.getByLabel('Reason').fill('My colleague is right: add the counts of the last week.');
  await page.getByRole('button', { name: /^Decide/ }).click();
  await expect(page.getByRole('alert')).toContainText('is returned');
});

test('the standards lead sees the disagreement counted and settled', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/reviews/agreement');
  await settled(page);
  await expect(page.getByRole('row', { name: /Grace Okafor/ })).toBeVisible();
  await expectSound(page);
  await page.goto('/reviews/approvals');
  await settled(page);
  const why = page.locator('details').filter({ hasText: 'Drawn: the general rate is 100 %' }).first();
  await why.locator('summary').click();
  await expect(why.getByText('Drawn: the general rate is 100 %')).toBeVisible();
  await expectSound(page);
});
