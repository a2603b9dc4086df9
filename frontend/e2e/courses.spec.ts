import { expect, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

// A course from its plan to what a toolkit is told: places, a waiting list, attendance for everybody at once, and the pack.

const title = 'Refresher course at short notice';

async function openCourse(page: Page) {
  await page.goto('/courses');
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('a course is planned, booked, held, and stands in the assurance', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/courses');
  await page.getByRole('button', { name: 'Plan a course' }).click();
  await page.getByRole('button', { name: 'Plan the course' }).click();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await page.getByLabel('Refresher course (CCSRC)').check();
  await page.getByLabel('Title').fill(title);
  await fillDate(page, 'First day', daysFromToday(-1));
  await fillDate(page, 'Last day', daysFromToday(0));
  await page.getByLabel('Places', { exact: true }).fill('1');
  await expectSound(page);
  await page.getByRole('button', { name: 'Plan the course' }).click();
  await expect(page.getByText('The course is planned.')).toBeVisible();
  await expect(page.getByText('0 of 1 place taken')).toBeVisible();

  // A coder takes the one place; the next one waits until there is another
  await signIn(page, 'panel3@demo.example');
  await openCourse(page);
  await page.getByRole('button', { name: 'Book a place for me' }).click();
  await expect(page.getByText('1 of 1 place taken')).toBeVisible();
  await expectSound(page);
  await signIn(page, 'manager@demo.example');
  await openCourse(page);
  await page.getByRole('button', { name: 'Book people or a cohort' }).click();
  await page.getByLabel('Find people by name').fill('owen');
  await page.getByLabel('Owen Price').check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText('1 of 1 place taken, 1 waiting')).toBeVisible();
  await page.getByRole('button', { name: 'Change the course' }).click();
  await page.getByLabel('Places', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Save the course' }).click();
  await expect(page.getByText('2 of 2 places taken')).toBeVisible();

  // One of them came; the milestone is done, and the assurance knows
  await page.getByRole('button', { name: 'Enter the attendance' }).click();
  await page.getByLabel('Owen Price').uncheck();
  await expectSound(page);
  await page.getByRole('button', { name: 'Enter the attendance' }).click();
  await expect(page.getByText('The attendance is entered.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Peter Hughes/ })).toContainText('It stands in the training record.');
  await expect(page.getByRole('row', { name: /Owen Price/ })).toContainText('Did not come');
  await expectSound(page);
  await page.goto('/organisation/assurance');
  await settled(page);
  await expect(page.getByRole('row', { name: /Peter Hughes/ }).last()).toContainText('Current');
  for (const [name, begins] of [
    ['Download the pack (PDF)', '%PDF-'],
    ['Download the pack (XLSX)', 'PK'],
  ] as const) {
    const link = await page.getByRole('button', { name }).getAttribute('href');
    const file = await page.request.get(link ?? '');
    expect(file.headers()['content-disposition']).toContain('training-assurance-');
    expect((await file.body()).subarray(0, begins.length).toString()).toBe(begins);
  }
  await signIn(page, 'panel3@demo.example');
  await page.goto('/progress/accreditations');
  await expect(page.getByText('Current', { exact: true }).first()).toBeVisible();
});

test('a cohort is formed and a course is cancelled', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  await page.goto('/courses/cohorts/new');
  await page.getByLabel('Name', { exact: true }).fill('Trainees of the spring');
  await fillDate(page, 'When does it start?', daysFromToday(20));
  await page.getByLabel('Find people by name').fill('sophie');
  await page.getByLabel('Sophie Grant').check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Form the cohort' }).click();
  await expect(page.getByText('The cohort is formed.')).toBeVisible();
  await page.goto('/courses?kind=workshop');
  await page.getByRole('link', { name: 'Which diagnosis comes first?' }).click();
  await page.getByRole('button', { name: 'Book people or a cohort' }).click();
  await page.getByLabel('A whole cohort').selectOption('Trainees of the spring (1)');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText('3 of 6 places taken')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the course' }).click();
  await page.getByLabel('Why does it not take place?').fill('Too many are away.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Cancel the course' }).click();
  await expect(page.getByText('The course is cancelled.')).toBeVisible();
  await expect(page.getByText('Too many are away.')).toBeVisible();
});
