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

/** Opens the page of one of the signed-in person's people, and gives its address. */
export async function openPerson(page: Page, name: string): Promise<string> {
  await page.goto(`/people?q=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
  await settled(page);
  return page.url();
}

/** Nothing for axe to find (unless BANDWISE_E2E_AXE is "no"), and no sideways scrolling at 320 pixels. */
export async function expectSound(page: Page): Promise<void> {
  await settled(page);
  if (process.env.BANDWISE_E2E_AXE !== 'no') expect(await foundByAxe(page), page.url()).toEqual([]);

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

async function foundByAxe(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // What is right is not reported one by one: on a page with a long table that alone would take seconds.
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
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

/** A small file that is a PDF with a line of text, as an upload takes it. */
export function pdfFile(name: string) {
  const shown = `BT /F1 12 Tf 20 100 Td (${name.replaceAll(/[()\\]/g, ' ')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    `<</Length ${shown.length}>>\nstream\n${shown}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}
