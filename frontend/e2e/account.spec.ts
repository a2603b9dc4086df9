import { createHmac } from 'node:crypto';
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

/** The code that an authenticator app shows for a key (RFC 6238), some steps of 30 seconds from now. */
function appCode(key: string, steps = 0): string {
  const bits = Array.from(key.replaceAll(/\s/g, ''))
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('somebody sets up a second step, signs in with it and with a recovery code, and removes it', async ({ page }) => {
  const email = 'panel4@demo.example';
  const password = 'Bandwise-demo-1';
  await signIn(page, email);
  await page.goto('/account/second-step');
  await settled(page);
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.waitForURL(/set-up$/);
  await page.getByLabel('Your password', { exact: true }).fill(password);
  await expectSound(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  await expectSound(page);
  const key = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).innerText();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alert')).toContainText('This code is not right');
  await page.getByLabel('Code', { exact: true }).fill(appCode(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  await expectSound(page);
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept the codes' }).click();
  await expect(page.getByText('Recovery codes left')).toBeVisible();

  const begin = async () => {
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Sign in: second step' })).toBeVisible();
  };
  await begin();
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the code');
  // The code of now confirmed it and is used up.
  await page.getByLabel('Code', { exact: true }).fill(appCode(key, 1));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();

  await begin();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code', { exact: true }).fill((codes[0] ?? '').toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();

  await page.goto('/account/second-step');
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Remove the second step' }).click();
  await page.waitForURL(/remove$/);
  await page.getByLabel('Your password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code', { exact: true }).fill(codes[1] ?? '');
  await expectSound(page);
  await page.getByRole('button', { name: 'Remove the second step' }).click();
  await expect(page.getByText('The second step is removed.')).toBeVisible();
});

test('who forgot the password learns that here an administrator helps', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await expect(page.getByText('Ask an administrator of your organisation')).toBeVisible();
  await expectSound(page);
});
