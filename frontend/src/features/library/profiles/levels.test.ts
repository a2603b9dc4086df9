import { describe, expect, it } from 'vitest';
import { complete, levelsFrom, levelsText, missingLevels, pointsSoFar } from './levels';
import type { JobScheme } from '../types';

const scheme: JobScheme = {
  name: 'Scheme',
  version: 1,
  validFromSource: '',
  versions: [],
  factors: Array.from({ length: 16 }, (_, i) => ({
    no: i + 1,
    name: `Factor ${i + 1}`,
    points: [5, 12, 21],
    fixed: false,
  })),
  bands: [],
  matching: {
    maxVariations: 5,
    rules: [],
    status: '',
    panel: {
      minimum: 3,
      recommended: 4,
      recommendedEachSide: 2,
      development: 5,
      maximum: 5,
      holdersExcluded: true,
      reviewPeriod: 'P3M',
      reviewNewMembers: 'more_than_half',
      source: '',
    },
  },
};
const all = Array.from({ length: 16 }, () => 2);

describe('the levels in an address', () => {
  it('come back as they were written', () => {
    const levels = [1, undefined, 3, ...Array.from({ length: 13 }, () => 2)];
    expect(levelsFrom(levelsText(levels), scheme)).toEqual(levels);
  });

  it.each([
    ['an empty address', ''],
    ['words', 'a-b-c'],
    ['a level that the factor does not have', '4'],
    ['level 0', '0'],
    ['half a level', '1.5'],
  ])('are not chosen for %s', (_, text) => {
    expect(levelsFrom(text, scheme)[0]).toBeUndefined();
  });

  it('are never more than 16', () => {
    expect(levelsFrom(Array.from({ length: 40 }, () => '1').join('-'), scheme)).toHaveLength(16);
  });
});

it('are complete only with all 16', () => {
  expect(complete(all)).toEqual(all);
  expect(complete([...all.slice(1), undefined])).toBeUndefined();
});

it('asks by the factor for what is missing, under the name that the API uses', () => {
  const withGap = all.map((level, index) => (index === 4 ? undefined : level));
  expect(missingLevels(withGap, scheme)).toEqual([
    { name: 'levels[4]', message: 'Choose a level for factor 5, Factor 5' },
  ]);
  expect(missingLevels(all, scheme)).toEqual([]);
});

it('adds up the points of the levels chosen so far', () => {
  expect(pointsSoFar([1, 3, ...Array.from({ length: 14 }, () => undefined)], scheme)).toBe(26);
});
