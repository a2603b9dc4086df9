import { expect, test } from '@playwright/test';
import { expectSound, signIn } from './support';

// Every page that a role opens from its navigation, in the state in which the demo trust has it.
const pages: Record<string, string[]> = {
  'trainee@demo.example': ['/progress', '/portfolio', '/library', '/library/skills', '/library/profiles', '/library/roles', '/data-quality', '/account', '/courses', '/progress/accreditations'],
  'manager@demo.example': ['/people', '/reviews', '/sign-offs', '/organisation', '/organisation/heat-map?by=person&code=ANCC', '/organisation/assurance', '/organisation/readiness', '/courses?when=past'],
  'standards@demo.example': ['/courses', '/courses/cohorts', '/courses/new', '/progress/accreditations', '/progress/further'],
  'lead@demo.example': ['/people?state=overdue', '/organisation', '/organisation/heat-map', '/organisation/planning', '/organisation/expiries', '/organisation/readiness?against=next', '/organisation/single-points', '/organisation/succession'],
  'mentor@demo.example': ['/people', '/sign-offs'],
  'admin@demo.example': ['/administration'],
  'auditor@demo.example': ['/organisation', '/administration'],
  'lead@other.example': ['/organisation', '/organisation/heat-map', '/people'],
};

for (const [person, paths] of Object.entries(pages)) {
  test(`the pages of ${person} are sound`, async ({ page }) => {
    await signIn(page, person);
    for (const path of paths) {
      await page.goto(path);
      await expectSound(page);
      await expect(page.getByRole('heading', { level: 1 }), path).not.toHaveText(/not found/i);
    }
  });
}

test('every number of the organisation opens as many people as it says', async ({ page }) => {
  await signIn(page, 'lead@demo.example');
  for (const label of ['Accredited', 'On the road to ACC', 'Overdue', 'Refresher due within 12 months']) {
    await page.goto('/organisation');
    const figure = page.getByRole('link', { name: new RegExp(`^\\d+ ?: ${label}$`) });
    const number = parseInt(await figure.innerText(), 10);
    expect(number).toBeGreaterThan(0);
    await figure.click();
    await expect(page.getByRole('status').filter({ hasText: `${number} result` }), label).toBeVisible();
  }
});

test('nobody opens pages that are not theirs', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await expect(page.getByRole('link', { name: 'Organisation', exact: true })).toHaveCount(0);
  await page.goto('/organisation');
  await expect(page.getByRole('alert')).toContainText('Your roles in Bandwise do not include this.');
});
