import { expect, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

const title = 'Thirty hip episodes coded while the line was down';
const first = 'I coded thirty hip replacement episodes.';
const more = `${first} Then the connection went, and I wrote on: I checked the laterality of each.`;

/** Cuts the server off from the page, as a lost connection does. */
async function cutOff(page: Page): Promise<void> {
  await page.route('**/api/v1/evidence-drafts/**', (route) => route.abort('internetdisconnected'));
  await page.route('**/api/v1/people/*/evidence-drafts', (route) => route.abort('internetdisconnected'));
}

async function connectAgain(page: Page): Promise<void> {
  await page.unrouteAll();
}

const saving = (page: Page) => page.locator('.bw-saving').getByRole('status');

test('draft evidence survives a cut connection', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/portfolio/evidence/new');
  await settled(page);
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('What I did').fill(first);
  await expect(saving(page)).toHaveText(/^Saved at \d\d:\d\d$/);
  await expect(page).toHaveURL(/draft=/);

  await cutOff(page);
  await page.getByLabel('What I did').fill(more);
  await expect(saving(page)).toContainText('Not saved: no connection. Kept on this computer since');
  await expectSound(page);

  await connectAgain(page);
  await page.reload();
  await settled(page);
  await expect(page.getByLabel('What I did')).toHaveValue(more);
  await expect(page.getByLabel('Title')).toHaveValue(title);
  await expect(saving(page)).toHaveText(/^Saved at/);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('bandwise.kept')))).toEqual([]);

  await page.getByRole('link', { name: 'Finish it later' }).click();
  await settled(page);
  await page.getByRole('link', { name: title, exact: true }).click();
  await settled(page);
  await expect(page.getByLabel('What I did')).toHaveValue(more);
  await page.getByRole('button', { name: 'Finish evidence' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Choose what kind of evidence this is');
  await page.getByLabel('Kind of evidence').selectOption({ label: 'Work sample' });
  await fillDate(page, 'When was it?', daysFromToday(-3));
  await page.getByRole('button', { name: 'Finish evidence' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(page.getByText(more)).toBeVisible();
  await expectSound(page);
});

test('words that were never saved come back, and a patient’s number is kept nowhere', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/portfolio/evidence/new');
  await settled(page);
  await cutOff(page);
  await page.getByLabel('Title').fill('Written without a connection');
  await page.getByLabel('What I did').fill('A morning on the ward.');
  await expect(saving(page)).toContainText('Kept on this computer since');
  await page.getByLabel('What I did').fill('A morning on the ward with 999 000 0018.');
  await expect(saving(page)).toContainText('not kept on this computer either');
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('ward');
  await page.getByLabel('What I did').fill('A morning on the ward with the team.');
  await expect(saving(page)).toContainText('Kept on this computer since');
  await connectAgain(page);
  await page.goto('/portfolio');
  await settled(page);
  await page.getByRole('link', { name: 'Written without a connection' }).click();
  await settled(page);
  await expect(page.getByLabel('What I did')).toHaveValue('A morning on the ward with the team.');
  await expect(saving(page)).toHaveText(/^Saved at/);
  await page.getByRole('link', { name: 'Delete this draft' }).click();
  await page.getByRole('button', { name: 'Delete this draft' }).click();
  await expect(page.getByRole('alert')).toContainText('The draft is deleted');
});

test('two tabs never overwrite one another', async ({ page, context }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/portfolio/evidence/new');
  await settled(page);
  await page.getByLabel('Title').fill('Two tabs');
  await expect(saving(page)).toHaveText(/^Saved at/);
  const other = await context.newPage();
  await other.goto(page.url());
  await settled(other);
  await other.getByLabel('What I did').fill('From the other tab.');
  await expect(saving(other)).toHaveText(/^Saved at/);
  await page.getByLabel('What I did').fill('From this tab.');
  await expect(page.getByRole('heading', { name: 'This draft was changed in another tab' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Keep what is here' }).click();
  await expect(saving(page)).toHaveText(/^Saved at/);
  await other.reload();
  await settled(other);
  await expect(other.getByLabel('What I did')).toHaveValue('From this tab.');
  await other.close();
});

test('a change of finished evidence survives a cut connection and a reload', async ({ page }) => {
  const learnt = 'I look at the laterality before anything else now.';
  await signIn(page, 'trainee@demo.example');
  const me = (await (await page.request.get('/api/v1/me')).json()) as { person: { id: string } };
  const added = await page.request.post(`/api/v1/people/${me.person.id}/evidence`, {
    data: { title: 'A morning of hip episodes', kind: 'work_sample', whatIDid: 'I coded ten of them.', happenedOn: '2026-11-02' },
  });
  const { id } = (await added.json()) as { id: string };
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('.edit.')));
  await page.goto(`/portfolio/evidence/${id}/edit`);
  await settled(page);
  expect(await kept()).toEqual([]);

  await page.route(`**/api/v1/evidence/${id}`, (route) => route.abort('internetdisconnected'));
  await page.getByLabel('What I learnt (optional)').fill(learnt);
  await expect(saving(page)).toContainText('is kept on this computer until you save it');
  await page.getByRole('button', { name: 'Save evidence' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await settled(page);
  await expect(page.getByRole('heading', { name: 'What you typed is back' })).toBeVisible();
  await expect(page.getByLabel('What I learnt (optional)')).toHaveValue(learnt);
  await expectSound(page);

  await page.getByLabel('What I did').fill('I coded the episode of 999 000 0018.');
  await expect(saving(page)).toContainText('not kept on this computer either');
  expect(await kept()).toEqual([]);
  await page.getByLabel('What I did').fill('I coded twelve of them.');
  await expect.poll(kept).toHaveLength(1);
  await page.goto(`/portfolio/evidence/${id}`);
  await page.getByRole('link', { name: 'Go on with what you typed' }).click();
  await settled(page);
  await expect(page.getByLabel('What I did')).toHaveValue('I coded twelve of them.');
  await page.getByRole('button', { name: 'Save evidence' }).click();
  await expect(page.getByRole('alert')).toContainText('Your changes are saved.');
  await expect(page.getByText(learnt)).toBeVisible();
  expect(await kept()).toEqual([]);
});
