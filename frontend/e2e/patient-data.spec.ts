import { crc32 } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { daysFromToday, expectSound, fillDate, signIn } from './support';

/** A ZIP archive whose entries are stored as they are. */
function zip(entries: Record<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const index: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    index.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, place, Buffer.from(name)]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(index.length, 8);
  end.writeUInt16LE(index.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** A workbook with this text in cell B7 of Sheet1. */
function workbook(text: string) {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const buffer = zip({
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="7"><c r="A7" t="inlineStr"><is><t>I21.9</t></is></c><c r="B7" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`,
  });
  return { name: 'audit.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer };
}

// Numbers of the test range, which belong to nobody.
const number = '999 123 4500';
const ordered = '9990000018';

test('patient data is refused where it stands, in a spreadsheet and in a text', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/portfolio/evidence/new');
  await page.getByLabel('Title').fill('Audit of cardiology');
  await page.getByLabel('Kind of evidence').selectOption({ index: 1 });
  await fillDate(page, /When was it/, daysFromToday(-3));

  const file = page.getByLabel(/^Files/);
  await file.setInputFiles(workbook(`seen ${number}`));
  await expect(page.getByText(/Sheet1!B7 seems to be an NHS number/)).toBeVisible();
  await expect(page.getByText('audit.xlsx was not stored.')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Leave it out audit.xlsx' }).click();
  await file.setInputFiles(workbook('seen by the ward'));
  await expect(page.getByText('Added')).toBeVisible();

  await page.getByLabel('What I did').fill(`I ordered the books under ${ordered} and coded the case of ${number} again.`);
  await page.getByRole('button', { name: 'Finish evidence' }).click();
  await expect(page.getByRole('alert').first()).toContainText('This text seems to hold 2 NHS numbers.');
  await expect(page.locator('mark')).toHaveText([ordered, number]);
  await expectSound(page);

  // What is a patient's data goes; what is none gets its reason.
  await page.getByRole('button', { name: 'This is not patient data: say why' }).first().click();
  await page.getByLabel('Why is it not patient data?').fill('It is the number of an order for books.');
  await page.getByRole('button', { name: 'Keep this reason' }).click();
  await expect(page.getByText('Your reason is kept.')).toBeVisible();
  await page.getByLabel('What I did').fill(`I ordered the books under ${ordered} and coded a case again.`);
  await page.getByRole('button', { name: 'Finish evidence' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Audit of cardiology' })).toBeVisible();
});
