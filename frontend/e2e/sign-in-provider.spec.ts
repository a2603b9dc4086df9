import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// An organisation's own provider: added by an administrator, used by somebody who is linked and by somebody new. The provider is
// a real one, which runs beside the journey.

let provider: ChildProcessWithoutNullStreams;
let issuer = '';

test.beforeAll(async ({ baseURL }) => {
  provider = spawn(
    'go',
    [
      'run',
      './internal/platform/openid/providertest/serve',
      baseURL ?? '',
      'panel-there,Pat Panel,checker@demo.example',
      'new-there,Nia New,nia.new@demo.example',
    ],
    { cwd: '..', env: { ...process.env, CGO_ENABLED: '0' } },
  );
  const [printed] = (await once(provider.stdout, 'data')) as [Buffer];
  issuer = printed.toString().trim();
});

test.afterAll(() => {
  provider.stdin.end();
});

async function signInThere(page: Page, subject: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Demo House' }).click();
  await page.waitForURL(new RegExp(`^${issuer}`));
  await page.locator('input[name="username"]').fill(subject);
  await page.locator('input[name="password"]').fill('verysecure');
  await page.locator('button[type="submit"]').click();
}

test('people sign in through their organisation’s provider', async ({ page }) => {
  await signIn(page, 'admin@demo.example');
  await page.goto('/administration/sign-in');
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Add a provider' }).click();
  await page.getByRole('button', { name: 'Add this provider' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Enter the provider’s issuer');
  await expectSound(page);
  await page.getByLabel('What the button says').fill('Demo House');
  await page.getByLabel('Issuer').fill(issuer);
  await page.getByLabel('Client ID').fill('bandwise');
  await page.getByLabel('Client secret', { exact: true }).fill('a secret of the client');
  await page.getByLabel('Domains of e-mail addresses').fill('demo.example');
  await page.getByLabel('Take up people who are not known').check();
  await page.getByRole('button', { name: 'Add this provider' }).click();
  await expect(page.getByText('Demo House is added.')).toBeVisible();
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('The provider answers as it should.')).toBeVisible();
  await expectSound(page);

  // Somebody new is taken up.
  await signInThere(page, 'new-there');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.goto('/account');
  await settled(page);
  await expect(page.getByText('Demo House, as nia.new@demo.example')).toBeVisible();
  await expectSound(page);
  // Signing out leads to the provider and back.
  const left = page.waitForRequest((request) => request.url().startsWith(`${issuer}/end_session`));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await left;
  await page.waitForURL(/\/sign-in$/);
  await expectSound(page);

  // Somebody with an account is linked by an administrator first.
  await signInThere(page, 'panel-there');
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
  await expect(page.getByText(/An administrator sees your request/)).toBeVisible();
  await expectSound(page);
  await signIn(page, 'admin@demo.example');
  await page.goto('/administration/people?q=checker');
  await settled(page);
  await page.locator('tbody a[href^="/administration/people/"]').first().click();
  await page.waitForURL(/people\/[0-9a-f-]{36}$/);
  await settled(page);
  await expect(page.getByText('Asks to be linked')).toBeVisible();
  await expectSound(page);
  await page.goto('/administration/sign-in');
  await settled(page);
  await expectSound(page);
  await page.getByRole('row', { name: /checker@demo\.example/ }).getByRole('link').click();
  await page.waitForURL(/identities$/);
  await settled(page);
  await expectSound(page);
  await page.getByRole('button', { name: /^Link to/ }).click();
  await expect(page.getByText(/is linked\./)).toBeVisible();
  await signInThere(page, 'panel-there');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();

  // Switched off, the button is gone.
  await signIn(page, 'admin@demo.example');
  await page.goto('/administration/sign-in');
  await page.getByRole('link', { name: 'Sign in with Demo House' }).click();
  await page.getByLabel('It is on').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Demo House is saved.')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await settled(page);
  await expect(page.getByRole('button', { name: 'Sign in with Demo House' })).toHaveCount(0);
});
