import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// A panel matches jobs to national profiles; somebody else checks and releases the outcome.

const role = 'Patient Services Officer';

/** Opens the job match of a role from the list. */
async function openMatch(page: Page, of: string): Promise<void> {
  await page.goto(`/job-matches?q=${encodeURIComponent(of)}`);
  await settled(page);
  await page.getByRole('rowheader', { name: of }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(of);
  await settled(page);
}

function idIn(page: Page): string {
  return /job-matches\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

test('a job of unknown band: matched by its panel, checked and released by somebody else, then final', async ({ page }) => {
  await signIn(page, 'panel1@demo.example');
  await page.goto('/job-matches');
  await expectSound(page);
  await openMatch(page, role);
  await expectSound(page);
  const id = idIn(page);

  // Why each candidate holds or fails.
  const candidates = page.getByRole('table', { name: /National profiles, the nearest first/ });
  await expect(candidates.getByRole('row').nth(1)).toContainText(/match/i);
  await candidates.getByText(/factors? that stands? apart/).first().click();
  await expect(candidates.getByRole('listitem').first()).toContainText(/profile: /);

  // One factor: the duties, the levels with the profiles' texts, the panel's reason.
  await page.getByRole('link', { name: '2. Knowledge, Training & Experience' }).click();
  await expect(page.getByRole('heading', { name: 'What the job does' })).toBeVisible();
  await expect(page.getByText('Level 3 (60 points)')).toBeVisible();
  await page.getByText(/profiles? at this level, level 3/).click();
  await expectSound(page);

  // The checker sees what stands out, says what they made of it, and is asked before it becomes final.
  await signIn(page, 'checker@demo.example');
  await openMatch(page, role);
  await page.getByRole('button', { name: 'Check consistency' }).click();
  await expect(page.getByRole('heading', { name: 'Neighbours in the bands' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Release the outcome' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Release the outcome for ${role}?`);
  await expectSound(page);
  await page.getByLabel(/comparisons\?|What you found/).fill('Read beside the other matches: the levels and reasons go together.');
  await page.getByRole('button', { name: 'Release the outcome' }).click();
  await expect(page.getByRole('alert')).toContainText('is released');
  await expectSound(page);

  const letter = page.getByRole('button', { name: /outcome letter/ });
  const answer = await page.request.get((await letter.getAttribute('href')) ?? '');
  expect(answer.status()).toBe(200);
  expect((await answer.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');

  // The role now says so, to everybody.
  await signIn(page, 'trainee@demo.example');
  await page.goto('/library/roles');
  await page.getByRole('link', { name: role, exact: true }).click();
  await expect(page.getByText(/Released .* points/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Job matches' })).toHaveCount(0);

  // Nothing of it can be changed any more.
  await signIn(page, 'panel1@demo.example');
  await page.goto(`/job-matches/${id}/factors/2`);
  await settled(page);
  await expect(page.getByRole('button', { name: 'Save factor and next' })).toHaveCount(0);
  const match = (await (await page.request.get(`/api/v1/job-matches/${id}`)).json()) as { summary: { version: number } };
  const change = await page.request.post(`/api/v1/job-matches/${id}/factors`, {
    data: { version: match.summary.version, no: 2, level: 4, reason: 'Once more.' },
  });
  expect(change.status()).toBe(409);
  expect(await change.text()).toContain('cannot be changed any more');
});

test('a panel of one is refused by its field; with enough members of both sides it begins its work', async ({ browser, page }) => {
  await signIn(page, 'panel1@demo.example');
  await page.goto('/job-matches/new');
  await settled(page);
  await expectSound(page);
  await page.getByLabel('Role', { exact: true }).fill('auditor');
  await page.getByRole('radio', { name: 'Clinical Coding Auditor' }).check();
  await choose(page, 'Diane Foster', 'Management');
  await page.getByRole('button', { name: 'Open the match' }).click();

  const problems = page.getByRole('alert');
  await expect(problems).toContainText('A panel has at least 3 members');
  await expectSound(page);
  await problems.getByRole('link', { name: /at least 3 members/ }).click();
  await expect(page.getByRole('checkbox').first()).toBeFocused();
  await expect(page.getByRole('checkbox', { name: 'Diane Foster' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Clinical Coding Auditor' })).toBeChecked();

  await choose(page, 'Angela Dawson', 'Management');
  await choose(page, 'Tariq Aziz', 'Staff');
  await page.getByRole('button', { name: 'Open the match' }).click();
  await expect(page.getByRole('alert')).toContainText('is open');
  await expect(page.getByText('The panel has 3 members.')).toBeVisible();
  await expectSound(page);

  // Save factor and next, by keyboard.
  await page.getByRole('button', { name: 'Begin with factor 1' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1. Communication');
  await page.getByRole('button', { name: 'Save factor and next' }).click();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Choose the level for Communication/ })).toBeVisible();
  await page.getByRole('radio', { name: /^Level 3/ }).check();
  await page.getByLabel(/^Reason for this level/).fill('Explains coding rules to clinicians.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2. Knowledge');
  await expect(page.getByText('1 of 16 factors has a level')).toBeVisible();

  // Another member saves the same factor first: nothing that was typed is lost.
  const other = await browser.newPage();
  await signIn(other, 'panel2@demo.example');
  await other.goto(page.url());
  await settled(other);
  await page.getByRole('radio', { name: /^Level 5/ }).check();
  await page.getByLabel(/^Reason for this level/).fill('Typed before I knew.');
  await other.getByRole('radio', { name: /^Level 4/ }).check();
  await other.getByLabel(/^Reason for this level/).fill('An accredited coder who audits.');
  await other.getByRole('button', { name: 'Save factor and next' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('3. Analytical');
  await page.getByRole('button', { name: 'Save factor and next' }).click();
  await expect(page.getByText('saved this factor after you opened it')).toBeVisible();
  await expect(page.getByText('Level 4: An accredited coder who audits.')).toBeVisible();
  await expect(page.getByLabel(/^Reason for this level/)).toHaveValue('Typed before I knew.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Save factor and next' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3. Analytical');
  await other.context().close();

  // Withdrawn with a reason, it stays to be read.
  await openMatch(page, 'Clinical Coding Auditor');
  await page.getByRole('link', { name: 'Withdraw this match' }).click();
  await page.getByRole('button', { name: 'Withdraw the match' }).click();
  await expect(page.getByRole('alert')).toContainText('Give the reason');
  await page.getByLabel('Why is it withdrawn?').fill('The job description is being rewritten.');
  await page.getByRole('button', { name: 'Withdraw the match' }).click();
  await expect(page.getByRole('alert')).toContainText('The match is withdrawn.');
  await expect(page.getByText('The job description is being rewritten.')).toBeVisible();
});

test('the figures open the roles that they count', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  await page.getByRole('link', { name: 'Job matches' }).click();
  await page.getByRole('link', { name: 'job evaluation figures' }).click();
  await expectSound(page);
  const figure = page.getByRole('link', { name: /^\d+ ?: Job descriptions in use, all bands$/ });
  const number = parseInt(await figure.innerText(), 10);
  expect(number).toBeGreaterThan(0);
  await figure.click();
  await expect(page.getByRole('status').filter({ hasText: `${number} results` })).toBeVisible();
  await expectSound(page);
});

test('profiles stand side by side with what changes', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/library/profiles/compare');
  await expect(page.getByText('Choose two to four profiles to compare.')).toBeVisible();
  await expectSound(page);
  await page.goto('/library/profiles');
  await page.getByRole('link', { name: 'Clinical Coding Officer', exact: true }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Compare with another profile' }).click();
  await expect(page.getByText('Choose at least one more profile.')).toBeVisible();
  await page.getByLabel('Compare with').selectOption({ label: 'Clinical Coding Officer Higher Level (band 4)' });
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('59 points more')).toBeVisible();
  const factors = page.getByRole('table', { name: /The factors, the profiles beside each other/ });
  await expect(factors.getByRole('rowheader', { name: '2. Knowledge' })).toBeVisible();
  await expect(factors.getByRole('rowheader', { name: '5. Physical Skills' })).toHaveCount(0);
  await expectSound(page);
  await page.getByLabel('Show').selectOption('All 16 factors');
  await expect(factors.getByRole('rowheader', { name: '5. Physical Skills' })).toBeVisible();
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByText('59 points fewer')).toBeVisible();
});

/** Puts somebody on the panel; side and training stand there already where they are known. */
async function choose(page: Page, name: string, side: string): Promise<void> {
  await page.getByRole('checkbox', { name }).check();
  await page.getByRole('group', { name: `Side for which ${name} sits` }).getByLabel(side).check();
  const trained = page.getByRole('group', { name: `When did the job matching training of ${name} end?` });
  await trained.getByLabel('Day').fill('4');
  await trained.getByLabel('Month').fill('3');
  await trained.getByLabel('Year').fill('2025');
}
