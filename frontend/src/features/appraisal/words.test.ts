import { describe, expect, it } from 'vitest';
import { partsOfPeriod, periodOf } from './words';

describe('periods', () => {
  it('are written as ISO text', () => {
    expect(periodOf(' 12 ', 'M')).toBe('P12M');
    expect(periodOf('0', 'M')).toBeUndefined();
    expect(periodOf('a year', 'Y')).toBeUndefined();
    expect(periodOf('1.5', 'Y')).toBeUndefined();
  });
  it('are taken apart again', () => {
    expect(partsOfPeriod('P1Y')).toEqual({ count: '1', unit: 'Y' });
    expect(partsOfPeriod('P1Y6M')).toEqual({ count: '', unit: 'M' });
  });
});
