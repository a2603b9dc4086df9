import { describe, expect, it } from 'vitest';
import { boxesOf, periodBoth, periodOf, rawDate, rawParts } from './words';

describe('the boxes of a period', () => {
  it.each([
    ['P6M', '6', 'M'],
    ['P21D', '21', 'D'],
    ['', '', 'M'],
    ['PsixM', 'six', 'M'],
  ])('%s is %s and %s, and back again', (period, count, unit) => {
    expect(boxesOf(period)).toEqual({ count, unit });
    expect(periodOf(count, unit)).toBe(period);
  });

  it('shows a period in words and as it is kept', () => {
    expect(periodBoth('P6M')).toBe('6 months (P6M)');
    expect(periodBoth('PsixM')).toBe('');
  });
});

describe('a date that may be none', () => {
  it('is kept as typed', () => {
    expect(rawDate({ day: '3', month: '5', year: '2027' })).toBe('2027-05-03');
    expect(rawDate({ day: '31', month: '2', year: '2027' })).toBe('2027-2-31');
    expect(rawParts('2027-2-31')).toEqual({ day: '31', month: '2', year: '2027' });
    expect(rawDate(rawParts(''))).toBe('');
  });
});
