import { expect, type Locator, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, openPerson, pdfFile, settled, signIn } from './support';

// One story in order: each step takes up what the one before it left.
test.describe.configure({ mode: 'serial' });

const evidenceTitle = 'Forty endoscopy episodes coded in my fourth month';
const explanation = 'The sample shows it in forty episodes, and the audit agrees.';
const reason = 'Show one query that you raised, and what came of it.';
let approved = '';
let returned = '';

interface Overview {
  waitingReview: { people: number; items: number };
  waitingSignOff: { people: number; items: number };
}
let before: Overview | undefined;

test('the workforce lead sees the numbers as they stand', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  before = (await (await page.request.get('/api/v1/workforce/overview')).json()) as Overview;
  await page.goto('/people?q=Ella+Barnes');
  await expect(page.getByRole('row', { name: /Ella Barnes/ })).toBeVisible();
  await expectSound(page);
});

test('the trainee records the Standards course', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/Month \d+ of 36 on your way to ACC/);
  await expectSound(page);

  await page.getByRole('link', { name: /Clinical Coding Standards Course/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expectSound(page);
  await page.getByRole('button', { name: 'Record this milestone' }).click();
  await settled(page);

  await fillDate(page, 'When was it completed?', daysFromToday(-3));
  await page.getByLabel(/^Certificate/).setInputFiles(pdfFile('standards-course.pdf'));
  await expect(page.getByText('standards-course.pdf (')).toBeVisible();
  await expect(page.getByText('Added')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Record this milestone' }).click();

  await expect(page.getByRole('alert')).toContainText('is recorded');
  await expect(page.getByText('Waits for sign-off').first()).toBeVisible();
  await expectSound(page);
});

test('the trainee adds evidence with a PDF and claims two statements', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.getByRole('link', { name: 'My portfolio' }).click();
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await settled(page);

  await page.getByLabel('Title').fill(evidenceTitle);
  await page.getByLabel('Kind of evidence').selectOption({ label: 'Work sample' });
  await fillDate(page, 'When was it?', daysFromToday(-10));
  await page.getByLabel('What I did').fill('I coded forty day-case episodes and checked each against its histology.');
  await page.getByLabel(/What I learnt/).fill('To wait for the histology result.');
  await page.getByLabel(/^Files/).setInputFiles(pdfFile('endoscopy-sample.pdf'));
  await expect(page.getByText('Added')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Finish evidence' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText(evidenceTitle);
  await expect(page.getByRole('link', { name: 'endoscopy-sample.pdf', exact: true })).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Claim statements' }).click();
  await page.getByLabel('Skill and level').selectOption('ANCC 2');
  const statements = page.getByRole('group', { name: 'Which statements do you claim?' }).getByRole('checkbox');
  const first = statements.nth(0);
  const second = statements.nth(1);
  approved = await nameOf(first);
  returned = await nameOf(second);
  await first.check();
  await page.getByRole('checkbox', { name: returned }).check();
  await expect(page.getByRole('checkbox', { name: evidenceTitle })).toBeChecked();
  await page.getByLabel(/How the evidence shows it/).fill(explanation);
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await expect(page.getByRole('alert')).toContainText('Say how far you meet it yourself');
  await page.getByLabel('I meet it').check();
  await page.getByLabel('Why do you see it so?').fill('I code such episodes every day, without help.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Submit for review' }).click();

  await expect(page.getByRole('alert')).toContainText('2 claims submitted for review.');
  for (const statement of [approved, returned]) {
    await expect(rowOf(page, statement)).toContainText('Waits for review');
  }
});

test('the manager approves one claim and returns the other with a reason', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.getByRole('link', { name: 'Reviews' }).click();
  await settled(page);
  await expectSound(page);

  await openReview(page, approved);
  await expectSound(page);
  await expect(page.getByText(explanation).filter({ visible: true })).toBeVisible();
  await page.getByLabel('Yes, approve').check();
  await page.getByRole('button', { name: /^Decide/ }).click();
  await expect(page.getByRole('alert')).toContainText('is approved');

  await openReview(page, returned);
  await page.getByLabel('Not yet, return it').check();
  await page.getByRole('button', { name: /^Decide/ }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('Give the reason');
  await expectSound(page);
  await summary.getByRole('link').click();
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: /^Decide/ }).click();
  await expect(page.getByRole('alert')).toContainText('is returned');
});

