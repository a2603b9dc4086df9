import { describe, expect, it } from 'vitest';
import type { Statement } from '../types';
import { matching, offer, periodFrom, periodParts } from './choice';

const statement = (id: string, aspect: string, text: string) => ({ id, code: 'ANCC', level: 2, skill: 'Clinical coding', aspect, text }) as Statement;
const all = [
  statement('a', 'Escalation', 'Asks a colleague.'),
  statement('b', 'Standards', 'Applies the national standards.'),
  statement('c', 'Audit', 'Takes part in audits of standards.'),
];

describe('a search over statements', () => {
  it('finds those with each of its words, wherever they stand', () => {
    expect(matching(all, 'standards ancc').map(({ id }) => id)).toEqual(['b', 'c']);
    expect(matching(all, '')).toHaveLength(3);
    expect(matching(all, 'surgery')).toEqual([]);
  });

  it('keeps the chosen ones in sight and offers no more than there is room for', () => {
    expect(offer(all, matching(all, 'standards'), ['a'], 1).map(({ value }) => value)).toEqual(['a', 'b']);
  });
});

describe('a period', () => {
  it.each([
    ['3', 'Y', 'P3Y'],
    [' 18 ', 'M', 'P18M'],
    ['0', 'Y', undefined],
    ['1.5', 'Y', undefined],
    ['', 'Y', undefined],
  ])('of %s %s is %s', (count, unit, want) => {
    expect(periodFrom(count, unit)).toBe(want);
  });

  it('comes apart as it was put together', () => {
    expect(periodParts('P18M')).toEqual({ count: '18', unit: 'M' });
    expect(periodParts('')).toEqual({ count: '', unit: 'Y' });
  });
});
