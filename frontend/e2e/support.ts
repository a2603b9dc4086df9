import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const password = 'Bandwise-demo-1';

/** Signs in by the form, as whoever has the address; leaves the page that opens first. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await settled(page);
}

/** Waits until the page shows its content instead of its waiting. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/^Loading /)).toHaveCount(0);
}

/** Nothing for axe to find, and no sideways scrolling at 320 pixels. */
export async function expectSound(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, page.url()).toEqual([]);

  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  // The header first moves the items that no longer fit into its menu.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
      message: `${page.url()} scrolls sideways at 320 pixels`,
    })
    .toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

/** Fills the three boxes of a date, found by its question. */
export async function fillDate(page: Page, question: string | RegExp, date: Date): Promise<void> {
  const group = page.getByRole('group', { name: question });
  const day = await group.getByLabel('Day').boundingBox();
  expect(day?.width, 'the box for the day is wide enough for two numbers').toBeGreaterThan(30);
  await group.getByLabel('Day').fill(String(date.getDate()));
  await group.getByLabel('Month').fill(String(date.getMonth() + 1));
  await group.getByLabel('Year').fill(String(date.getFullYear()));
}

export function daysFromToday(days: number): Date {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return date;
}

/** A small file that is a PDF, as an upload takes it. */
export function pdfFile(name: string) {
  const text = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
xref
0 4
0000000000 65535 f
0000000009 00000 n
0000000052 00000 n
0000000101 00000 n
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
% ${name}
`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}
