import { expect, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, pdfFile, settled, signIn } from './support';

// What goes wrong says so by the field, keeps what was typed, and changes nothing.

test('a wrong password is one sentence, and the address stays typed', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Enter your e-mail address');
  await expectSound(page);

  await page.getByLabel('E-mail address').fill('trainee@demo.example');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).not.toContainText('Enter your e-mail address');
  await expect(page.getByLabel('E-mail address')).toHaveValue('trainee@demo.example');
});

test('a page that needs a sign-in comes back after it', async ({ page }) => {
  await page.goto('/portfolio?state=returned');
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel('E-mail address').fill('trainee@demo.example');
  await page.getByLabel('Password', { exact: true }).fill('Bandwise-demo-1');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await expect(page).toHaveURL(/portfolio\?state=returned/);
});

test('a course before the appointment is refused by its date, and the note stays', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await openRecordable(page);
  await fillDate(page, 'When was it completed?', daysFromToday(-4000));
  await page.getByLabel(/^Certificate/).setInputFiles(pdfFile('early.pdf'));
  await expect(page.getByText('Added')).toBeVisible();
  await page.getByLabel(/^Note/).fill('Before I came here.');
  await page.getByRole('button', { name: 'Record this milestone' }).click();

  const link = page.getByRole('alert').getByRole('link');
  await expect(link).toHaveCount(1);
  await expectSound(page);
  await link.click();
  await expect(page.getByRole('group', { name: 'When was it completed?' }).getByLabel('Day')).toBeFocused();
  await expect(page.getByLabel(/^Note/)).toHaveValue('Before I came here.');
});

test('a file that is too large or of the wrong kind is refused by its field', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/portfolio/evidence/new');
  await settled(page);
  await page.getByLabel('Title').fill('Kept title');
  const files = page.getByLabel(/^Files/);

  await files.setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(26_000_000, 32) });
  await expect(page.getByText('scan.pdf is larger than 25 MB. Choose a smaller file.')).toBeVisible();

  await files.setInputFiles({ name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>') });
  await expect(page.getByRole('alert')).not.toContainText('larger than 25 MB');
  await expect(page.getByRole('alert').locator('.nhsuk-error-message')).toBeVisible();
  await expect(page.getByText('Added')).toHaveCount(0);
  await expect(page.getByLabel('Title')).toHaveValue('Kept title');
  await expectSound(page);
});

test('somebody who sends files without rest is told to wait, keeps what was typed, and goes on', async ({ page }) => {
  await signIn(page, 'coder@demo.example');
  await page.goto('/portfolio/evidence/new');
  await settled(page);
  await page.getByLabel('Title').fill('Kept while waiting');
  // A script in the same session takes all that one person may have of what is costly.
  const script = { goesOn: true };
  const template = '/api/v1/coding-activity/import-template?format=csv';
  const asking = (async () => {
    while (script.goesOn) await Promise.all(Array.from({ length: 20 }, () => page.request.get(template)));
  })();
  await expect.poll(async () => (await page.request.get(template)).status()).toBe(429);
  await page.getByLabel(/^Files/).setInputFiles(pdfFile('quick.pdf'));
  await expect(page.getByText(/Nothing was changed\. Wait a few seconds, then try again\./)).toBeVisible();
  script.goesOn = false;
  await asking;
  await expectSound(page);
  await expect(page.getByLabel('Title')).toHaveValue('Kept while waiting');
  await expect(async () => {
    await page.getByLabel(/^Files/).setInputFiles(pdfFile('quick.pdf'));
    await expect(page.getByText('Added')).toBeVisible({ timeout: 3000 });
  }).toPass();
});

test('a claim without evidence is refused by the evidence', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/portfolio/claims/new');
  await settled(page);
  await page.getByRole('group', { name: 'Which statements do you claim?' }).getByRole('checkbox').last().check();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByRole('alert').getByRole('link', { name: /Choose the evidence/ }).click();
  await expect(page.getByRole('group', { name: 'Which evidence shows it?' }).getByRole('checkbox').first()).toBeFocused();
});

test('two people decide at once: the second is told, and nothing of theirs is lost', async ({ browser }) => {
  const first = await browser.newPage();
  const second = await browser.newPage();
  await signIn(first, 'manager@demo.example');
  await signIn(second, 'manager@demo.example');
  for (const page of [first, second]) {
    await page.goto('/reviews');
    await settled(page);
    await page.getByRole('rowheader').last().getByRole('link').first().click();
    await expect(page.getByLabel('Yes, approve')).toBeVisible();
  }
  expect(first.url()).toBe(second.url());

  await first.getByLabel('Yes, approve').check();
  await first.getByRole('button', { name: /^Decide/ }).click();
  await expect(first.getByRole('alert')).toContainText('is approved');

  await second.getByLabel('Not yet, return it').check();
  await second.getByLabel('Reason').fill('Typed before I knew.');
  await second.getByRole('button', { name: /^Decide/ }).click();
  await expect(second.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await expect(second.getByLabel('Reason')).toHaveValue('Typed before I knew.');
  await first.context().close();
  await second.context().close();
});

test('the first page can be used by keyboard alone', async ({ page }) => {
  await page.goto('/sign-in');
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#maincontent')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type('trainee@demo.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Bandwise-demo-1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('on your way to ACC');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

/** Opens the first milestone that can be recorded now, whatever the pathway calls it. */
async function openRecordable(page: Page): Promise<void> {
  await page.goto('/progress');
  await settled(page);
  const progress = (await (await page.request.get(`/api/v1/people/${await myId(page)}/progress`)).json()) as {
    milestones: { key: string; actions: string[] }[];
  };
  const recordable = progress.milestones.find(({ actions }) => actions.includes('record'));
  await page.goto(`/progress/milestones/${recordable?.key ?? ''}/record`);
  await settled(page);
}

async function myId(page: Page): Promise<string> {
  const me = (await (await page.request.get('/api/v1/me')).json()) as { person: { id: string } };
  return me.person.id;
}
