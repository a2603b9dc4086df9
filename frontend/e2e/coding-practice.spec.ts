import { expect, type Page, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, settled, signIn } from './support';

// A trainee enters what was coded, in every way that there is; an assessor audits it, and the result becomes evidence.

/** The check sum of a zip archive's part. */
function checkSum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A zip archive of parts that are stored as they are. */
function zip(parts: Record<string, string>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(checkSum(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name)]));
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06'), end]);
}

/** A workbook with one day whose episodes are a formula. */
function workbookWithFormula(day: string): Buffer {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Activity" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1">${text('A1', 'date')}${text('B1', 'episodes')}</row><row r="2">${text('A2', day)}<c r="B2"><f>10+2</f><v>12</v></c></row></sheetData></worksheet>`,
  });
}

const uk = (date: Date) => `${date.getDate()}/${date.getMonth() + 1}/${date.getFullYear()}`;

/** The problems that a page names. */
const notice = (page: Page, words: RegExp) => page.getByRole('alert').or(page.getByRole('region')).filter({ hasText: words });

test('a trainee enters a day, pastes a week with a mistake, and is told of a formula by its cell', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.getByRole('link', { name: 'Coding', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Learning curve' })).toBeVisible();
  await expect(page.locator('.bw-chart svg').first()).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Enter a day' }).click();
  await page.getByLabel('Episodes coded').fill('many');
  await page.getByRole('button', { name: 'Enter the day' }).click();
  await expect(page.getByRole('link', { name: /a whole number from 0 to 999/ })).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Episodes coded').fill('13');
  await page.getByRole('button', { name: 'Enter the day' }).click();
  await expect(notice(page, /The day is entered/)).toBeVisible();

  await page.getByRole('button', { name: 'Paste from a spreadsheet' }).click();
  const first = daysFromToday(-3);
  const second = daysFromToday(-2);
  await page.getByLabel('Cells from your spreadsheet').fill(`Date\tEpisodes\tHours\n${uk(first)}\t12\t7.5\n31/2/2026\t11\t7.5`);
  await page.getByRole('button', { name: 'Check the lines' }).click();
  await expect(page.getByText('date: There is no day 31 in February 2026.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Enter \d+ days?$/ })).toHaveCount(0);
  await expectSound(page);
  await page.getByLabel('Cells from your spreadsheet').fill(`${uk(first)}\t12\t7.5\n${uk(second)}\t14\t7.5`);
  await page.getByRole('button', { name: 'Check the lines' }).click();
  await page.getByRole('button', { name: /^Enter 2 days$/ }).click();
  await expect(notice(page, /^.*Entered: /)).toBeVisible();

  await page.getByRole('button', { name: 'Import a file' }).click();
  const day = uk(daysFromToday(-1));
  await page.getByLabel('Spreadsheet').setInputFiles({
    name: 'week.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbookWithFormula(day),
  });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('episodes: This cell is a formula. Put in its place the value that it gives.')).toBeVisible();
  await expect(page.getByText('Nothing is entered while lines are refused.')).toBeVisible();
  await expectSound(page);
});

test('an assessor audits a trainee, and the result becomes evidence with one click', async ({ page }) => {
  await signIn(page, 'assessor@demo.example');
  await page.goto('/coding/team');
  await page.getByRole('rowheader', { name: /Ella Barnes/ }).getByRole('link').click();
  await page.getByRole('button', { name: 'Audit the coding of Ella Barnes' }).click();
  await page.getByLabel('What was audited?').fill('Ten episodes of the respiratory ward');
  await fillDate(page, 'First day of the period audited', daysFromToday(-20));
  await fillDate(page, 'Last day of the period audited', daysFromToday(-6));
  await page.getByLabel('Episodes in the sample').fill('10');
  await page.getByLabel('Primary diagnosis: codes examined').fill('10');
  await page.getByLabel('Secondary diagnosis: codes examined').fill('30');
  await page.getByLabel('Primary diagnosis, Incorrect, by the coder').fill('12');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText(/There are 12 errors on 10 primary diagnosis codes/).first()).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Primary diagnosis, Incorrect, by the coder').fill('2');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('Below the threshold: primary diagnosis by 10 points.')).toBeVisible();
  await expectSound(page);
  const address = page.url();
  await page.getByRole('button', { name: 'Release the audit' }).click();
  await page.getByRole('link', { name: 'Record the feedback session' }).click();
  await page.getByLabel('What was talked about?').fill('Looked at both primary diagnoses together.');
  await page.getByRole('button', { name: 'Record the session' }).click();
  await expect(page.getByText('Looked at both primary diagnoses together.')).toBeVisible();

  await signIn(page, 'trainee@demo.example');
  await page.goto(address);
  await settled(page);
  await page.getByRole('button', { name: 'Add to my portfolio' }).click();
  await expect(page.getByRole('heading', { name: 'Claim statements' })).toBeVisible();
  await expect(page.getByText(/Coding audit: Ten episodes of the respiratory ward/).first()).toBeVisible();
  await expect(page.getByRole('checkbox', { checked: true }).first()).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('link', { name: 'Open the evidence' })).toBeVisible();
});
