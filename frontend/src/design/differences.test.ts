import { describe, expect, it } from 'vitest';
import { differences, type Piece } from './differences';

const marked = (pieces: Piece[]) => pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

describe('the differences of a printed text and its correction', () => {
  it.each([
    [
      'a misspelt word',
      'the Line Manger decides',
      'the Line Manager decides',
      'the Line [Manger] decides',
      'the Line [Manager] decides',
    ],
    [
      'a missing word',
      'management of Clinical team',
      'management of the Clinical team',
      'management of Clinical team',
      'management of [the ]Clinical team',
    ],
    [
      'two words together',
      'a Trusts coding Policy b',
      'a Trust’s coding policy b',
      'a [Trusts] coding [Policy] b',
      'a [Trust’s] coding [policy] b',
    ],
    ['neighbouring words as one', 'x one two y', 'x drei vier y', 'x [one two] y', 'x [drei vier] y'],
    ['equal texts', 'the same', 'the same', 'the same', 'the same'],
    ['nothing in common', 'alpha', 'beta', '[alpha]', '[beta]'],
    ['an empty print', '', 'new', '', '[new]'],
  ])('marks %s', (_, printed, corrected, wantPrinted, wantCorrected) => {
    const found = differences(printed, corrected);
    expect(marked(found.printed)).toBe(wantPrinted);
    expect(marked(found.corrected)).toBe(wantCorrected);
  });

  it('loses no letter, however long the texts are', () => {
    const printed = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
    const corrected = Array.from({ length: 900 }, (_, i) => `text${i}`).join(' ');
    const found = differences(printed, corrected);
    expect(found.printed.map(({ text }) => text).join('')).toBe(printed);
    expect(found.corrected.map(({ text }) => text).join('')).toBe(corrected);
  });
});
