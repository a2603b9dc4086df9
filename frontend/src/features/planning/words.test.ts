import { describe, expect, it, test } from 'vitest';
import { inUseNow, monthChoices, monthName, plain, pounds, poundsRange, rangeWords, shareWords, typedNumber } from './words';

test('months are named and listed', () => {
  expect(monthName('2028-04-30')).toBe('April 2028');
  expect(monthChoices('2026-11-23', '2027-02-28').map(({ value, label }) => [value, label])).toEqual([
    ['2026-11-01', 'November 2026'],
    ['2026-12-01', 'December 2026'],
    ['2027-01-01', 'January 2027'],
    ['2027-02-01', 'February 2027'],
  ]);
});

test('shares, money and ranges read as people write them', () => {
  expect([0, 0.001, 0.64, 0.999, 1].map(shareWords)).toEqual(['0 %', 'under 1 %', '64 %', 'over 99 %', '100 %']);
  expect(pounds(2309743)).toBe('£2,310,000');
  expect(poundsRange({ low: 1000, high: 1200 })).toBe('£1,000 to £1,000');
  expect(rangeWords({ low: 18.2, high: 20.2 })).toBe('18.2 to 20.2');
  expect(rangeWords({ low: 2, high: 2 })).toBe('2');
  expect(plain(0.1 + 0.2)).toBe('0.3');
});

test('numbers are read as typed', () => {
  expect(['', ' 70 ', '70 %', '12,5', '140'].map(typedNumber)).toEqual([undefined, 70, 70, 12.5, 140]);
  expect(typedNumber('many')).toBeNaN();
});

describe('what a rate is now', () => {
  const known = { title: '', value: '68 %', because: 'From 25 attempts since 2021: 17 passed, 80 % interval 55 % to 80 %.' };

  it('says where it comes from', () => {
    expect(inUseNow([{ ...known, key: 'pass', origin: 'history' }], 'pass')).toBe(
      'Left empty, as in use now: 68 %, from the own history. From 25 attempts since 2021: 17 passed, 80 % interval 55 % to 80 %.',
    );
    expect(inUseNow([{ ...known, key: 'pass', origin: 'entered', because: 'Too few.' }], 'pass')).toBe('Left empty, as in use now: 68 %, assumed. Too few.');
  });

  it('waits for the forecast', () => {
    expect(inUseNow(undefined, 'pass')).toBe('Left empty, the rate of the forecast');
  });
});
