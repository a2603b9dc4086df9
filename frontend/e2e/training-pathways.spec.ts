import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// The standards lead changes a training pathway: a draft may be wrong, says so, and is published only when it is mended.
// People stay on their version until somebody moves them, who sees first what that changes.

/** The summary of what keeps a draft from being published. */
function problems(page: Page) {
  return page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'This draft cannot be published yet' }) });
}

test('a draft with a circle is mended, tried, published, and somebody is moved', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/library/training-pathways');
  await expectSound(page);
  await page.getByRole('link', { name: 'Accredited Clinical Coder (ACC)', exact: true }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Go on with the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Draft of version 2' })).toBeVisible();
  await expectSound(page);
  const draft = page.url();

  // A circle is kept, named, and keeps the draft from being published
  await page.getByRole('link', { name: 'CCS e-learning modules', exact: true }).click();
  await expectSound(page);
  await page.getByRole('group', { name: 'Needs first' }).getByLabel('In-house coding examination').check();
  await page.getByRole('button', { name: 'Save the milestone' }).click();
  await expect(page.getByText(/left to mend/)).toBeVisible();
  await expect(problems(page)).toContainText('circle');
  await expectSound(page);
  await page.goto(`${draft}/publish`);
  await expect(page.getByText('This draft cannot be published yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish the version' })).toHaveCount(0);
  await expectSound(page);
  await page.goto(`${draft}/preview`);
  await expect(page.getByText('The dates cannot be reckoned yet.')).toBeVisible();

  // Mended
  await page.goto(`${draft}/milestones/ccs-e-learning`);
  await settled(page);
  await page.getByRole('group', { name: 'Needs first' }).getByLabel('In-house coding examination').uncheck();
  await page.getByRole('button', { name: 'Save the milestone' }).click();
  await expect(page.getByText('The milestone is saved.')).toBeVisible();
  await expect(problems(page)).toHaveCount(0);

  // Tried on an example person
  await page.getByRole('link', { name: 'Try it on an example person' }).click();
  await page.getByRole('button', { name: 'Show the dates' }).click();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  const appointed = page.getByRole('group', { name: 'Appointed on' });
  await appointed.getByLabel('Day').fill('1');
  await appointed.getByLabel('Month').fill('3');
  await appointed.getByLabel('Year').fill('2027');
  await page.getByRole('button', { name: 'Show the dates' }).click();
  await expect(page.getByRole('heading', { name: 'The dates', exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Mentorship/ })).toContainText(/Due\s+1\s+September\s+2027/);
  await expectSound(page);

  // What changes, and publishing it
  await page.goto(`${draft}/difference`);
  await expect(page.getByText('Notice before it falls due again')).toBeVisible();
  await expectSound(page);
  await page.goto(draft);
  await page.getByRole('button', { name: 'Publish this draft' }).click();
  await expect(page.getByText('stay there until moved.').first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Publish the version' }).click();
  await expect(page.getByText('Version 2 is published.')).toBeVisible();

  // Somebody who started before is moved, with what that changes
  await page.getByRole('link', { name: 'People and the versions that they are on' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await page.getByLabel('Choose Callum Reid').check();
  await page.getByLabel('Move them to').selectOption('Version 2');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByRole('heading', { name: /Move to version 2/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Callum Reid' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Move 1 person' }).click();
  await expect(page.getByText('Say why they are moved').first()).toBeVisible();
  await page.getByLabel('Why are they moved?').fill('Agreed with Callum: the whole team is on one version.');
  await page.getByRole('button', { name: 'Move 1 person' }).click();
  await expect(page.getByText('1 person is on')).toBeVisible();
});

test('a coder reads the further pathway they are on', async ({ page }) => {
  await signIn(page, 'coder@demo.example');
  await page.goto('/progress/further');
  await expectSound(page);
  await page.getByRole('link', { name: 'Open the pathway' }).click();
  await expectSound(page);
  await page.goto('/progress/further');
  await page.getByRole('link', { name: 'Log book' }).click();
  await expectSound(page);
});
