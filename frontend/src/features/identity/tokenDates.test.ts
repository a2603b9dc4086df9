import { describe, expect, it } from 'vitest';
import { threeMonthsAfter } from './tokenDates';

describe('the day that a new token is proposed to last until', () => {
  it.each([
    ['2026-03-23', '2026-06-23'],
    ['2026-11-23', '2027-02-23'],
    ['2026-11-30', '2027-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-12-31', '2027-03-31'],
  ])('is, made on %s, %s', (today, want) => {
    expect(threeMonthsAfter(today)).toBe(want);
  });
});
