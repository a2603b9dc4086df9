import { expect, it } from 'vitest';
import { documentName, lineWords, sourcePath } from './sourceLines';

it.each([
  ['no line', [], ''],
  ['one line', [30], 'line 30'],
  ['the same line twice', [30, 30], 'line 30'],
  ['two neighbours', [12, 13], 'lines 12 to 13'],
  ['a run and a line apart', [12, 13, 14, 20], 'lines 12 to 14 and 20'],
  ['three places in any order', [40, 2, 20, 21], 'lines 2, 20 to 21 and 40'],
])('names %s', (_, lines, want) => {
  expect(lineWords(lines)).toBe(want);
});

it('names a document by its number, and one without a number by its file', () => {
  expect(documentName('002_f2db897adb2931ff.txt')).toBe('document 002');
  expect(documentName('notes.txt')).toBe('notes.txt');
});

it('leads to the line without an ending that the server would take for a file', () => {
  expect(sourcePath('002_f2db897adb2931ff.txt', 12)).toBe('/library/sources/002_f2db897adb2931ff#line-12');
});
