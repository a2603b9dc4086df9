import { expect, type Page, test } from '@playwright/test';
import { expectSound, settled, signIn } from './support';

// The standards lead keeps the framework: a changed meaning goes from the draft to what people confirm, and a spreadsheet
// comes back as it went out. Readers compare levels.

interface Statement {
  id: string;
  code: string;
  level: number;
  aspect: string;
  text: string;
}

/** The summary of what a form refused, which stands beside a notice of what was done before. */
function problem(page: Page) {
  return page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });
}

async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), path).toBe(true);
  return (await answer.json()) as T;
}

async function frameworkId(page: Page): Promise<string> {
  const { items } = await read<{ items: { id: string }[] }>(page, '/frameworks');
  return items[0]?.id ?? '';
}

/** An approved statement at level 2 of ANCC, so that claims rest on it. */
async function restedOn(page: Page, framework: string): Promise<Statement> {
  const { items } = await read<{ items: Statement[] }>(page, `/frameworks/${framework}/statements?code=ANCC&level=2`);
  const found = items.find(({ text }) => text.length > 60) ?? items[0];
  if (!found) throw new Error('ANCC has no statement at level 2');
  return found;
}

test('a trainee compares two levels of a skill and opens a level', async ({ page }) => {
  await signIn(page, 'trainee@demo.example');
  await page.goto('/library/skills');
  await page.getByRole('rowheader', { name: /^Clinical coding/ }).getByRole('link').click();
  await expectSound(page);
  await expect(page.getByText('Word for word as at level').first()).toBeVisible();

  await page.getByRole('button', { name: 'Compare two levels' }).click();
  await expect(page.getByRole('heading', { name: 'Compare two levels' })).toBeVisible();
  await page.getByLabel('From', { exact: true }).selectOption('2');
  await page.getByLabel('To', { exact: true }).selectOption('3');
  await expect(page.getByRole('heading', { name: 'New at level 3' })).toBeVisible();
  await expect(page.locator('mark', { hasText: 'complex' })).toBeVisible();
  await expectSound(page);

  await expect(page.getByRole('heading', { name: 'Stays, word for word' })).toHaveCount(0);
  await page.getByRole('button', { name: /^Show also the/ }).click();
  await expect(page.getByRole('heading', { name: 'Stays, word for word' })).toBeVisible();
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByRole('heading', { name: 'Only at level 3' })).toBeVisible();

  await page.getByRole('link', { name: 'All of level 3', exact: false }).first().click();
  await expect(page.getByRole('heading', { name: /Level 3: Apply/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Roles that ask for this whole level' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: /^Next: level 4/ }).click();
  await expect(page.getByRole('heading', { name: /Level 4: Enable/ })).toBeVisible();

  await page.getByRole('link', { name: /^Open the statement/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Who may claim and approve it' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Change this statement' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Write an example' })).toHaveCount(0);
  await expectSound(page);
});

test('a changed meaning is drafted, published, compared and confirmed', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  const framework = await frameworkId(page);
  const statement = await restedOn(page, framework);

  // What good looks like
  await page.goto(`/library/statements/${statement.id}`);
  await page.getByRole('link', { name: 'Write an example' }).click();
  await page.getByRole('button', { name: 'Add the example' }).click();
  await expect(problem(page)).toContainText('Write the example');
  await page.getByLabel('What does it look like').fill('Asks a colleague before the deadline, with the source notes open.');
  await page.getByRole('button', { name: 'Add the example' }).click();
  await expect(page.getByText('Asks a colleague before the deadline').first()).toBeVisible();
  await expectSound(page);

  // No draft yet: it is started on the way
  await page.getByRole('link', { name: 'Change this statement' }).click();
  await page.getByRole('button', { name: 'Start a draft' }).click();
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await expect(problem(page)).toContainText('Give the edition a title');
  await page.getByLabel('Title').fill('Journey edition');
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Change a statement' })).toBeVisible();

  await page.getByRole('button', { name: 'Save in the draft' }).click();
  await expect(problem(page)).toContainText('Choose whether you change the wording only, or the meaning');
  await page.getByLabel('Statement', { exact: true }).fill(`${statement.text} Tells the team what was learnt.`);
  await page.getByLabel('A changed meaning').check();
  await expect(page.getByRole('heading', { name: 'What rests on this statement' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /requirement/ })).toBeVisible();
  await expectSound(page);
  await page.getByLabel('Reason').fill('Learning from escalations is part of the work.');
  await page.getByRole('button', { name: 'Save in the draft' }).click();
  await expect(page.getByRole('heading', { name: '1 change' })).toBeVisible();
  await expectSound(page);

  // Readers see nothing of it
  const reader = await page.context().browser()?.newPage();
  if (reader) {
    await signIn(reader, 'trainee@demo.example');
    await reader.goto(`/library/statements/${statement.id}`);
    await settled(reader);
    await expect(reader.getByText('Tells the team what was learnt')).toHaveCount(0);
    await reader.close();
  }

  // A local statement, then undone
  await page.getByRole('link', { name: 'Add a local statement' }).click();
  await page.getByRole('button', { name: 'Add it to the draft' }).click();
  await expect(problem(page)).toContainText('Choose a level from 1 to 7');
  await expectSound(page);
  await page.getByLabel('Skill').selectOption('ANCC');
  await page.getByLabel('Level').selectOption('2');
  await page.getByLabel('Aspect').fill('Local queries');
  await page.getByLabel('Statement').fill('Keeps the trust’s list of coding queries up to date.');
  await page.getByLabel('Reason').fill('We do this here.');
  await page.getByRole('button', { name: 'Add it to the draft' }).click();
  await expect(page.getByRole('heading', { name: '2 changes' })).toBeVisible();
  await page.getByRole('link', { name: /^Undo\s*: ANCC 2, Local queries/ }).click();
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expect(page.getByRole('heading', { name: '1 change', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Publish this edition' }).click();
  await expect(page.getByRole('heading', { name: 'What will need confirming' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Publish this edition' }).click();
  await expect(page.getByText('Journey edition is in force')).toBeVisible();

  await page.getByRole('link', { name: 'What it changes, word by word' }).click();
  await expect(page.locator('mark', { hasText: 'Tells the team what was learnt.' })).toBeVisible();
  await expectSound(page);

  // The old statement stays, and leads to the new one
  await page.goto(`/library/statements/${statement.id}`);
  await expect(page.getByText('another statement took its place')).toBeVisible();
  await expectSound(page);

  // What needs confirming, where there is something
  await page.goto('/library/confirmations');
  await expectSound(page);
  const first = page.getByRole('button', { name: 'Open the first' });
  if ((await first.count()) > 0) {
    await first.click();
    await page.getByRole('button', { name: /^Decide/ }).click();
    await expect(problem(page)).toContainText('Choose whether it stands or ends');
    await expectSound(page);
    await page.getByLabel('Yes, it stands').check();
    await page.getByLabel('Reason').fill('The role always did this.');
    await page.getByRole('button', { name: /^Decide/ }).click();
    await expect(page.getByText('asks for the changed statement')).toBeVisible();
  }
  for (const person of ['assessor@demo.example', 'manager@demo.example']) {
    await signIn(page, person);
    await page.goto('/reviews/confirmations');
    await expectSound(page);
  }
});

test('two people edit one draft: the second is told, and what they typed stays', async ({ page, browser }) => {
  await signIn(page, 'standards@demo.example');
  const framework = await frameworkId(page);
  const statement = await restedOn(page, framework);
  await page.goto(`/library/frameworks/${framework}/editions/new`);
  await page.getByLabel('Title').fill('Two at once');
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await expect(page.getByText('is open.')).toBeVisible();
  await page.goto(`/library/frameworks/${framework}/draft/statements/${statement.id}`);
  await page.getByLabel('Statement', { exact: true }).fill('Typed before I knew.');
  await page.getByLabel('The wording only').check();
  await page.getByLabel('Reason').fill('Clearer.');

  const second = await browser.newPage();
  await signIn(second, 'standards@demo.example');
  await second.goto(`/library/frameworks/${framework}/draft/name`);
  await second.getByLabel('Title').fill('Two at once, renamed');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.getByText('The title and the note are saved.')).toBeVisible();
  await second.close();

  await page.getByRole('button', { name: 'Save in the draft' }).click();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await expect(page.getByLabel('Statement', { exact: true })).toHaveValue('Typed before I knew.');
  await page.getByRole('button', { name: 'Save in the draft' }).click();
  await expect(page.getByRole('heading', { name: '1 change', exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Throw this draft away' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Throw the draft away' }).click();
  await expect(page.getByText('The draft is thrown away.')).toBeVisible();
});

/** The rows of a CSV file, each a list of cells. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}

function sheet(rows: string[][], name = 'statements.csv') {
  const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${text}\n`) };
}

test('a spreadsheet goes out, is changed, checked and read into a draft; a bad one changes nothing', async ({ page }) => {
  await signIn(page, 'standards@demo.example');
  const framework = await frameworkId(page);
  await page.goto(`/library/frameworks/${framework}/exchange`);
  await expectSound(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  const exported = await (await page.request.get(`/api/v1/frameworks/${framework}/export?format=csv`)).text();
  const rows = rowsOf(exported);
  const [head = [], first = [], second = []] = rows;
  const column = (name: string) => head.indexOf(name);
  expect(column('text')).toBeGreaterThan(0);
  const changed = (row: string[], cells: Record<string, string>) =>
    row.map((cell, i) => cells[head[i] ?? ''] ?? cell);

  const check = async (file: ReturnType<typeof sheet>) => {
    await page.getByLabel('Spreadsheet').setInputFiles(file);
    await page.getByRole('button', { name: 'Check the file' }).click();
  };

  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(problem(page)).toContainText('Choose a file');

  // As it went out, it changes nothing
  await check({ name: 'statements.csv', mimeType: 'text/csv', buffer: Buffer.from(exported) });
  await expect(page.getByText('There is nothing to read in.')).toBeVisible();

  // Bad files: a sentence each
  const level = column('level');
  await check(sheet(rows.map((row) => row.filter((_, i) => i !== level)), 'without-level.csv'));
  await expect(problem(page)).toContainText('The column level is missing.');
  await expectSound(page);
  await check(sheet([head, changed(first, { level: '9' })], 'level-9.csv'));
  await expect(page.getByText('“9” is no level').or(page.getByText('"9" is no level')).first()).toBeVisible();
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
  await expectSound(page);
  await check(sheet([head, first, first], 'twice.csv'));
  await expect(page.getByText('Row 2 has the same').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Read it into the draft' })).toHaveCount(0);
  const { items } = await read<{ items: { state: string }[] }>(page, `/frameworks/${framework}/editions`);
  expect(items.filter(({ state }) => state === 'draft')).toEqual([]);

  // A good one: one wording, shown before it is read
  const text = second[column('text')] ?? '';
  await check(sheet([head, first, changed(second, { text: `${text} Every day.`, change: 'wording', reason: 'Clearer.' })]));
  await expect(page.getByRole('heading', { name: 'What statements.csv would do' })).toBeFocused();
  await expect(page.locator('mark', { hasText: 'Every day.' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Read it into the draft' }).click();
  await expect(page.getByText('is read into the draft')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the draft' }).click();
  await expect(page.getByRole('heading', { name: '1 change', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Throw this draft away' }).click();
  await page.getByRole('button', { name: 'Throw the draft away' }).click();
  await expect(page.getByText('The draft is thrown away.')).toBeVisible();
});
