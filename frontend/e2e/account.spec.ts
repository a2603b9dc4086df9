import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// What a person sees and ends of their own sign-in, and what an administrator does about somebody else's.

async function openAccount(page: Page): Promise<void> {
  await page.goto('/account');
  await settled(page);
  await expect(page.getByText('(this session)')).toBeVisible();
}

test('somebody sees where they are signed in, and ends it there', async ({ page, browser }) => {
  await signIn(page, 'checker@demo.example');
  const elsewhere = await browser.newPage();
  await signIn(elsewhere, 'checker@demo.example');

  await openAccount(page);
  await expect(page.getByRole('row', { name: /on Linux/ }).first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out everywhere else.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);

  await elsewhere.goto('/portfolio');
  await expect(elsewhere).toHaveURL(/sign-in/);
  await signIn(elsewhere, 'checker@demo.example');
  await openAccount(page);
  await page.getByRole('button', { name: /^End the session/ }).click();
  await expect(page.getByText('The session is ended.')).toBeVisible();
  await elsewhere.goto('/portfolio');
  await expect(elsewhere).toHaveURL(/sign-in/);
  await elsewhere.close();
});

test('a program reads with a token, until an administrator ends it', async ({ page, playwright, baseURL }) => {
  const name = `Nightly export ${Date.now()}`;
  await signIn(page, 'checker@demo.example');
  await page.goto('/account/tokens');
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.waitForURL(/tokens\/new$/);
  await page.getByRole('button', { name: 'Make the token' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a name for the token');
  await expectSound(page);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Read only').check();
  await page.getByRole('button', { name: 'Make the token' }).click();
  await expect(page.getByRole('heading', { name: 'Your new token' })).toBeVisible();
  await expectSound(page);
  const token = await page.getByText(/^bwt_\S{43}$/).innerText();

  const program = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${token}` } });
  const read = await program.get('/api/v1/me');
  expect(read.status()).toBe(200);
  const { person } = (await read.json()) as { person: { name: string } };
  expect((await program.post('/api/v1/me/sessions/end-others')).status(), 'no token ends sessions').toBe(403);
  expect((await program.put('/api/v1/me/reminders', { data: {} })).status(), 'this one may only read').toBe(403);

  await page.getByRole('link', { name: 'Back to your personal tokens' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Read only');
  await expectSound(page);

  await signIn(page, 'admin@demo.example');
  await page.goto(`/administration/people?q=${encodeURIComponent(person.name)}`);
  await page.getByRole('link', { name: person.name, exact: true }).click();
  await page.waitForURL(/administration\/people\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Personal tokens' }).click();
  await settled(page);
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expectSound(page);
  await row.getByRole('button').click();
  await row.getByRole('button', { name: /^Yes, end it for good/ }).click();
  await expect(page.getByText(`The token ${name} is ended.`)).toBeVisible();
  expect((await program.get('/api/v1/me')).status()).toBe(401);
  await program.dispose();
});

test('an administrator signs somebody out everywhere', async ({ page, browser }) => {
  const theirs = await browser.newPage();
  await signIn(theirs, 'panel4@demo.example');
  const me = (await (await theirs.request.get('/api/v1/me')).json()) as { person: { id: string; name: string } };

  await signIn(page, 'admin@demo.example');
  await page.goto(`/administration/people/${me.person.id}`);
  await settled(page);
  await page.getByRole('link', { name: 'Sign this person out everywhere' }).click();
  await expect(page.getByRole('heading', { name: `Sign ${me.person.name} out everywhere?` })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText(`${me.person.name} is signed out everywhere.`)).toBeVisible();
  await theirs.goto('/portfolio');
  await expect(theirs).toHaveURL(/sign-in/);
  await theirs.close();
});
