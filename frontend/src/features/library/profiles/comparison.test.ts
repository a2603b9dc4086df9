import { describe, expect, it } from 'vitest';
import {
  addressOf,
  apartWords,
  chosenIn,
  compareFactors,
  countDifferences,
  shownRows,
  totalsApart,
  withFirst,
} from './comparison';
import type { JobProfile, ProfileFactor } from '../types';

function factor(no: number, changes: Partial<ProfileFactor> = {}): ProfileFactor {
  return {
    no,
    name: `Factor ${no}`,
    levelText: '2',
    levelMin: 2,
    levelMax: 2,
    options: [],
    levelOptions: [],
    scoreText: '12',
    scoreMin: 12,
    scoreMax: 12,
    computedMin: 12,
    computedMax: 12,
    agrees: true,
    text: 'Keeps records',
    descriptor: 'Keeps',
    example: 'records',
    corrections: [],
    line: no,
    lines: [no],
    ...changes,
  };
}

function profile(id: string, factors: ProfileFactor[], computed = [200, 210]): JobProfile {
  return {
    id,
    title: id,
    contentsTitle: id,
    contentsPage: 1,
    contentsLine: 1,
    suite: 'Suite',
    suiteAndLabel: 'Suite',
    band: '3',
    bands: ['3'],
    bandMin: 216,
    bandMax: 270,
    jobStatements: [],
    jobStatementLine: 1,
    totalText: '',
    totalLine: 1,
    statedMin: 200,
    statedMax: 210,
    computedMin: computed[0] ?? 0,
    computedMax: computed[1] ?? 0,
    factors,
    findings: [],
    corrections: [],
    notes: [],
    document: '000_x.txt',
    line: 1,
    lastLine: 20,
  };
}

describe('the profiles that an address names', () => {
  it('come back as they were written', () => {
    expect(chosenIn(new URLSearchParams(addressOf(['a', 'b'])))).toEqual(['a', 'b']);
  });

  it('stand there once each, and at most four', () => {
    expect(chosenIn(new URLSearchParams('id=a&id=a&id=&id=b&id=c&id=d&id=e'))).toEqual(['a', 'b', 'c', 'd']);
  });
});

it('puts one profile first and keeps the order of the others', () => {
  expect(withFirst(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b']);
  expect(withFirst(['a', 'b'], 'somebody else')).toEqual(['a', 'b']);
});

describe('two profiles beside each other', () => {
  const rows = compareFactors([
    profile('a', [
      factor(1),
      factor(2),
      factor(3),
      factor(4, { levelText: '2(a)', levelOptions: ['2a'], options: ['a'] }),
    ]),
    profile('b', [
      factor(1),
      factor(2, { levelText: '2-3', levelMax: 3, computedMax: 21 }),
      factor(3, { example: 'casenote records' }),
      factor(4, { levelText: '2(b)', levelOptions: ['2b'], options: ['b'] }),
    ]),
  ]);

  it('tell a factor with another level from one with other words only', () => {
    expect(rows.map(({ levelDiffers, textDiffers }) => [levelDiffers, textDiffers])).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, false],
    ]);
    expect(countDifferences(rows)).toEqual({ levels: 2, onlyWords: 1, nothing: 1 });
  });

  it('give the points between the ends of both ranges', () => {
    expect(rows[1]?.sides[1]?.apart).toEqual({ lowest: 0, highest: 9 });
    expect(rows[0]?.sides[0]?.apart).toBeUndefined();
  });

  it('mark the words that only one of them has', () => {
    const marked = rows[2]?.sides[1]?.example.filter(({ differs }) => differs).map(({ text }) => text.trim());
    expect(marked).toEqual(['casenote']);
  });

  it.each([
    ['differences' as const, [2, 3, 4]],
    ['levels' as const, [2, 4]],
    ['all' as const, [1, 2, 3, 4]],
  ])('show the rows asked for: %s', (shown, want) => {
    expect(shownRows(rows, shown).map(({ no }) => no)).toEqual(want);
  });
});

it('marks nothing in the first of three, because the others differ from it in different words', () => {
  const [row] = compareFactors([
    profile('a', [factor(1)]),
    profile('b', [factor(1, { example: 'files' })]),
    profile('c', [factor(1, { example: 'notes' })]),
  ]);
  expect(row?.sides[0]?.example).toEqual([{ text: 'records', differs: false }]);
  expect(row?.sides[2]?.example).toEqual([{ text: 'notes', differs: false }]);
});

it('marks nothing in texts that are worded differently throughout', () => {
  const [row] = compareFactors([
    profile('a', [factor(1, { example: 'Undertakes own planning of work' })]),
    profile('b', [factor(1, { example: 'Plans, organises and adjusts the work of a department' })]),
  ]);
  expect(row?.textDiffers).toBe(true);
  expect(row?.sides.flatMap(({ example }) => example).some(({ differs }) => differs)).toBe(false);
});

it('compares whole rows where descriptor and example do not stand apart', () => {
  const apart = { descriptor: '', example: '' };
  const [row] = compareFactors([
    profile('a', [factor(1, { ...apart, text: 'Keeps records of patients' })]),
    profile('b', [factor(1, { ...apart, text: 'Keeps files of patients' })]),
  ]);
  expect(row?.textDiffers).toBe(true);
  expect(row?.sides[1]?.example).toEqual([
    { text: 'Keeps ', differs: false },
    { text: 'files', differs: true },
    { text: ' of patients', differs: false },
  ]);
});

describe('points apart, in words', () => {
  it.each([
    [{ lowest: 9, highest: 9 }, '9 points more'],
    [{ lowest: -1, highest: -1 }, '1 point fewer'],
    [{ lowest: 0, highest: 0 }, 'The same points'],
    [{ lowest: -12, highest: 0 }, 'Lowest 12 points fewer, highest the same points'],
  ])('%o is “%s”', (apart, want) => {
    expect(apartWords(apart)).toBe(want);
  });

  it('of two totals are those of the scheme', () => {
    expect(totalsApart(profile('a', [], [217, 217]), profile('b', [], [276, 280]))).toEqual({ lowest: 59, highest: 63 });
  });
});
