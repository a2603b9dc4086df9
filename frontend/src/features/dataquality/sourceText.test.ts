import { expect, it } from 'vitest';
import { lineOf, matchingLines } from './sourceText';

const lines = ['Coding accuracy', '', 'Audits the accuracy of coding'];

it('finds the lines that have every word, by their own numbers', () => {
  expect(matchingLines(lines, 'CODING audits').map(({ no }) => no)).toEqual([3]);
  expect(matchingLines(lines, 'accuracy').map(({ no }) => no)).toEqual([1, 3]);
});

it('shows all lines, blank ones too, while nothing is searched', () => {
  expect(matchingLines(lines, '  ').map(({ no }) => no)).toEqual([1, 2, 3]);
});

it.each([
  ['#line-12', 12],
  ['#top', undefined],
  ['', undefined],
  ['#line-x', undefined],
])('reads the line out of %s', (hash, want) => {
  expect(lineOf(hash)).toBe(want);
});