test('the manager signs the Standards course off', async ({ page }) => {
  await signIn(page, 'manager@demo.example');
  await page.getByRole('link', { name: 'Sign-offs' }).click();
  await settled(page);
  await expectSound(page);
  await page.getByRole('searchbox').fill('Ella Barnes');
  await page.getByRole('link', { name: 'Ella Barnes' }).filter({ hasText: 'Standards Course' }).click();
  await settled(page);
  await expectSound(page);
  await page.getByLabel('Yes, sign it off').check();
  await page.getByRole('button', { name: 'Sign off' }).click();
  await expect(page.getByRole('alert')).toContainText('signed off');
});

test('the trainee sees both decisions and submits the returned claim again', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await expect(page.getByRole('link', { name: returned })).toBeVisible();
  await page.getByRole('link', { name: 'My portfolio' }).click();
  await settled(page);
  await expect(rowOf(page, approved)).toContainText('Approved');
  await expect(rowOf(page, returned)).toContainText('Returned');

  await rowOf(page, returned).getByRole('link').click();
  await settled(page);
  await expect(page.getByText(reason).first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Change evidence or explanation' }).click();
  await settled(page);
  await page.getByLabel(/How the evidence shows it/).fill('I asked the ward about one letter; the answer changed the code.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toContainText('Your changes are saved');
  await page.getByRole('button', { name: 'Submit again' }).click();
  await expect(page.getByRole('alert')).toContainText('submitted for review');
  await expect(page.getByText('Waits for review').first()).toBeVisible();
});

test('the workforce lead sees the numbers move', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  const after = (await (await page.request.get('/api/v1/workforce/overview')).json()) as Overview;
  // Two claims came and one was approved; the recorded course was signed off again.
  expect(after.waitingReview.items).toBe((before?.waitingReview.items ?? 0) + 1);
  expect(after.waitingSignOff.items).toBe(before?.waitingSignOff.items ?? 0);

  await page.goto('/people?q=Ella+Barnes');
  await expect(page.getByRole('row', { name: /Ella Barnes/ })).toContainText('2 claims');
  await page.getByRole('link', { name: 'Ella Barnes', exact: true }).click();
  await settled(page);
  await expect(page.getByRole('listitem').filter({ hasText: 'Clinical Coding Standards Course' }).first()).toContainText(
    'Done',
  );
  await expectSound(page);
});

test('the lead sees states and dates of a claim, not what was written', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.goto('/people?q=Ella+Barnes');
  await page.getByRole('link', { name: 'Ella Barnes', exact: true }).click();
  await page.getByRole('navigation', { name: /Pages about/ }).getByRole('link', { name: 'Portfolio' }).click();
  await settled(page);
  await expectSound(page);
  await rowOf(page, returned).getByRole('link').click();
  await settled(page);
  await expect(page.getByText('You see states and dates.').first()).toBeVisible();
  await expect(page.getByText(reason)).toHaveCount(0);
});

test('the lead of another trust sees nothing of it', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  const address = await openPerson(page, 'Ella Barnes');

  await signIn(page, 'lead@other.example');
  await page.goto('/people?q=Ella+Barnes');
  await settled(page);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Ella Barnes')).toHaveCount(0);
});

async function nameOf(checkbox: Locator): Promise<string> {
  const id = await checkbox.getAttribute('id');
  return (await checkbox.page().locator(`label[for="${id ?? ''}"]`).innerText()).trim();
}

/** "ANCC 2, Coding quality" stands in the portfolio as a row of ANCC 2 and Coding quality. */
function rowOf(page: Page, statement: string) {
  const [skill = '', aspect = ''] = statement.split(', ');
  return page.getByRole('row').filter({ hasText: skill }).filter({ has: page.getByRole('link', { name: aspect }) });
}

async function openReview(page: Page, statement: string) {
  await page.goto('/reviews?q=Ella+Barnes');
  await settled(page);
  await page.getByRole('link', { name: 'Ella Barnes' }).filter({ hasText: statement }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(statement);
}
