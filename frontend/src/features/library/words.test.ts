import { expect, it } from 'vitest';
import { periodWords } from './words';

it.each([
  ['P3M', '3 months'],
  ['P1Y', '1 year'],
  ['P1Y6M', '1 year and 6 months'],
  ['PT1H', 'PT1H'],
])('says the period %s as “%s”', (period, want) => {
  expect(periodWords(period)).toBe(want);
});
