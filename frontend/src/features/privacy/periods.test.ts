import { expect, it } from 'vitest';
import { partsOfPeriod, periodOf } from './periods';

it.each([
  ['P6Y', { count: '6', unit: 'Y' }],
  ['P30D', { count: '30', unit: 'D' }],
  ['P18M', { count: '18', unit: 'M' }],
] as const)('reads and writes %s', (iso, parts) => {
  expect(partsOfPeriod(iso)).toEqual(parts);
  expect(periodOf(parts)).toBe(iso);
});

it.each(['', '0', '-1', '1.5', 'six'])('takes %j for no number', (count) => {
  expect(periodOf({ count, unit: 'Y' })).toBeUndefined();
});
